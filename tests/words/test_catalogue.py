"""The catalogue that is searched where it lies says what ``gettext`` says, of every text."""

from __future__ import annotations

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest

from engine.catalogue import Compiled
from engine.locale.build import merged, path

CONTENT = Path(path("zh")).read_bytes()


def test_every_text_is_found() -> None:
    ours, theirs = Compiled(CONTENT), GNUTranslations(BytesIO(CONTENT))
    texts = merged("zh")
    assert len(texts) > 2000
    for text, forms in texts.items():
        one, many = text if isinstance(text, tuple) else (text, text)
        assert ours.gettext(one) == forms[0]
        if isinstance(text, str):
            assert theirs.gettext(one) == forms[0]
        for n in (0, 1, 2, 11) if isinstance(text, tuple) else ():
            assert ours.ngettext(one, many, n) == theirs.ngettext(one, many, n) == forms[0]


@pytest.mark.parametrize("text", ["", "a", "zzzz", "\uffff", "Exit code", "%(task)s: %(text)s "])
def test_what_is_not_there_stays_as_it_is(text: str) -> None:
    ours = Compiled(CONTENT)
    assert (ours.gettext(text) if text else "") == text
    assert [ours.ngettext("%d spoon", "%d spoons", n) for n in (1, 2)] == ["%d spoon", "%d spoons"]


@pytest.mark.parametrize("content", [b"", b"\x00" * 40, CONTENT[::-1]])
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a compiled catalogue"):
        Compiled(content)
