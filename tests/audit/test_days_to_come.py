"""What is counted of the days to come, and how long steps took, on both databases."""

from __future__ import annotations

import pytest

from engine.audit import forecast as forecasts
from engine.audit.forecast import DAY, Load, Pace, forecast
from engine.audit.running import Whose
from engine.model.task import Task, Visit
from engine.store import Store
from tests.audit.ledger import kept, span, task

HOUR = 3_600_000
NOW = 100 * DAY


def no_look(_task: Task) -> tuple[None, None]:
    raise AssertionError("no promise was to be looked at")


def test_days_are_those_of_the_zone(store: Store) -> None:
    dues = (NOW - 1, NOW, NOW + 16 * HOUR - 1, NOW + 16 * HOUR, NOW + 3 * DAY)
    tasks = [task(1, *(span(0, due) for due in dues)), task(2, span(0, NOW, roles=("lead",)))]
    with kept(store, tasks):
        found = forecast(store, Whose(), NOW, NOW + 2 * DAY, "Asia/Shanghai", no_look)
    assert found.loads == (
        Load("", ("warehouse",), 1),
        Load("1970-04-11", ("lead",), 1),
        Load("1970-04-11", ("warehouse",), 2),
        Load("1970-04-12", ("warehouse",), 1),
    )
    assert (found.promises, found.looked_at, found.more) == (0, 0, False)


def test_counting_ends_somewhere(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasts, "COUNTED", 3)
    monkeypatch.setattr(forecasts, "AT_ONCE", 2)
    with kept(store, [task(n, span(0, NOW)) for n in range(1, 9)]):
        found = forecast(store, Whose(), NOW, NOW + DAY, "UTC", no_look)
    assert (found.loads, found.more) == ((Load("1970-04-11", ("warehouse",), 4),), True)


def took(no: int, hours: int, closed: int = NOW, **given: object) -> Visit:
    visit = Visit(no, "pack", no, ("warehouse",), closed - hours * HOUR, 0, closed=closed, outcome="done")
    return visit._replace(closed_recorded=closed, actor="小王", **given)


def test_how_long_steps_took_lately(store: Store) -> None:
    visits = (
        took(1, 1),
        took(2, 3),
        took(3, 50),
        took(4, 500, NOW - 91 * DAY),
        took(5, 600, outcome="cancelled"),
        took(6, 7, step="wait", n=1, kind="wait"),
    )
    other = task(2, sop="listing")._replace(visits=(took(1, 999),))
    with kept(store, [task(1)._replace(visits=visits), other]):
        assert Pace(store, NOW).of("shipping", None) == {"pack": (3 * HOUR, 3), "wait": (7 * HOUR, 1)}
        assert Pace(store, NOW).of("unknown", None) == {}
