"""A year without data: what is planned over it is marked, or refused; never guessed without a word."""

from __future__ import annotations

from typing import Any

import kernel_story
import pytest
from kernel_story import Story, at, codes

from engine.kernel import Context
from engine.model.commands import Actor
from engine.model.refusals import Refusal
from engine.rules.calendars import Calendar

WEEK = {str(day): [[540, 1080]] if day <= 5 else [] for day in range(1, 8)}
KNOWN = {"name": "office", "zone": kernel_story.ZONE, "hours": WEEK, "first_year": 2020, "last_year": 2026}
TOLD = {**KNOWN, "last_year": 2027, "off": ["2027-01-01"]}
NOW = "2026-12-30 10:00"

ON_DATA = "{days: {type: duration, default: 3 workdays}, by_when: {type: date, default: 2027-01-08}}"


class Known(Story):
    """A story under a calendar that knows the years 2020 to 2026, or another one."""

    def __init__(self, sop: str, calendar: dict[str, Any], number: int = 1) -> None:
        super().__init__(sop, NOW)
        self.calendar, self.number = Calendar.from_compiled(calendar), number

    def context(self, who: str) -> Context:
        actor = Actor(who, frozenset(self.people[who].split()), who)
        return Context(actor, self.now, kernel_story.ZONE, self.calendar, self.number, version=1, task_id=7)


def sop(due: str, data: str = ON_DATA, more: str = "") -> str:
    return f"sop: x\ncalendar: office\nrole: warehouse\ndata: {data}\nsteps:\n  pack: {{due: {due}}}\n{more}"


FORMS = {
    "3 workdays": (True, "2027-01-04 10:00"),
    "17 work hours": (False, "2026-12-31 18:00"),  # ends with the year: the next one was not asked
    "18 work hours": (True, "2027-01-01 10:00"),
    "2 days": (True, "2027-01-01 10:00"),
    "1 week": (True, "2027-01-06 10:00"),
    "1 month": (True, "2027-02-01 09:00"),
    "days": (True, "2027-01-04 10:00"),
    "by friday 08:00 or workday before": (True, "2027-01-01 08:00"),
    "24h or workday after": (False, "2026-12-31 10:00"),
    "60h or workday after": (True, "2027-01-01 22:00"),
    "by 08:00": (False, "2026-12-31 08:00"),
    "by friday 08:00": (False, "2027-01-01 08:00"),  # no day was asked whether it is worked
    "1 workday": (False, "2026-12-31 10:00"),
    "100h": (False, "2027-01-03 14:00"),
    "2 workdays before by_when by 18:00": (True, "2027-01-06 18:00"),
    "{'workdays_between(today, by_when) > 5': 1 workday, else: 2h}": (True, "2026-12-31 10:00"),
    "{'workdays_between(today, by_when) > 50': 1 workday, else: 2h}": (True, "2026-12-30 12:00"),
    "{'days_between(today, by_when) > 5': 1 workday, else: 2h}": (False, "2026-12-31 10:00"),
    "{'today + days < by_when': 1 workday, else: 2h}": (True, "2026-12-31 10:00"),
}


@pytest.mark.parametrize(("due", "expected"), FORMS.items(), ids=FORMS)
def test_a_plan_that_asks_about_a_year_without_data_is_provisional(
    due: str, expected: tuple[bool, str]
) -> None:
    story = Known(sop(due, ON_DATA), KNOWN)
    story.start()
    assert story.task is not None
    (span,) = story.task.clocks
    assert (span.provisional, kernel_story.local(span.due)) == expected


@pytest.mark.parametrize("due", [due for due, (provisional, _) in FORMS.items() if provisional])
def test_or_it_is_refused_with_the_year_where_the_calendar_says_so(due: str) -> None:
    answer = Known(sop(due, ON_DATA), {**KNOWN, "missing_year": "refuse"}).start()
    assert isinstance(answer, Refusal)
    if "workdays_between" in due or "today + days" in due:
        assert codes(answer) == ["evaluation-failed"]
        assert "2027" in str(answer.data)
    else:
        assert (answer.code, answer.data["year"]) == ("calendar-gap", 2027)


@pytest.mark.parametrize("due", [due for due, (provisional, _) in FORMS.items() if not provisional])
def test_what_needs_no_day_of_that_year_is_planned_all_the_same(due: str) -> None:
    assert not isinstance(Known(sop(due, ON_DATA), {**KNOWN, "missing_year": "refuse"}).start(), Refusal)


def test_with_the_data_the_plan_is_made_anew_and_no_longer_provisional() -> None:
    from engine.model.commands import Replan

    story = Known(sop("3 workdays"), KNOWN)
    story.start()
    story.calendar, story.number = Calendar.from_compiled(TOLD), 2
    story.do(Replan(b"", 7))
    assert story.task is not None
    running = [span for span in story.task.clocks if span.ended is None]
    assert [(kernel_story.local(span.due), span.provisional) for span in running] == [
        ("2027-01-05 10:00", False)
    ]


def test_a_recurrence_over_such_a_year_is_refused_where_the_calendar_says_so() -> None:
    rules = "rules:\n  remind: {every: workday at 09:00, notify: assignee, text: look}\n"
    story = Known(sop("2h", more=rules), {**KNOWN, "missing_year": "refuse"})
    assert not isinstance(story.start(), Refusal)  # the next time is 2026-12-31
    late = Known(sop("2h", more=rules), {**KNOWN, "missing_year": "refuse"})
    late.now = at("2026-12-31 10:00")
    assert codes(late.start()) == ["calendar-gap"]


def test_a_condition_over_such_a_year_is_refused_where_the_calendar_says_so() -> None:
    steps = "sop: x\ncalendar: office\nrole: warehouse\ndata: {by_when: {type: date, default: 2027-01-08}}\n"
    steps += (
        "steps:\n  pack: {next: {'workdays_between(today, by_when) > 5': end, else: check}}\n  check: {}\n"
    )
    story = Known(steps, {**KNOWN, "missing_year": "refuse"})
    story.start()
    assert codes(story.advance())[0] in ("evaluation-failed", "cannot-close")
