"""Rules as the compiler understands them: events, what happens, how often."""

from __future__ import annotations

from typing import Any

import pytest

from engine.language import load_sop
from engine.model.codec import dump, load
from engine.model.definition import Definition, Rule
from engine.model.timing import Recurrence

SOP = """
sop: review
lang: en
calendar: cn-office
required: [sku]
data:
  sku: text
  stars: integer
  boss: person
  urgent: boolean
  items: list
  twice: {{type: integer, value: stars * 2}}
deadlines: {{answered: {{step: answer, due: 24h after start}}}}
steps:
  assess: {{due: 2h, outcomes: {{done: all, hopeless: end.lost}}}}
  all:
    each: item in items
    data: {{seen: boolean}}
    steps: {{look: {{checklist: [fill: seen]}}}}
  wait 1: {{wait: {{signal: paid}}}}
  answer: {{checklist: [fill: stars, fill: boss, fill: urgent, fill: items]}}
rules:
  one: {rule}
"""


def compiled(rule: str) -> Definition:
    loaded = load_sop(SOP.format(rule=rule).encode(), "x.yaml", None, ("cn-office",))
    assert loaded.definition is not None, loaded.diagnostics
    return loaded.definition


def the_rule(rule: str) -> Rule:
    return compiled(rule).rules["one"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("assess.opened", ("opened", "assess", "")),
        ("assess.closed", ("closed", "assess", "")),
        ("assess.hopeless", ("closed", "assess", "hopeless")),
        ("assess.cancelled", ("closed", "assess", "cancelled")),
        ("assess.overdue", ("overdue", "assess", "")),
        ("wait 1.done", ("closed", "wait 1", "done")),
        ("look.opened", ("opened", "look", "")),
        ("answered.overdue", ("overdue", "answered", "")),
        ("stars.set", ("set", "stars", "")),
        ("seen.set", ("set", "seen", "")),
        ("signal.paid", ("signal", "paid", "")),
        ("signal.train.late", ("signal", "train.late", "")),
        ("start", ("start", "", "")),
        ("end", ("end", "", "")),
        ("end.lost", ("end", "", "end.lost")),
        ("end.cancelled", ("end", "", "end.cancelled")),
    ],
)
def test_events(text: str, event: tuple[str, ...]) -> None:
    assert the_rule(f"{{after: {text}, set: {{urgent: yes}}}}").after == event


def test_what_a_rule_does() -> None:
    rule = the_rule(
        "{after: assess.done, when: stars == 1, set: {urgent: yes, stars: = stars + 1}, close: answer.done,"
        ' start: improve, with: {sku: = sku, n: 3}, notify: [starter, boss, lead], text: "{sku} is bad"}'
    )
    assert (rule.close, rule.start, rule.notify, rule.text) == (
        ("answer", "done"), "improve", ("starter", "boss", "lead"), "{sku} is bad"
    )  # fmt: skip
    given: dict[str, Any] = dict(rule.set)
    assert given["urgent"] is True
    assert given["stars"].source == "stars + 1"
    assert rule.when is not None
    assert (rule.when.source, rule.when.type) == ("stars == 1", "boolean")
    assert dict(rule.give)["n"] == "3"


def test_how_often() -> None:
    rule = the_rule("{every: friday at 09:00 or workday before, set: {urgent: yes}}")
    assert rule.every == Recurrence("friday at 09:00 or workday before", None, 0, "weekday", 5, 540, "before")


@pytest.mark.parametrize(
    "rule",
    [
        "{after: assess.done, when: stars == 1, set: {stars: = stars + 1}, start: x, with: {sku: = sku}}",
        '{every: 2h, close: answer.done, notify: boss, text: "hello"}',
    ],
)
def test_what_is_stored_is_read_back(rule: str) -> None:
    definition = compiled(rule)
    assert load(dump(definition)) == definition


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("{after: assess, set: {urgent: yes}}", ["F770"]),
        ("{after: nothing.set, set: {urgent: yes}}", ["F771"]),
        ("{after: assess.don, set: {urgent: yes}}", ["N414"]),
        ("{after: answer.overdue, set: {urgent: yes}}", ["F772"]),
        ("{after: twice.set, set: {urgent: yes}}", ["F773"]),
        ("{after: end.won, set: {urgent: yes}}", ["F774"]),
        ("{after: start, set: {twice: 3}}", ["N412"]),
        ("{after: start, set: {seen: yes}}", ["F739"]),
        ("{after: start, set: {stars: many}}", ["N438"]),
        ("{after: start, close: answer.won}", ["N414"]),
        ("{after: start, close: anser.done}", ["N411"]),
        ("{after: end, assign: boss}", ["F786"]),
        ("{after: end.lost, assign: lead}", ["F786"]),
        ("{after: assess.opened, assign: assignee}", ["F795"]),
        ("{after: assess.opened, notify: boss}", ["F777"]),
        ("{after: start, when: stars, set: {urgent: yes}}", ["X551"]),
        ("{after: start, when: star == 1, set: {urgent: yes}}", ["X516"]),
    ],
)
def test_what_is_wrong(rule: str, codes: list[str]) -> None:
    loaded = load_sop(SOP.format(rule=rule).encode(), "x.yaml", None, ("cn-office",))
    assert [found.code for found in loaded.diagnostics if found.severity == "error"] == codes
