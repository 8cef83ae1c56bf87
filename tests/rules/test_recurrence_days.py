"""Days of the month, steps, several days and times; rules of RFC 5545 against a walk from day to day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_recurrence import OFFICE, at, local, parsed

from engine.rules.calendars import Calendar
from engine.rules.recurrence import last_of, next_time, parse_recurrence, times
from engine.rules.recurrence.expanding import from_day

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@pytest.mark.parametrize(
    ("text", "after", "found"),
    [
        ("monday, thursday at 09:00", "2026-11-20 00:00", ["11-23 09:00", "11-26 09:00", "11-30 09:00"]),
        ("monday and thursday at 09:00", "2026-11-23 09:00", ["11-26 09:00"]),
        ("day at 09:00, 15:30", "2026-11-20 10:00", ["11-20 15:30", "11-21 09:00"]),
        ("day 10 of the month at 09:00", "2026-11-20 00:00", ["12-10 09:00", "01-10 09:00"]),
        ("day 31 of the month at 09:00", "2026-12-20 00:00", ["12-31 09:00", "01-31 09:00", "02-28 09:00"]),
        ("last day of the month at 18:00", "2028-02-01 00:00", ["02-29 18:00", "03-31 18:00"]),
        ("last workday of the month at 18:00", "2026-10-20 00:00", ["10-30 18:00", "11-30 18:00"]),
        ("first workday of the month at 09:00", "2026-09-30 00:00", ["10-08 09:00", "11-02 09:00"]),
        ("workday 3 of the month at 09:00", "2026-09-30 00:00", ["10-10 09:00", "11-04 09:00"]),
        ("first monday of the month at 09:00", "2026-11-02 09:00", ["12-07 09:00"]),
        ("last friday of the month at 09:00", "2026-11-01 00:00", ["11-27 09:00", "12-25 09:00"]),
        ("day 3 of the month at 09:00 or workday before", "2026-09-10 00:00", ["09-30 09:00", "11-03 09:00"]),
        ("day 3 of the month at 09:00 or workday after", "2026-09-30 09:00", ["10-08 09:00", "11-03 09:00"]),
        (
            "every 2 weeks on monday at 09:00 from 2026-11-02",
            "2026-11-02 09:00",
            ["11-16 09:00", "11-30 09:00"],
        ),
        (
            "2 weeks on monday, friday at 09:00 from 2026-11-04",
            "2026-11-01 00:00",
            ["11-06 09:00", "11-16 09:00"],
        ),
        ("3 days at 09:00 from 2026-11-20", "2026-11-20 09:00", ["11-23 09:00", "11-26 09:00"]),
        (
            "2 workdays at 09:00 from 2026-09-30",
            "2026-09-29 00:00",
            ["09-30 09:00", "10-09 09:00", "10-12 09:00"],
        ),
        (
            "3 months on last workday at 18:00 from 2026-01-01",
            "2026-11-20 00:00",
            ["01-29 18:00", "04-30 18:00"],
        ),
        ("2h from 2026-11-20 09:00", "2026-11-20 08:00", ["11-20 09:00", "11-20 11:00"]),
        ("monday at 09:00 from 2026-12-01", "2026-11-01 00:00", ["12-07 09:00"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR at 09:00", "2026-11-01 00:00", ["11-27 09:00", "12-25 09:00"]),
        (
            "rrule:freq=weekly;byday=fr at 09:00 or workday before",
            "2026-09-26 09:00",
            ["09-30 09:00", "10-09 09:00"],
        ),
        ("RRULE:FREQ=MONTHLY at 09:00 from 2026-08-31", "2026-09-01 00:00", ["10-31 09:00", "12-31 09:00"]),
        ("RRULE:FREQ=DAILY;COUNT=2 at 09:00 from 2026-11-20", "2026-11-20 09:00", ["11-21 09:00", None]),
        ("RRULE:FREQ=DAILY;UNTIL=20261121 at 09:00", "2026-11-20 09:00", ["11-21 09:00", None]),
        ("RRULE:FREQ=DAILY;UNTIL=20261121T005959Z at 09:00", "2026-11-19 09:00", ["11-20 09:00", None]),
        ("RRULE:FREQ=DAILY;UNTIL=20261121T010000Z at 09:00", "2026-11-20 09:00", ["11-21 09:00", None]),
        (
            "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 at 09:00",
            "2026-11-01 00:00",
            ["11-30 09:00", "12-31 09:00"],
        ),
    ],
)  # fmt: skip
def test_when_it_is_next(text: str, after: str, found: list[str | None]) -> None:
    moment, seen = at(after), []
    for _ in found:
        following = next_time(parsed(text), moment, OFFICE)
        seen.append(None if following is None else local(following)[5:])
        moment = following or moment
    assert seen == found


@pytest.mark.parametrize(
    ("text", "code", "column", "width"),
    [
        ("2 weeks on monday at 09:00", "F800", 0, 17),
        ("RRULE:FREQ=DAILY;INTERVAL=2 at 09:00", "F800", 17, 10),
        ("RRULE:FREQ=DAILY;COUNT=2 at 09:00", "F800", 17, 7),
        ("3 days at 09:00 from 2026-02-30", "F801", 21, 10),
        ("3 days at 09:00 from", "F801", 19, 1),
        ("2h from 2026-11-20", "F783", 17, 1),
        ("2 weeks from 2026-11-20", "F781", 7, 1),
        ("day 32 of the month at 09:00", "F802", 0, 6),
        ("first fridai of the month at 09:00", "F802", 0, 12),
        ("3 months on monday at 09:00 from 2026-01-01", "F802", 12, 1),
        ("2 weeks at 09:00 from 2026-11-02", "F803", 8, 2),
        ("RRULE:FREQ=MONTHLY at 09:00", "F803", 0, 18),
        ("day 10 at 09:00", "F804", 0, 6),
        ("last workday at 09:00", "F804", 0, 12),
        ("monday, fridai at 09:00", "F782", 8, 6),
        ("monday, at 09:00", "F782", 8, 2),
        ("day at 09:00, 09:03", "F780", 7, 12),
        ("day at 09:00, 25:00", "F783", 14, 5),
        ("RRULE:FREQ=DAILY;BYDAYS=MO at 09:00", "F805", 17, 6),
        ("RRULE:FREQ=DAILY;FREQ=DAILY at 09:00", "F805", 17, 4),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=32 at 09:00", "F806", 30, 2),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=0 at 09:00", "F806", 30, 1),
        ("RRULE:FREQ=YEARLY;BYMONTH=-1;BYDAY=MO at 09:00", "F806", 26, 2),
        ("RRULE:FREQ=DAILY;INTERVAL=0 at 09:00 from 2026-01-01", "F806", 26, 1),
        ("RRULE:FREQ=YEARLY;INTERVAL=21 at 09:00 from 2026-01-01", "F806", 27, 2),
        ("RRULE:FREQ=DAILY;UNTIL=20260230 at 09:00", "F806", 23, 8),
        ("RRULE:FREQ=SECONDLY at 09:00", "F807", 11, 8),
        ("RRULE:FREQ=MINUTELY;INTERVAL=5 at 09:00", "F807", 11, 8),
        ("RRULE:FREQ=DAILY;BYHOUR=9 at 09:00", "F807", 17, 8),
        ("RRULE:BYDAY=MO at 09:00", "F807", 0, 14),
        ("RRULE:FREQ=WEEKLY;BYDAY=1MO at 09:00", "F808", 18, 9),
        ("RRULE:FREQ=DAILY;COUNT=2;UNTIL=20261231 at 09:00 from 2026-01-01", "F808", 17, 7),
        ("RRULE:FREQ=DAILY;COUNT=2 at 09:00, 10:00 from 2026-01-01", "F808", 17, 7),
        ("RRULE:FREQ=MONTHLY;BYSETPOS=1 at 09:00", "F810", 19, 10),
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 at 09:00", "F809", 0, 41),
        ("RRULE:FREQ=DAILY;UNTIL=20200101 at 09:00 from 2026-01-01", "F809", 0, 31),
        ("RRULE:FREQ=DAILY", "F781", 15, 1),
    ],
)
def test_what_is_wrong_and_where(text: str, code: str, column: int, width: int) -> None:
    found, problems = parse_recurrence(text)
    assert found is None
    assert [problem[:3] for problem in problems] == [(code, column, width)]


# -- RFC 5545, day by day


def fits(said: dict[str, str], day: date) -> bool:
    """Whether a day has what the parts say, one by one, without BYSETPOS."""
    freq, last = said["FREQ"], monthrange(day.year, day.month)[1]
    if "BYMONTH" in said and day.month not in numbers(said["BYMONTH"]):
        return False
    if "BYMONTHDAY" in said and not {day.day, day.day - last - 1} & numbers(said["BYMONTHDAY"]):
        return False
    year_day, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    if "BYYEARDAY" in said and not {year_day, year_day - length - 1} & numbers(said["BYYEARDAY"]):
        return False
    for one in said.get("BYDAY", "").split(","):
        if not one:
            return True
        nth = int(one[:-2]) if len(one) > 2 else 0
        if DAYS[day.weekday()] != one[-2:]:
            continue
        first, size = (year_day, length) if freq == "YEARLY" and "BYMONTH" not in said else (day.day, last)
        if not nth or nth in ((first - 1) // 7 + 1, -((size - first) // 7 + 1)):
            return True
    return False


def numbers(text: str) -> set[int]:
    return {int(one) for one in text.split(",")}


def period(said: dict[str, str], day: date) -> int:
    """The number of the day's period: day, week, month or year."""
    start = DAYS.index(said.get("WKST", "MO"))
    return {
        "DAILY": day.toordinal(),
        "WEEKLY": (day.toordinal() - 1 - start) // 7,
        "MONTHLY": day.year * 12 + day.month,
        "YEARLY": day.year,
    }[said["FREQ"]]


