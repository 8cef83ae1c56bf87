"""Where values come from, and when they must be there: small documents, and what is said of them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from engine.language import load_sop
from engine.language.checks.given import surely_read
from engine.model.definition import Field
from engine.rules.expressions import parse
from engine.rules.expressions.scope import Scope


def codes(text: str) -> list[str]:
    return [each.code for each in load_sop(dedent(text).encode(), "x.yaml").diagnostics]


FIELDS = {name: Field(name, name, "integer") for name in "abcd"}


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("a > 1", "a"),
        ("a + b > c", "abc"),
        ("a < b < c", "ab"),
        ("a > 1 and b > 1", "a"),
        ("a > 1 or b > 1", "a"),
        ("not (a > 1)", "a"),
        ("has(a) and a > 1", ""),
        ("(a if b > 1 else c) > 1", "b"),
        ("a in [b, 3]", "ab"),
        ("-a > 1", "a"),
        ("visits(go) > 1 and a > 1", ""),
        ("3 > 2", ""),
    ],
)
def test_what_an_expression_cannot_do_without(source: str, needed: str) -> None:
    found, problems = parse(source, Scope(fields=FIELDS, steps={"go": ("done",)}, outcomes=frozenset()))
    assert found is not None, problems
    assert surely_read(found) == set(needed)


@pytest.mark.parametrize(
    "steps",
    [
        "{one: {checklist: [{fill: n}]}, two: {checklist: [{tick: t, when: n > 1}]}}",
        "{one: {checklist: [{fill: n}, {tick: t, when: n > 1}]}}",
        "{one: {outcomes: {done: {to: two, set: {n: 3}}}}, two: {checklist: [{must: n > 1}]}}",
        "{one: {checklist: [{tick: t, when: visits(two) > 0 and n > 1}]},"
        " two: {checklist: [{fill: n}], outcomes: {done: end, again: one}}}",
        "{one: {next: {visits(two) > 0 and n > 1: end, else: two}},"
        " two: {checklist: [{fill: n}], next: one}}",
        "{both: {parallel: {a: {steps: {x: {checklist: [{fill: n}]}}}, b: {steps: {y: {checklist:"
        " [{tick: t, when: n > 1}]}}}}}}",
        "{both: {parallel: {a: {steps: {x: {checklist: [{fill: n}]}}}, b: {steps: {y: {}}}}},"
        " end_it: {checklist: [{must: n > 1}]}}",
        "{wait: {wait: {for: n > 1, until: 3 days}, outcomes: {done: end, timeout: end.late}}}",
    ],
)
def test_what_is_given_in_time_is_not_told(steps: str) -> None:
    assert codes(f"sop: x\ndata: {{n: integer}}\nsteps: {steps}\n") == []


@pytest.mark.parametrize(
    "steps",
    [
        "{one: {}, two: {role: {n > 1: lead, else: clerk}, checklist: [{fill: n}]}}",
        "{both: {parallel: {a: {steps: {x: {checklist: [{must: n > 1}]}, y: {checklist: [{fill: n}]}}}}}}",
        "{one: {parallel: {a: {when: n > 1, steps: [x]}, b: {steps: [y]}}}, two: {checklist: [{fill: n}]}}",
        "{one: {call: other, with: {n: = n}}, two: {checklist: [{fill: n}]}}",
        "{go: {each: i in l, data: {m: integer}, steps: {x: {checklist: [{must: m > 1}]},"
        " y: {checklist: [{fill: m}]}}}, two: {checklist: [{fill: n}]}}",
        "{one: {}, two: {role: {n > 1: lead, else: clerk}}, three: {checklist: [{fill: n}],"
        " outcomes: {done: end, again: two}}}",
    ],
)
def test_what_is_asked_for_too_late_is_told(steps: str) -> None:
    text = f"sop: x\nrequired: [l]\ndata: {{n: integer, l: list}}\nsteps: {steps}\n"
    assert [code for code in codes(text) if code != "N456"] == ["N458"]


@pytest.mark.parametrize(
    "steps",
    [
        "{one: {outcomes: {go: two, ask: three}}, two: {role: {n > 1: lead, else: clerk}, next: end},"
        " three: {checklist: [{fill: n}], next: one}}",
        "{one: {}, two: {when: visits(three) > 0 and n > 1}, three: {checklist: [{fill: n}],"
        " outcomes: {done: end, again: two}}}",
        "{one: {}, two: {when: visits(three) > 0, role: {n > 1: lead, else: clerk}}, three: {checklist:"
        " [{fill: n}], outcomes: {done: end, again: two}}}",
    ],
)
def test_what_another_way_or_an_earlier_round_gives_is_not_told(steps: str) -> None:
    assert codes(f"sop: x\ndata: {{n: integer}}\nsteps: {steps}\n") == []


def test_what_another_item_may_have_given_is_not_told() -> None:
    text = """
        sop: x
        required: [l]
        data: {n: integer, l: list}
        steps:
          go: {each: i in l, steps: {x: {checklist: [{must: n > 1}]}, y: {checklist: [{fill: n}]}}}
    """
    assert codes(text) == []


def test_a_condition_that_all_steps_have_from_above_is_told_once() -> None:
    text = """
        sop: x
        data: {n: integer}
        role: {n > 1: lead, else: clerk}
        steps: {one: {}, two: {}, three: {checklist: [{fill: n}]}}
    """
    assert codes(text) == ["N458"]


def test_a_line_that_asks_for_what_is_no_field_is_told_alone() -> None:
    """It may be any of the others, spelt otherwise."""
    text = """
        sop: x
        data: {weight: integer, count: integer}
        steps:
          pack: {checklist: [{fill: wieght}, {must: weight > 1}]}
    """
    assert codes(text) == ["N418"]
    assert codes(text.replace("wieght", "weight")) == ["N456"]


def test_advice_waits_until_nothing_is_wrong() -> None:
    text = """
        sop: x
        data: {weight: integer}
        steps:
          pack: {next: {weigth > 3: end, else: end}}
    """
    assert codes(text) == ["X516"]


def test_what_is_not_translated_waits_too() -> None:
    text = """
        sop: x
        lang: zh
        texts: {en: {打包: Pack}}
        data: {weight: {type: integer, title: 重量}}
        steps:
          pack: {title: 打包, checklist: [{must: weigth > 1}, {fill: weight}]}
    """
    assert codes(text) == ["X516"]
    assert codes(text.replace("weigth", "weight")) == ["N460"]


def test_only_a_list_of_texts_may_be_filled_by_who_calls() -> None:
    text = "sop: x\ndata: {orders: list}\nsteps: [one]\n"
    assert codes(text) == []
    assert codes(text.replace("list", "{type: list, of: number}")) == ["N456"]
