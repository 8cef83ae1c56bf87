"""The fields and the world that the tests of expressions use."""

from __future__ import annotations

from typing import Any

from engine.language.codes import CODES
from engine.model.definition import Expression, Field
from engine.model.diagnostics import Problem
from engine.rules.calendars.calendar import Calendar
from engine.rules.expressions import Env, Scope, evaluator, parse

HOUR = 3_600_000
DAY = 24 * HOUR
NOW = 1_795_255_200_000
"""2026-11-21 18:00 in Shanghai, a Saturday."""

NINE_TO_SIX = {str(day): [[540, 1080]] for day in range(1, 6)} | {"6": [], "7": []}
CALENDAR = Calendar.from_compiled(
    {"name": "cn", "zone": "Asia/Shanghai", "hours": NINE_TO_SIX, "off": ["2026-11-23"], "on": []}
)


def field(name: str, type: str, **more: Any) -> Field:
    return Field(name, name, type, **more)


FIELDS = {
    one.name: one
    for one in (
        field("weight_kg", "number"),
        field("boxes", "integer"),
        field("price", "money"),
        field("fragile", "boolean"),
        field("courier", "choice", choices=("sf", "jd", "yto")),
        field("couriers", "list", of="choice", choices=("sf", "jd", "yto")),
        field("note", "text"),
        field("tags", "list", of="text"),
        field("weights", "list", of="number"),
        field("paid_at", "datetime"),
        field("signed_at", "datetime"),
        field("promised", "date"),
        field("lead_time", "duration"),
        field("buyer", "person"),
        field("重量", "number"),
    )
}
STEPS = ("pick", "hand_over", "交接", "Collect samples")
SCOPE = Scope(FIELDS, STEPS, ("done", "reject"))
VISITS = {"pick": 2, "hand_over": 1}


def env(calendar: Calendar | None = CALENDAR, **data: Any) -> Env:
    """The world with these values set."""
    return Env(
        data=data,
        now=NOW,
        start=NOW - 3 * DAY,
        visits=lambda step: VISITS.get(step, 0),
        closed=lambda step: step == "pick",
        calendar=calendar,
        key="shipping:17",
    )


def good(source: str, want: str | None = None, scope: Scope = SCOPE) -> Expression:
    """The expression of a text without mistakes."""
    found, problems = parse(source, scope, want)
    assert problems == [], source
    assert found is not None
    return found


def bad(source: str, want: str | None = None, scope: Scope = SCOPE) -> list[Problem]:
    """The mistakes of a text."""
    found, problems = parse(source, scope, want)
    assert found is None, source
    return problems


def value(source: str, **data: Any) -> Any:
    """What an expression gives."""
    return evaluator(good(source))(env(**data))


def said(problem: Problem) -> tuple[str, str]:
    """A problem's text and hint in English, as a report says them."""
    code = CODES[problem.code]
    return code.text % problem.data, (code.hint or "") % problem.data


def marked(source: str, problem: Problem) -> str:
    """The characters of the source that a report underlines."""
    return source[problem.column : problem.column + problem.width]
