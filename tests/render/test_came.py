"""Why a step is open again stands where people look at it: in ``show``, on the sheet and in ``do``."""

from __future__ import annotations

from engine.model.definition import Definition, Outcome, Step
from engine.model.task import SUPERSEDED, Task, Visit
from engine.model.team import Person, Team
from engine.render.came import came
from engine.render.naming import Names

STEPS = {
    "shoot": Step("shoot", "Shoot", ()),
    "check": Step("check", "Check", (), outcomes={"redo": Outcome("redo", "Again", ())}),
}
NAMES = Names(
    "UTC",
    Definition("photos", "Photos", "en", "shoot", STEPS),
    Team("shop", {}, {"wang": Person("wang", "Wang Fang", frozenset())}, {}),
)


def visit(no: int, step: str, n: int, at: int, outcome: str | None, reason: str | None = None) -> Visit:
    return Visit(
        no, step, n, (), at, at, closed=None if outcome is None else at + 1, closed_recorded=at + 1,
        outcome=outcome, actor="wang", reason=reason,
    )  # fmt: skip


def told(*visits: Visit) -> str:
    task = Task(1, "", "photos", 1, "", None, "wang", 0, 0, {}, {}, visits)
    return came(task, visits[-1], NAMES)


def test_who_sent_it_back_and_why() -> None:
    first, last = visit(1, "shoot", 1, 0, "done"), visit(3, "shoot", 2, 2, None)
    assert told(first, visit(2, "check", 1, 1, "redo", "blurred"), last) == (
        "Came back from check (Check): redo (Again) by wang (Wang Fang), 1970-01-01 00:00, because: blurred"
    )


def test_a_reason_is_handed_on_forward_too() -> None:
    assert told(visit(1, "shoot", 1, 0, "done", "two are missing"), visit(2, "check", 1, 1, None)) == (
        "Came from shoot (Shoot): done by wang (Wang Fang), 1970-01-01 00:00, because: two are missing"
    )


def test_nothing_is_said_without_a_reason_or_where_another_outcome_led_here() -> None:
    assert told(visit(1, "shoot", 1, 0, "done"), visit(2, "check", 1, 1, None)) == ""
    assert told(visit(1, "shoot", 1, 0, "done", "old"), visit(2, "check", 1, 7, None)) == ""
    assert told(visit(1, "shoot", 1, 0, SUPERSEDED, "put aside"), visit(2, "shoot", 2, 1, None)) == ""
    assert told(visit(1, "shoot", 1, 0, None)) == ""
