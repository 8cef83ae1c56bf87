"""Calendars, moments and texts by chance."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from tests.rules.oracle.instants import WEEK
from tests.rules.oracle.wall import DAY, wall
from tests.rules.oracle.working import Working

PLACES = [
    # the middle of each is where something happens: the wall reaches HALF days to both sides
    ("Asia/Shanghai", "2026-10-01"),  # no change at all
    ("UTC", "2028-02-29"),  # a leap day
    ("Europe/Berlin", "2026-03-29"),  # 02:00 becomes 03:00
    ("Europe/Berlin", "2026-10-25"),  # 03:00 becomes 02:00
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Asia/Kathmandu", "2026-01-01"),  # 05:45
    ("Australia/Lord_Howe", "2026-10-04"),  # half an hour
    ("Australia/Lord_Howe", "2026-04-05"),
    ("America/St_Johns", "2005-10-30"),  # 00:01 becomes 23:01 of the day before
    ("America/Sao_Paulo", "2017-10-15"),  # midnight does not exist
    ("America/Havana", "2026-11-01"),  # midnight comes twice
    ("Africa/Casablanca", "2026-02-15"),  # a month of another time
    ("Pacific/Apia", "2011-12-30"),  # a whole day does not exist
]
HALF = 75
TIMES = (0, 30, 60, 90, 120, 150, 180, 540, 720, 780, 1080, 1380, 1439, DAY)
HOURS = [
    [[540, 1080]],
    [[540, 720], [780, 1080]],
    [[480, 720], [840, 1080], [1140, 1260]],
    [[0, DAY]],
    [[1200, DAY]],
    [[0, 150], [1380, DAY]],
    [[150, 180]],  # swallowed by many a gap
    [[1320, 1800]],  # 22:00 to 06:00 of the day after
    [[540, 720], [1200, 1560]],
    [],
]


class Case(NamedTuple):
    """A text, the minute or the date that it counts from, and the calendar on its wall."""

    text: str
    anchor: int | str
    working: Working


@st.composite
def workings(draw: st.DrawFn) -> Working:
    """Any hours for any weekday, any days off and make-up days, around one of the places."""
    zone, middle = draw(st.sampled_from(PLACES))
    first = date.fromisoformat(middle) - timedelta(days=HALF)
    edges = st.lists(st.integers(0, DAY), max_size=6, unique=True).map(
        lambda found: [list(pair) for pair in zip(*[iter(sorted(found))] * 2, strict=False)]
    )
    hours = {str(number): draw(st.one_of(st.sampled_from(HOURS), edges)) for number in range(1, 8)}
    on_like = draw(st.integers(1, 7))
    hours[str(on_like)] = hours[str(on_like)] or [[540, 1080]]
    days = st.integers(HALF - 30, HALF + 30).map(lambda n: (first + timedelta(days=n)).isoformat())
    on = set(draw(st.lists(days, max_size=6)))
    off = set(draw(st.lists(days, max_size=15))) - on
    compiled = {
        "name": "any", "zone": zone, "hours": hours, "off": sorted(off), "on": sorted(on), "on_like": on_like,
    }  # fmt: skip
    worked = st.sampled_from([spans for spans in HOURS if spans])
    if draw(st.booleans()):
        compiled["makeup"] = draw(worked)
    compiled["own"] = draw(st.dictionaries(days, worked, max_size=3))
    return Working(compiled, wall(zone, first.isoformat(), 2 * HALF))


@st.composite
def moments(draw: st.DrawFn, working: Working) -> int:
    """A minute in the middle, often within hours of a change of the clocks."""
    middle = HALF * DAY
    changes = [at for at in working.seen.changes if abs(at - middle) < 10 * DAY] or [middle]
    near = st.builds(int.__add__, st.sampled_from(changes), st.integers(-300, 300))
    return draw(st.one_of(near, st.integers(middle - 10 * DAY, middle + 10 * DAY)))


def hhmm(minutes: int) -> str:
    """A time of day as it is written."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


