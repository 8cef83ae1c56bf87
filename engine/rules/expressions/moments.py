"""Dates, instants and durations inside expressions. A day is a day of the calendar's zone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from engine.rules.calendars.gaps import CalendarGap
from engine.rules.calendars.zones import HOUR, MINUTE, Zone, zone
from engine.rules.evaluation import EvaluationProblem
from engine.rules.expressions.arithmetic import Number, multiply, round_whole
from engine.rules.expressions.environment import Calendar, Env
from engine.rules.values.duration import DAY, Duration

FIRST_YEAR, LAST_YEAR = 1900, 2199
EARLIEST, LATEST = -2_208_988_800_000, 7_258_118_400_000
"""Milliseconds UTC of 1900-01-01 and of 2200-01-01."""

NOON = 720
MOST_WORKDAYS, MOST_WORK = 10_000, 100_000 * HOUR
"""More is no plan: about forty years of workdays, or fifty of working hours."""


def today(env: Env) -> date:
    """The date of ``now``. Raises EvaluationProblem ``no-calendar`` where no zone is known."""
    return date_of(env, env.now)


def date_of(env: Env, moment: Any) -> date:
    """The local date of an instant; a date stays what it is."""
    return moment if isinstance(moment, date) else _year_in_range(_local(env, moment)[0])


def days_between(env: Env, first: Any, second: Any) -> int:
    """How many days the second date is after the first; negative when it is before."""
    return (date_of(env, second) - date_of(env, first)).days


def workdays_between(env: Env, first: Any, second: Any) -> int:
    """The calendar's count of workdays from the first date to the second."""
    start, end = date_of(env, first), date_of(env, second)
    try:
        count = _calendar(env).workdays_between(start, end)
        _note(env, start, end)
        return count
    except CalendarGap as gap:
        raise EvaluationProblem("calendar-gap", year=gap.year) from None


def days(env: Env, count: int) -> Duration:
    """So many dates, the time of day kept."""
    return Duration("days", count)


def hours(env: Env, count: Number) -> Duration:
    """So many exact hours; a fraction is rounded to milliseconds."""
    return Duration("ms", round_whole(multiply(count, HOUR)))


def minutes(env: Env, count: Number) -> Duration:
    """So many exact minutes."""
    return Duration("ms", round_whole(multiply(count, MINUTE)))


def move_instant(env: Env, moment: int, by: Duration) -> int:
    """An instant moved: exact units by their length, days, weeks and months by the date with the local
    time kept, working time and workdays by the calendar. Raises EvaluationProblem ``date-out-of-range``."""
    unit, amount = by.unit, by.amount
    if unit == "ms":
        return _in_range(moment + amount)
    if unit in ("work_ms", "workdays"):
        return _in_range(_worked(env, moment, unit, amount))
    day, minute, rest = _local(env, moment)
    return _in_range(_to_utc(env, move_date(env, day, by), minute) + rest)


def move_date(env: Env, day: date, by: Duration) -> date:
    """A date moved. Exact time must be whole days (EvaluationProblem ``not-whole-days``)."""
    unit, amount = by.unit, by.amount
    if unit == "ms":
        amount, left = divmod(amount, DAY)
        if left:
            raise EvaluationProblem("not-whole-days")
    elif unit == "weeks":
        amount *= 7
    elif unit == "months":
        return _add_months(day, amount)
    elif unit == "workdays":
        return _local(env, _worked(env, _to_utc(env, day, NOON), unit, amount))[0]
    elif unit == "work_ms":
        raise EvaluationProblem("not-whole-days")
    try:
        return _year_in_range(day + timedelta(days=amount))
    except OverflowError:
        raise EvaluationProblem("date-out-of-range") from None


def between_instants(first: int, second: int) -> Duration:
    """The exact time from the second to the first, as in ``first - second``."""
    return Duration("ms", first - second)


def between_dates(first: date, second: date) -> Duration:
    """The days from the second to the first, as in ``first - second``."""
    return Duration("days", (first - second).days)


def _add_months(day: date, count: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise EvaluationProblem("date-out-of-range")
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _year_in_range(day: date) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise EvaluationProblem("date-out-of-range")


def _in_range(moment: int) -> int:
    if EARLIEST <= moment < LATEST:
        return moment
    raise EvaluationProblem("date-out-of-range")


def _calendar(env: Env) -> Calendar:
    if env.calendar is None:
        raise EvaluationProblem("no-calendar")
    return env.calendar


def _worked(env: Env, moment: int, unit: str, amount: int) -> int:
    """An instant moved by workdays or working time. The bound keeps a calendar from being reckoned for
    centuries."""
    calendar = _calendar(env)
    length, sign = abs(amount), 1 if amount >= 0 else -1
    if length > (MOST_WORKDAYS if unit == "workdays" else MOST_WORK):
        raise EvaluationProblem("date-out-of-range")
    try:
        found = (calendar.add_workdays if unit == "workdays" else calendar.add_work)(moment, length, sign)
        if env.guesses is not None:
            _note(env, calendar.local(moment)[0], calendar.local(found)[0])
        return found
    except CalendarGap as gap:
        raise EvaluationProblem("calendar-gap", year=gap.year) from None


def _note(env: Env, first: date, second: date) -> None:
    """Tell whoever wants to know that workdays of a year without data were counted."""
    if env.guesses is not None:
        year = _calendar(env).unknown_year(first, second)
        if year is not None:
            env.guesses.append(year)


def _local(env: Env, moment: int) -> tuple[date, int, int]:
    _in_range(moment)
    if env.calendar is not None:
        return env.calendar.local(moment)
    day, time = _zone(env).split(moment)
    return date.fromordinal(day), time // MINUTE, time % MINUTE


def _to_utc(env: Env, day: date, minute: int) -> int:
    if env.calendar is not None:
        return env.calendar.to_utc(day, minute)
    return _zone(env).join(day.toordinal(), minute * MINUTE)


def _zone(env: Env) -> Zone:
    if not env.zone:
        raise EvaluationProblem("no-calendar")
    return zone(env.zone)
