"""Every text that a refusal or a diagnostic can show, whole, in both languages.

The texts stand in the files beside this one. After a change of words: ``python -m tests.pinned --write``,
then read what ``git diff tests/pinned`` says.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from engine.language.codes import CODES
from engine.model.refusals import Refusal
from engine.render.refusals import text_of
from engine.rules.expressions.problems import PROBLEMS as NOT_WORKED_OUT
from engine.words import _, set_language
from tests.pinned import files, refusals
from tests.pinned.files import KINDS, LANGUAGES

ROOT = Path(__file__).parents[2]
LONGEST = 400
EXCERPT = re.compile(r"^ +(\d+)? \| |^Try: sop |^可以试试：sop ")
"""Lines that show what a document holds, or a command to type: alike in both languages."""

SAME_IN_CHINESE: dict[str, str] = {}
"""A code whose Chinese text may be the English one, and why."""


@cache
def shown(kind: str, lang: str) -> dict[str, list[str]]:
    return files.now(kind, lang)


def lines(kind: str, lang: str) -> Iterator[tuple[str, str]]:
    """Each line of the pinned texts with its code."""
    for code, said in files.read(kind, lang).items():
        for text in said:
            for line in text.split("\n"):
                yield code, line


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_program_says_what_is_pinned(kind: str, lang: str) -> None:
    pinned, now = files.read(kind, lang), shown(kind, lang)
    assert list(pinned) == list(now), "codes came or went: python -m tests.pinned --write"
    assert {code: said for code, said in now.items() if pinned[code] != said} == {}


def test_every_refusal_is_pinned() -> None:
    assert set(refusals.EXAMPLES) == set(refusals.codes())


def test_every_diagnostic_is_pinned_and_says_something() -> None:
    pinned = files.read("diagnostics", "en")
    assert list(pinned) == list(CODES)
    assert [code for code, said in pinned.items() if f"[{code}] " not in said[0].split("\n")[0]] == []


def test_every_refusal_that_the_source_raises_is_pinned() -> None:
    raised = {
        code for room in ("engine", "cli") for path in (ROOT / room).rglob("*.py") for code in _raised(path)
    }
    assert {"tick-missing", "no-channels", "map-form"} <= raised
    assert raised - set(refusals.EXAMPLES) == set()


def _raised(path: Path) -> Iterator[str]:
    source = path.read_text("utf-8")
    if "Refusal" not in source and "refuse" not in source and "IntakeError" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(code := node.args[0], ast.Constant):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in ("Refusal", "refuse", "refuse_all", "IntakeError") and isinstance(code.value, str):
                yield code.value


def _codes_in(refusal: Refusal) -> Iterator[str]:
    yield refusal.code
    if "source" not in refusal.data:
        yield str(refusal.data.get("problem"))
    for reason in refusal.reasons:
        yield from _codes_in(reason)


@pytest.mark.parametrize("code", refusals.EXAMPLES)
def test_an_example_is_of_its_code(code: str) -> None:
    assert refusals.EXAMPLES[code]
    assert all(code in _codes_in(refusal) for refusal in refusals.EXAMPLES[code])


@pytest.mark.parametrize("code", refusals.EXAMPLES)
def test_everything_that_a_text_can_say_is_pinned(code: str) -> None:
    text = text_of(code)
    assert text is not None
    said = "\n".join(shown("refusals", "en")[code])
    unsaid = [each for each in (*text.text, *text.help) if not re.search(_pattern(each), said, re.MULTILINE)]
    assert unsaid == []


def test_every_reason_why_a_rule_has_no_value_is_pinned() -> None:
    said = "\n".join(shown("refusals", "en")["evaluation-failed"])
    assert [
        code for code, text in NOT_WORKED_OUT.items() if not re.search(_pattern(text), said, re.MULTILINE)
    ] == []


def _pattern(msgid: str) -> str:
    return re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(msgid)).replace("%%", "%") + r"( Did you mean|; did|\.?$)"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_filled_and_short(kind: str, lang: str) -> None:
    assert [(code, line) for code, line in lines(kind, lang) if "%(" in line or "%s" in line] == []
    assert [(code, len(line)) for code, line in lines(kind, lang) if len(line) > LONGEST] == []
    assert [code for code, line in lines(kind, lang) if line.startswith(("Refused: ", "未执行："))] == []


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_translated(kind: str) -> None:
    english, chinese = files.read(kind, "en"), files.read(kind, "zh")
    same = {}
    for code in english:
        both = zip("\n".join(english[code]).split("\n"), "\n".join(chinese[code]).split("\n"), strict=True)
        left = [one for one, other in both if one == other and one not in ("", "----")]
        if left := [one for one in left if not EXCERPT.match(one)]:
            same[code] = left
    assert {code: left for code, left in same.items() if code not in SAME_IN_CHINESE} == {}
    assert [code for code in SAME_IN_CHINESE if code in english and code not in same] == []


ALIKE = {
    ("D690", "F802"),  # a day of a month: of a deadline, or of what repeats
    ("N452", "X543"),  # a word that is none of the choices: given as a value, or compared with one
}
"""Codes that mean the same in two places, and say it in the same words."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_codes_say_the_same(lang: str) -> None:
    set_language(lang)
    refused: dict[str, list[str]] = {}
    for code in refusals.codes():
        text = text_of(code)
        assert text is not None
        for each in text.text:
            refused.setdefault(_(each), []).append(code)
    found: dict[str, list[str]] = {}
    for code, body in CODES.items():
        found.setdefault(_(body.text), []).append(code)
    alike = [tuple(codes) for said in (refused, found) for codes in said.values() if len(codes) > 1]
    assert [codes for codes in alike if codes not in ALIKE] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_two_texts_are_the_same(kind: str, lang: str) -> None:
    counted = Counter(text for said in files.read(kind, lang).values() for text in said)
    assert [text for text, count in counted.items() if count > 1] == []
