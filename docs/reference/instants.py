"""docs/instants.md: how times are written, and twenty cases that can be checked with a wall calendar."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from docs.reference.markdown import code, table
from docs.reference.markdown import page as whole
from engine.model.definition import Field
from engine.rules.calendars import Calendar
from engine.rules.calendars.china import china
from engine.rules.calendars.compiled import compile_calendar
from engine.rules.deadlines import compute
from engine.rules.deadlines.grammar import InstantNames, parse_instant
from engine.rules.deadlines.units import WORDS

ZONE = ZoneInfo("Asia/Shanghai")

TEXT = """\
# Times

`due`, `limit` and `not_before` are written in one way, and so are the times of deadlines:

```text
instant = [ span ( "after" | "before" ) anchor | span | anchor ]
          [ "by" [ weekday ] HH:MM ] [ "or workday" ( "before" | "after" ) ]
span    = number unit | field              a field of type duration
        | table "." result                 of a decision table, a length of time
anchor  = field                            of type date or datetime
        | step | step "." outcome          when it is closed
        | step ".opened"
        | "start"                          when the task is started
        | "due" | "limit"                  in escalations
```

Behind a step's `due` a span alone counts from when the step is opened. `none` instead of a time says that
there is none.

- **Hours and minutes** are exact: nights and holidays count.
- **Work hours** run while the calendar says that people work; from outside they begin at the next
  opening. A deadline that ends as the day closes is due then, not the next morning.
- **Workdays** keep the time of day. The day of the anchor is not counted. A time outside working hours
  becomes the next opening (counting on) or the last closing (counting back).
- **Days, weeks, months** count every date; a day that a month does not have becomes its last. The result
  goes into working hours in the same way, where the SOP has a calendar.
- **by** sets the time of day, and nothing moves it any more: after a span it is the first such time at or
  after the result (counting back, the last at or before it); alone it is the next one. A date has no time
  of its own and needs it.
- **or workday before / after** moves a result that falls on a day off.
- A deadline holds up to and including its instant: what is done at that moment is in time.
"""
CASES = """\
## Twenty cases

An office that works Monday to Friday 9:00 to 18:00 in Shanghai, in autumn 2026: off are 25 to 27
September (Mid-autumn) and 1 to 7 October (National Day); Sunday 20 September and Saturday 10 October are
worked. 14 September is a Monday. The anchor is the moment at which the step is opened, or the value of
the field that is named.
"""
SHOWN = (
    ("24h", "2026-09-30 17:00"),
    ("2h before paid_at", "2026-10-01 01:00"),
    ("4 work hours", "2026-09-16 14:00"),
    ("4 work hours", "2026-09-16 14:01"),
    ("4 work hours", "2026-09-16 20:00"),
    ("4 work hours", "2026-09-30 17:00"),
    ("4 work hours", "2026-10-09 17:00"),
    ("9 work hours before paid_at", "2026-10-08 09:00"),
    ("1 workday", "2026-09-30 15:00"),
    ("1 workday", "2026-09-16 20:00"),
    ("2 workdays", "2026-10-08 10:30"),
    ("1 workday before paid_at", "2026-10-08 20:00"),
    ("3 workdays by 18:00", "2026-09-30 22:00"),
    ("1 day", "2026-09-30 15:00"),
    ("1 month", "2026-08-31 10:00"),
    ("1 day by 10:00", "2026-09-30 15:00"),
    ("1 week by friday 18:00", "2026-09-14 10:00"),
    ("1 week by friday 18:00 or workday before", "2026-09-14 10:00"),
    ("by 18:00", "2026-09-16 18:01"),
    ("2 workdays before festival by 12:00", "2026-10-09"),
)


def page() -> str:
    """The whole page."""
    rows = [(code(text), anchor, due(text, anchor)) for text, anchor in SHOWN]
    return whole(TEXT, _units(), CASES, table(("Written", "Anchor", "Is"), rows))


def _units() -> str:
    words: dict[str, list[str]] = {}
    for word, unit in WORDS.items():
        words.setdefault(unit.name, []).append(word)
    return "Units: " + "; ".join(" ".join(code(each) for each in found) for found in words.values()) + "."


def due(text: str, anchor: str) -> str:
    """When an instant is whose anchor is this; a date alone is the value of a date field."""
    fields = {
        "paid_at": Field("paid_at", "paid_at", "datetime"),
        "festival": Field("festival", "festival", "date"),
    }
    instant, problems = parse_instant(text, InstantNames(fields, {}))
    if instant is None:
        raise ValueError(problems)
    hours = dict.fromkeys(range(1, 6), ((540, 1080),))
    calendar = Calendar.from_compiled(compile_calendar("cn-office", str(ZONE), hours, china()))
    moment: int | str = anchor
    if " " in anchor:
        moment = int(datetime.fromisoformat(anchor).replace(tzinfo=ZONE).timestamp()) * 1000
    planned = compute(instant, lambda _: moment, calendar, {})
    if planned is None:
        raise ValueError(text)
    return datetime.fromtimestamp(planned.at / 1000, ZONE).strftime("%Y-%m-%d %H:%M")
