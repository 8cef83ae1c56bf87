"""Additions to a working time, China's holidays of 2010 to 2026: microseconds each, against the oracle of the
tests, which walks minute by minute, and against peers where they are installed (numpy, businesstimedelta)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from itertools import cycle

from bench.measure import report, rounds, verdict
from engine.model.timing import Instant
from engine.rules.calendars import Calendar
from engine.rules.calendars.china import china
from engine.rules.calendars.compiled import compile_calendar
from engine.rules.deadlines import compute

LIMIT_US = 5.0
"""libraries.md measured 3 us an addition with running totals."""
HOURS = dict.fromkeys(range(1, 6), ((540, 720), (780, 1080)))
COMPILED = compile_calendar("cn-office", "Asia/Shanghai", HOURS, china())
FIRST, LAST = datetime.fromisoformat("2010-01-04T01:00"), datetime.fromisoformat("2026-11-30T09:00")
HOUR = 3_600_000
COUNT = 997


def moments() -> list[datetime]:
    """Moments spread over the years, at all times of the day, by a step that repeats nothing."""
    step = (LAST - FIRST) / COUNT
    return [FIRST + number * step for number in range(COUNT)]


def run() -> None:
    """Print the figures."""
    calendar = Calendar.from_compiled(COMPILED)
    starts = [int(each.timestamp()) // 60 * 60_000 for each in moments()]
    turns = cycle(starts)
    hours, workdays = Instant("", "work_ms", 20 * HOUR), Instant("", "workdays", 3)

    def addition() -> None:
        calendar.add_work(next(turns), 20 * HOUR)

    def days() -> None:
        calendar.add_workdays(next(turns), 3)

    def instant(asked: Instant) -> Callable[[], None]:
        return lambda: void(compute(asked, lambda _: next(turns), calendar, {}))

    works: dict[str, Callable[[], object]] = {
        "sopwright: 20 work hours added": addition,
        "sopwright: 3 workdays added": days,
        "sopwright: due: 20 work hours, planned": instant(hours),
        "sopwright: due: 3 workdays, planned": instant(workdays),
    }
    theirs = peers()
    timings = rounds({**works, **theirs}, repeat=25, times=100)
    report("additions to a working time, 2010 to 2026, China's days", timings)
    mine, dates = (
        timings["sopwright: 20 work hours added"].median,
        timings["sopwright: 3 workdays added"].median,
    )
    verdict("microseconds of an addition against the limit", mine, LIMIT_US)
    for name in theirs:
        ours = dates if "workdays" in name else mine
        print(f"  against {name}: {ours / timings[name].median:.4f}")


def void(_: object) -> None:
    """Nothing."""


def peers() -> dict[str, Callable[[], object]]:
    """The same additions by others, as far as they are installed."""
    starts = cycle(moments())
    found: dict[str, Callable[[], object]] = {"walking minute by minute": walking()}
    try:
        import numpy as np
    except ImportError:
        print("  (numpy is not installed: busday_offset is not compared)")
    else:
        days = np.busdaycalendar(holidays=[day for day in COMPILED["off"] if day not in COMPILED["on"]])

        def busday() -> object:
            day = np.datetime64(next(starts).date(), "D")
            return np.busday_offset(day, 3, roll="forward", busdaycal=days)

        found["numpy.busday_offset, 3 workdays (no make-up days)"] = busday
    try:
        import businesstimedelta as btd
    except ImportError:
        print("  (businesstimedelta is not installed: not compared)")
    else:
        morning = btd.WorkDayRule(start_time=time(9), end_time=time(12), working_days=[0, 1, 2, 3, 4])
        afternoon = btd.WorkDayRule(start_time=time(13), end_time=time(18), working_days=[0, 1, 2, 3, 4])
        length = btd.BusinessTimeDelta(btd.Rules([morning, afternoon]), hours=20)
        found["businesstimedelta, 20 work hours (no holidays)"] = lambda: next(starts) + length
    return found


def walking() -> Callable[[], object]:
    """Minute by minute over one list of all minutes: what an addition is by definition."""
    from tests.rules.oracle.wall import wall
    from tests.rules.oracle.working import Working

    seen = wall("Asia/Shanghai", "2025-12-01", 396)
    working = Working(COMPILED, seen)
    begin = seen.first_showing(date(2026, 1, 4).toordinal(), 0)
    turns = cycle(range(begin, begin + 300 * 1440, 4_321))
    return lambda: working.work(next(turns), 20 * 60, 1)
