"""What is proved of broken SOPs, to the character; and that nothing is said of sound ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from proving import Example, examples, proved, report

from engine.language import load_sop
from engine.language.codes import FAMILIES

SHIPPED = sorted((Path(__file__).parents[3] / "workflows").glob("*.sop.yaml"))


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.title)
def test_of_a_broken_sop_this_is_said(example: Example) -> None:
    assert report(example.document).strip("\n") + "\n" == example.report


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.title)
def test_the_same_document_has_the_same_findings_each_time(example: Example) -> None:
    assert proved(example.document) == proved(example.document)


def test_every_code_is_shown_by_an_example() -> None:
    shown = "".join(example.report for example in examples())
    assert [code for code in FAMILIES["G1"] if f"[{code}]" not in shown] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda each: each.name)
def test_of_what_ships_nothing_is_said(path: Path) -> None:
    assert report(path.read_text("utf-8")) == ""


SOUND = {
    "cases for all choices, and an else": """
        next:
          kind == "a": end.a
          kind == "b": end.b
          kind == "c": end.c
          else: end
    """,
    "what is not known may be anything": """
        next: {len(note) > 3: end.a, note + "x" == "yx": end.b, sum(list_of) > 2: end.c, else: end}
    """,
    "a division by zero is nobody's case": """
        next: {10 / n > 2: end.a, 10 / n <= 2: end.b, else: end}
    """,
    "rounding to 60 digits shows": """
        next: {weight / 3 * 3 != weight: end.a, else: end}
    """,
    "months have no length": """
        next: {wait > hours(24): end.a, wait < hours(24): end.b, else: end}
    """,
    "times of day and zones are not reckoned with": """
        next: {date(at) != today: end.a, at + days(1) > now + hours(24): end.b, else: end}
    """,
    "an outcome from any step is not possible in each of them": """
        next: {visits(go) > 1: end.a, else: end}
    """,
    "a value that is set on the way is not the one that was checked": """
        checklist: [{must: n > 5}]
        outcomes: {done: {set: {n: 1}, to: {n > 5: end.a, else: end}}}
    """,
    "a line that only warns, or need not apply, makes nothing sure": """
        checklist: [{must: n > 5, warn: true}, {must: n > 6, na: true}, {must: n > 7, when: flag}]
        next: {n > 5: end.a, else: end}
    """,
    "a step that is skipped passes its checklist": """
        when: flag
        checklist: [{must: n > 5}]
        next: {n > 5: end.a, else: end}
    """,
}


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_of_a_sound_sop_nothing_is_said(body: str) -> None:
    assert load_sop((HEAD + body).encode(), "x.yaml").definition is not None
    assert report(HEAD + body) == ""


HEAD = """
sop: x
required: [kind, note, list_of, n, weight, wait, at, flag]
data:
  kind: [a, b, c]
  note: text
  list_of: {type: list, of: integer}
  n: integer
  weight: number
  wait: duration
  at: datetime
  flag: boolean
outcomes: {stop: {to: end.stopped, when: visits(go) == 0}}
steps:
  first: {}
  go:
"""


def test_what_is_proved_waits_until_there_are_no_mistakes() -> None:
    """Except a missing ``else``: a condition with a mistake could be any, and so could its field."""
    document = "sop: x\nrequired: [n]\ndata: {n: {type: integer, min: 1}}\nsteps: {ask: {when: n < 1}%s}\n"
    assert [each.code for each in proved(document % "")] == ["G105"]
    assert proved(document % ", pay: {when: m < 1}") == []


def test_what_is_too_hard_is_not_said() -> None:
    """The work of the solver is bounded for each question, so a document cannot make it think for long."""
    hard = "a * b * a * b * c + b * c * c == 7777771 and a * a * a + b * b * b == c * c * c"
    document = f"""
sop: x
required: [a, b, c]
data: {{a: {{type: integer, min: 2}}, b: {{type: integer, min: 2}}, c: {{type: integer, min: 2}}}}
steps:
  go: {{next: {{{hard}: end.a, else: end}}}}
"""
    assert report(document) == ""
