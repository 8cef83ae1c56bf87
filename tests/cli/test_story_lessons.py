"""Every code of stories teaches: its example really goes so, and its mend goes well."""

from __future__ import annotations

import pytest

from cli.lessons.stories import FAMILY, examples, findings
from engine.language.codes import CODES, FAMILIES
from engine.language.lessons.documents import Example
from tests.cli.conftest import Call

ALL = examples()


@pytest.mark.parametrize(("code", "example"), ALL.items(), ids=ALL)
def test_an_example_goes_otherwise_and_its_mend_goes_well(code: str, example: Example) -> None:
    assert {found.code for found in findings(example)} == {code, *example.also}
    assert findings(example, mended=True) == []


def test_every_code_has_an_example_and_says_why() -> None:
    assert list(ALL) == list(FAMILIES[FAMILY])
    assert [code for code in ALL if not CODES[code].about] == []


def test_a_code_of_stories_is_explained_beside_its_sop(call: Call) -> None:
    said = call("explain", "T043").output
    assert "With this SOP\n    sop: parcel\n" in said
    assert "example.story.yaml:6:84: error[T043] expected open: pack; seen: send\n" in said
