"""Ladders, pauses and what is due after them, as the compiler understands them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from engine.language import load_sop
from engine.language.loading import Document
from engine.language.parts import Shelf, beside
from engine.model.codec import dump, load
from engine.model.definition import Definition
from engine.model.timing import Anchor, Instant, Recurrence, Rung

SOP = """
    sop: x
    calendar: office
    required: [sale_at]
    data: {sale_at: datetime, boss: person, n: integer, urgent: boolean}
    escalate:
      - {at: 1 workday before due by 10:00, notify: [assignee, boss, lead]}
      - {at: limit, every: 1 workday, close: send.done}
    deadlines:
      out:
        {step: send, due: 9h after start, pause: [wait], resume: restart, escalate: [{at: due, close: lost}]}
    steps:
      ask: {due: 4h, limit: 1 day, escalate: [{at: sale_at, when: n > 3, assign: [boss, lead]}]}
      wait: {limit: 9 days, wait: {signal: back}}
      send:
        due: 2h
        pause: []
        escalate: []
        outcomes: {done: end, lost: end.lost}
        checklist: [fill: n, fill: boss, fill: urgent]
"""


def compiled(text: str = SOP) -> Definition:
    loaded = load_sop(dedent(text).encode(), "x.yaml", None, ("office",))
    assert loaded.definition is not None, loaded.diagnostics
    assert load(dump(loaded.definition)) == loaded.definition
    return loaded.definition


def test_a_ladder_of_the_sop_of_a_deadline_of_a_step_and_none() -> None:
    sop = compiled()
    before, last = sop.escalate
    assert before.at == Instant(
        "1 workday before due by 10:00", "workdays", 1, sign=-1, anchor=Anchor("due"), by=600
    )
    assert before.notify == ("assignee", "boss", "lead")
    assert (last.every, last.close) == (Recurrence("1 workday", "workdays", 1), ("send", "done"))
    assert sop.deadlines["out"].escalate == (
        Rung(Instant("due", anchor=Anchor("due")), close=("send", "lost")),
    )
    (given,) = sop.steps["ask"].escalate or ()
    assert given.when is not None
    assert (given.at.anchor, given.when.source, given.assign) == (
        Anchor("field", "sale_at"), "n > 3", ("boss", "lead")
    )  # fmt: skip
    assert sop.steps["send"].escalate == ()
    assert sop.steps["wait"].escalate is None


def test_where_clocks_stand_still_and_when_they_are_due_then() -> None:
    sop = compiled()
    out, ask, send = sop.deadlines["out"], sop.steps["ask"], sop.steps["send"]
    assert (out.pause, out.resume) == (("wait",), "restart")
    assert (ask.pause, ask.resume) == (("hold",), "remaining")
    assert (send.pause, send.resume) == ((), "remaining")


def test_nothing_of_all_this_is_nothing_more_to_load() -> None:
    """What an SOP without ladders stores does not even name them."""
    text = dump(compiled("sop: x\nsteps: {go: {due: 2h}}\n"))
    assert "escalate" not in text
    assert "resume" not in text


def test_a_shared_escalation_by_its_name() -> None:
    parts = """
        parts: common
        roles: {boss: director}
        escalations: {usual: [{at: due, notify: [assignee, boss]}]}
    """
    sop = """
        sop: x
        use: common.parts.yaml
        escalate: usual
        steps: {a: {due: 1h}, b: {due: 1h, escalate: usual}}
    """
    shelf = Shelf(beside({"common.parts.yaml": dedent(parts).encode()}))
    loaded = Document(dedent(sop).encode(), "x.yaml").load(shelf=shelf)
    assert loaded.diagnostics == []
    (rung,) = loaded.value.escalate
    assert rung.notify == ("assignee", "director")
    assert loaded.value.steps["b"].escalate == (rung,)


@pytest.mark.parametrize(
    "wrong", ["escalate: usual", "escalate: {at: due}", "escalate: [due]", "resume: never"]
)
def test_what_is_no_ladder_is_refused_by_its_shape(wrong: str) -> None:
    loaded = load_sop(f"sop: x\nsteps: {{a: {{due: 1h, {wrong}}}}}\n".encode(), "x.yaml")
    assert loaded.definition is None
    assert len([found for found in loaded.diagnostics if found.severity == "error"]) == 1