times = st.one_of(st.sampled_from(TIMES), st.integers(0, DAY)).map(hhmm)
spans = st.one_of(
    st.builds("{}h".format, st.integers(1, 200)),
    st.builds("{}min".format, st.integers(5, 4000)),
    st.builds("{} work hours".format, st.integers(1, 60)),
    st.builds("{} work minutes".format, st.integers(5, 3000)),
    st.builds("{} workdays".format, st.integers(1, 15)),
    st.builds("{} days".format, st.integers(1, 25)),
    st.builds("{} weeks".format, st.integers(1, 3)),
    st.builds("{} months".format, st.integers(1, 1)),
)
days = st.one_of(
    st.just(""), st.sampled_from(WEEK).map("{} ".format), st.integers(1, 31).map("day {} ".format)
)
rolls = st.sampled_from(["", "", " or workday before", " or workday after"])


@st.composite
def instants(draw: st.DrawFn) -> Case:
    """Every form of the grammar."""
    working = draw(workings())
    anchor = draw(moments(working))
    today, now = working.seen.day_and_time(anchor)
    sharp = st.one_of(times, st.just(hhmm(now)))  # often the very moment that it counts from
    around = st.sampled_from([today - 1, today, today + 1]).map(lambda day: date.fromordinal(day).day)
    named = st.one_of(days, around.map("day {} ".format))
    by = draw(st.one_of(st.just(""), st.builds("by {}{}".format, named, sharp)))
    dated = bool(by) and draw(st.booleans())
    name = "festival" if dated else "paid_at"
    what = draw(
        st.one_of(
            st.just("" if by and not dated else name),
            st.just(name),
            spans.map(lambda span: span if not dated else f"{span} after festival"),
            st.builds("{} {} {}".format, spans, st.sampled_from(["after", "before"]), st.just(name)),
        )
    )
    text = f"{what} {by}".strip() + draw(rolls)
    return Case(text, date.fromordinal(today).isoformat() if dated else anchor, working)


nth_of_month = st.one_of(
    st.integers(1, 31).map("day {}".format),
    st.builds(
        "{} {}".format,
        st.sampled_from(["first", "second", "third", "fourth", "last"]),
        st.sampled_from(["workday", *WEEK]),
    ),
)
weekdays = st.lists(st.sampled_from(range(7)), min_size=1, max_size=3, unique=True).map(
    lambda numbers: ", ".join(WEEK[number] for number in sorted(numbers))
)
counted_days = st.one_of(  # these need a day to count from
    st.integers(2, 9).map("{} days".format),
    st.integers(2, 9).map("{} workdays".format),
    st.builds("{} weeks on {}".format, st.integers(2, 4), weekdays),
    st.builds("{} months on {}".format, st.just(2), nth_of_month),
    st.integers(2, 9).map("RRULE:FREQ=DAILY;INTERVAL={}".format),
    st.builds("RRULE:FREQ=WEEKLY;INTERVAL={};BYDAY=MO,FR".format, st.integers(2, 3)),
)
plain_days = st.one_of(
    st.sampled_from(["day", "workday", *WEEK]),
    weekdays,
    nth_of_month.map("{} of the month".format),
    st.sampled_from([-1, 1, 15, 29, 30, 31]).map("RRULE:FREQ=MONTHLY;BYMONTHDAY={}".format),
    st.builds(
        "RRULE:FREQ=MONTHLY;BYDAY={}{}".format, st.sampled_from([1, 2, 5, -1]), st.sampled_from(["MO", "SU"])
    ),
    st.just("RRULE:FREQ=WEEKLY;BYDAY=TU,SA"),
)


@st.composite
def recurrences(draw: st.DrawFn) -> Case:
    """Every form of a recurrence, after a minute."""
    working = draw(workings())
    after = draw(moments(working))
    if draw(st.integers(0, 4)) == 0:
        return Case(draw(spans), after, working)
    counted = draw(st.booleans())
    text = draw(counted_days if counted else plain_days)
    start = ""
    if counted or draw(st.integers(0, 3)) == 0:
        day = working.seen.day_and_time(after)[0] + draw(st.integers(-50, 10))
        start = f" from {date.fromordinal(day).isoformat()}"
    found = draw(st.lists(st.integers(0, 287), min_size=1, max_size=3, unique=True))
    at = ", ".join(hhmm(number * 5) for number in sorted(found))
    roll = "" if "workday" in text else draw(rolls)
    return Case(f"{text} at {at}{start}{roll}", after, working)