def walked(said: dict[str, str], first: date, until: date) -> list[date]:
    """The rule's days from its first date on, by looking at every day of every period."""
    periods: dict[int, list[date]] = {}
    day = first - timedelta(days=366)
    while day <= until + timedelta(days=366):
        if fits(said, day):
            periods.setdefault(period(said, day), []).append(day)
        day += timedelta(days=1)
    found = []
    for number, days in sorted(periods.items()):
        if (number - period(said, first)) % int(said.get("INTERVAL", "1")):
            continue
        picks = numbers(said["BYSETPOS"]) if "BYSETPOS" in said else set()
        chosen = [
            one for place, one in enumerate(days) if not picks or picks & {place + 1, place - len(days)}
        ]
        found += [one for one in chosen if first <= one <= until]
    return found[: int(said.get("COUNT", "100000"))]


def some(least: int, most: int, negative: bool = True) -> st.SearchStrategy[str]:
    one = st.integers(least, most).flatmap(
        lambda number: st.sampled_from([number, -number] if negative else [number])
    )
    return st.lists(one, min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found)))


@st.composite
def rules(draw: st.DrawFn) -> dict[str, str]:
    """A rule that says everything itself."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    said = {"FREQ": freq, "INTERVAL": str(draw(st.integers(1, 4)))}
    if draw(st.booleans()):
        said["BYMONTH"] = draw(some(1, 12, negative=False))
    kind = draw(st.sampled_from(["BYDAY", "BYMONTHDAY", "BYYEARDAY", "both"]))
    if freq == "YEARLY" and kind == "BYYEARDAY" and "BYMONTH" not in said:
        said["BYYEARDAY"] = draw(some(1, 366))
    elif freq != "WEEKLY" and kind in ("BYMONTHDAY", "both"):
        said["BYMONTHDAY"] = draw(some(1, 31))
    if kind in ("BYDAY", "both") or not said.keys() & {"BYMONTHDAY", "BYYEARDAY"}:
        days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True))
        nth = freq in ("MONTHLY", "YEARLY") and "BYMONTHDAY" not in said and draw(st.booleans())
        said["BYDAY"] = ",".join(
            (str(draw(st.sampled_from([1, 2, 4, 5, -1, -2]))) if nth else "") + day for day in days
        )
    if draw(st.booleans()):
        said["BYSETPOS"] = draw(some(1, 5))
    if draw(st.booleans()):
        said["WKST"] = draw(st.sampled_from(DAYS))
    if draw(st.booleans()):
        said["COUNT"] = str(draw(st.integers(1, 12)))
    return said


def compare(said: dict[str, str], first: date, ahead: int) -> None:
    text = ";".join(f"{name}={value}" for name, value in said.items())
    found, problems = parse_recurrence(f"RRULE:{text} at 09:00 from {first}")
    until = date(first.year + 6, 12, 31)
    wanted = [day for day in walked(said, first, until) if day >= first + timedelta(days=ahead)]
    if found is None:
        assert {problem.code for problem in problems} == {"F809"}
        assert not wanted
        return
    seen = []
    for day in from_day(found.rrule, found.start, (first + timedelta(days=ahead)).toordinal()):
        if day > until.toordinal() or len(seen) > 40:
            break
        seen.append(date.fromordinal(day))
    assert seen == wanted[: len(seen)]
    assert len(seen) == len(wanted) or len(seen) > 40


FIRST = st.dates(date(2019, 1, 1), date(2027, 12, 31))


@settings(max_examples=60, derandomize=True, deadline=None)
@given(said=rules(), first=FIRST, ahead=st.integers(0, 900))
def test_a_rule_has_the_days_that_a_walk_from_day_to_day_finds(
    said: dict[str, str], first: date, ahead: int
) -> None:
    compare(said, first, ahead)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(said=rules(), first=FIRST)
def test_dateutil_finds_the_same_days(said: dict[str, str], first: date) -> None:
    """Where the rule has days at all: dateutil looks for the first one until the year 9999."""
    from dateutil.rrule import rrulestr

    text = ";".join(f"{name}={value}" for name, value in said.items())
    found, _ = parse_recurrence(f"RRULE:{text} at 09:00 from {first}")
    assume(found is not None)
    # From the beginning of a period on, so that BYSETPOS has whole ones to pick from.
    begin = (
        date(first.year, 1, 1)
        if said["FREQ"] != "WEEKLY"
        else first - timedelta(days=(first.weekday() - DAYS.index(said.get("WKST", "MO"))) % 7)
    )
    whole, _ = parse_recurrence(f"RRULE:{text} at 09:00 from {begin}")
    assume(whole is not None)
    days = from_day(whole.rrule, whole.start, begin.toordinal())
    end = date(first.year + 5, 1, 1).toordinal()
    ours = [date.fromordinal(day) for day in takewhile(lambda day: day < end, days)][:20]
    theirs = rrulestr(text, dtstart=datetime.combine(begin, time()))
    assert [one.date() for one in islice(theirs, len(ours))] == ours


@pytest.mark.soak
def test_many_rules() -> None:
    @settings(max_examples=3_000, deadline=None, print_blob=True)
    @given(said=rules(), first=FIRST, ahead=st.integers(0, 900))
    def many(said: dict[str, str], first: date, ahead: int) -> None:
        compare(said, first, ahead)

    many()


# -- times


TEXTS = st.sampled_from(
    [
        "day at 02:30", "day at 00:00, 01:15, 23:30", "sunday at 02:00", "last sunday of the month at 02:30",
        "day 31 of the month at 03:00 or workday before", "workday 5 of the month at 02:30",
        "2 weeks on sunday at 02:15 from 2026-01-04",
        "45min from 2026-01-01 00:10",
        "3 workdays at 02:30 from 2026-01-07",
        "RRULE:FREQ=WEEKLY;BYDAY=SU,MO at 02:30 or workday after",
        "RRULE:FREQ=DAILY;COUNT=300 at 02:30 from 2026-01-01",
    ]
)  # fmt: skip
ZONES = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Havana",
    "Africa/Cairo",
]


@settings(max_examples=80, derandomize=True, deadline=None)
@given(
    text=TEXTS,
    zone=st.sampled_from(ZONES),
    after=st.integers(at("2026-01-01 00:00"), at("2027-12-31 00:00")),
    length=st.integers(1, 60),
)
def test_times_come_in_order_none_twice_and_none_is_left_out(
    text: str, zone: str, after: int, length: int
) -> None:
    calendar = Calendar.from_compiled(
        {
            "name": "week",
            "zone": zone,
            "hours": {str(day): [[540, 1080]] if day <= 5 else [] for day in range(1, 8)},
        }
    )
    recurrence, until = parsed(text), after + length * 86_400_000
    found = times(recurrence, after, until, calendar, 10_000)
    assert found == sorted(set(found))
    assert all(after < one <= until for one in found)
    assert last_of(recurrence, after, until, calendar) == (found[-1] if found else None)
    assume(len(found) > 1)
    middle = found[len(found) // 2]
    assert next_time(recurrence, middle - 1, calendar) == middle
    parts = times(recurrence, after, middle, calendar, 10_000) + times(
        recurrence, middle, until, calendar, 10_000
    )
    assert parts == found


@pytest.mark.parametrize(
    ("zone", "text", "first", "wanted"),
    [
        ("Europe/Berlin", "day at 02:30", "2026-03-28 12:00", ["2026-03-29 03:00", "2026-03-30 02:30"]),
        (
            "Europe/Berlin",
            "day at 02:00, 02:30, 03:00",
            "2026-03-29 01:00",
            ["2026-03-29 03:00", "2026-03-30 02:00"],
        ),
        ("Europe/Berlin", "day at 02:30", "2026-10-24 12:00", ["2026-10-25 02:30", "2026-10-26 02:30"]),
        ("America/Havana", "day at 00:00", "2026-03-07 12:00", ["2026-03-08 01:00", "2026-03-09 00:00"]),
        (
            "America/Havana",
            "RRULE:FREQ=DAILY at 00:30",
            "2026-03-07 12:00",
            ["2026-03-08 01:00", "2026-03-09 00:30"],
        ),
    ],
)
def test_where_the_clocks_change(zone: str, text: str, first: str, wanted: list[str]) -> None:
    found = times(parsed(text), at(first, zone), at(first, zone) + 10**9, Calendar.of_zone(zone), len(wanted))
    assert [local(one, zone) for one in found] == wanted


def test_the_last_time_of_ten_years_is_found_without_counting_through_them() -> None:
    calendar = Calendar.of_zone("Asia/Shanghai")
    recurrence = parsed("5min from 2026-01-01 00:00")
    assert last_of(recurrence, at("2026-01-01 00:00"), at("2036-01-01 00:02"), calendar) == at(
        "2036-01-01 00:00"
    )


def test_a_rule_says_the_same_whoever_began_when() -> None:
    """Reckoned from any year on, the days are those of the whole."""
    rule = parsed("RRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SU;WKST=SU at 09:00 from 2024-02-29")
    first = date(2024, 2, 29).toordinal()
    whole = [day for day, _ in zip(from_day(rule.rrule, rule.start, first), range(400), strict=False)]
    for year in range(2024, 2031):
        day = date(year, 1, 1).toordinal()
        begun = [one for one, _ in zip(from_day(rule.rrule, rule.start, day), range(20), strict=False)]
        assert begun == [one for one in whole if one >= day][:20]
