"""Years without holidays that plans made now will reach: told at lint and publish, where the day is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.language.report import render_diagnostics
from engine.publishing import check_documents
from engine.rules.calendars.compiled import DayData, compile_calendar

WEEK = {day: [(9 * 60, 18 * 60)] for day in range(1, 6)}
KNOWN = DayData(("2026-10-01",), (), 2025, 2026, "a test")
SOP = "sop: x\ncalendar: office\nsteps:\n  pack: {due: 5 workdays, limit: 3 weeks}\n"


def report(sop: str, today: date | None, **how: Any) -> str:
    office = compile_calendar("office", "Asia/Shanghai", WEEK, **{"days": KNOWN, **how})
    (checked,) = check_documents({"x.yaml": sop.encode()}, calendars={"office": office}, today=today)
    assert checked.value is not None, "it is only a warning"
    return render_diagnostics(checked.diagnostics, {"x.yaml": sop}, str)


def test_a_year_that_plans_will_reach_is_told() -> None:
    assert report(SOP, date(2026, 12, 10)) == (
        "x.yaml:2:11: warning[K950] 'office' does not know the holidays of 2027 yet: what is planned from "
        "2027-01-01 on is provisional\n"
        "    2 | calendar: office\n"
        "      |           ^^^^^^\n"
        "      hint: when they are announced, update the package chinesecalendar and publish the calendar"
        " again\n"
    )
    assert (
        "[K951] 'office' does not know the holidays of 2027 yet and refuses to plan from 2027-01-01 on"
        in (report(SOP, date(2026, 12, 10), missing_year="refuse"))
    )


@pytest.mark.parametrize(
    ("today", "told"),
    [(date(2026, 12, 2), False), (date(2026, 12, 5), True), (date(2027, 3, 1), True), (None, False)],
)
def test_it_is_told_from_the_day_on_which_the_longest_time_gets_there(today: date | None, told: bool) -> None:
    """Three weeks, and a week for what is off in between."""
    assert ("K950" in report(SOP, today)) == told


def test_plain_weeks_and_exact_hours_need_no_holidays() -> None:
    late = date(2026, 12, 31)
    assert report(SOP, late, days=DayData()) == ""
    assert report(SOP.replace("5 workdays, limit: 3 weeks", "24h, limit: 900h"), late) == ""
    assert report("sop: x\nsteps: {pack: {due: 3 weeks}}\n", late) == ""
