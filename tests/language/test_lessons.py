"""Every code teaches: its example really gives it, its mend really lints clean, and it says why."""

from __future__ import annotations

import pytest

from engine.language.codes import CODES, FAMILIES
from engine.language.codes.about import ABOUT, TITLES
from engine.language.lessons import SPOKEN_FOR, Example, findings, lesson, report
from engine.language.lessons.documents import examples

TAUGHT = ("Y1", "S2", "L3", "N4", "X5", "D6", "F7", "R1", "P8", "G1", "K9", "C1", "U1")
"""The families of which every code has an example."""
LEAVING = "L3"
"""The family whose codes go when what they name is built."""

ALL = {code: example for family in FAMILIES for code, example in examples(family).items()}
SHOWN = {code: example for code, example in ALL.items() if code in CODES}


@pytest.mark.parametrize(("code", "example"), SHOWN.items(), ids=SHOWN)
def test_an_example_breaks_its_rule_and_no_other(code: str, example: Example) -> None:
    assert {found.code for found in findings(example)} == {code, *example.also}


@pytest.mark.parametrize(("code", "example"), SHOWN.items(), ids=SHOWN)
def test_a_mend_is_clean(code: str, example: Example) -> None:
    assert findings(example, mended=True) == []
    assert example.mend != example.broken


@pytest.mark.parametrize("family", TAUGHT)
def test_every_code_has_an_example(family: str) -> None:
    without = set(FAMILIES.get(family, {})) - set(ALL) - SPOKEN_FOR
    assert not without, f"write one into engine/language/lessons/examples/{family}.txt"


@pytest.mark.parametrize("family", TAUGHT)
def test_every_code_says_what_its_rule_wants(family: str) -> None:
    assert [code for code in FAMILIES.get(family, {}) if not CODES[code].about] == []
    assert TITLES[family]


def test_nothing_is_taught_of_codes_that_do_not_exist() -> None:
    gone = {code for code in {*ALL, *ABOUT, *SPOKEN_FOR} - set(CODES) if not code.startswith(LEAVING)}
    assert not gone


def test_a_code_that_others_speak_for_has_no_example() -> None:
    assert not SPOKEN_FOR & set(ALL)


def test_a_lesson_is_the_code_with_its_example() -> None:
    found = lesson("S201")
    assert found.body.name == "unknown-key"
    assert found.body.about.startswith("Only the keys of the language are taken")
    assert found.example is not None
    assert found.example.mend == "sop: shipping\nsteps:\n  pick: {title: Pick}\n"
    assert report(found.example, "S201") == (
        "example.yaml:3:10: error[S201] 'tilte' is not a key of a step\n"
        "    3 |   pick: {tilte: Pick}\n"
        "      |          ^^^^^\n"
        "      hint: did you mean 'title'?\n"
    )


def test_what_cannot_stand_in_a_file_is_written_out() -> None:
    repeated, byte = ALL["Y102"], ALL["Y104"]
    assert repeated.broken_bytes() == b"sop: shipping\ntitle: " + b"[" * 40 + b"\nsteps: [pick, pack]"
    assert b"Order \xff shipping" in byte.broken_bytes()
    assert ALL["Y120"].broken_bytes() == ALL["Y120"].broken.encode(), "no escapes where none are said"


def test_a_code_that_does_not_exist_has_no_lesson() -> None:
    with pytest.raises(KeyError):
        lesson("S999")
