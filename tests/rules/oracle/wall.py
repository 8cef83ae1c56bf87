"""What the clock on the wall of a zone shows at every minute."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

MINUTE = 60_000
DAY = 1440


class LeftError(Exception):
    """The walk left the minutes that are known: the example says nothing."""


class Wall:
    """Every minute from ``first`` (midnight UTC) for ``days`` days.

    ``shown[m]`` is the day and minute of the day on the wall at minute m, as one number: the day's ordinal
    times 1440 plus the minute. ``changes`` are the minutes that do not show one more than the one before.
    """

    def __init__(self, zone: str, first: date, days: int) -> None:
        self.zone = zone
        tz = ZoneInfo(zone)
        begin = datetime(first.year, first.month, first.day, tzinfo=UTC)
        self.start_ms = int(begin.timestamp()) * 1000
        self.shown: list[int] = []
        self.changes: list[int] = []
        for day in range(days):
            ends = [reading(begin + timedelta(days=day + n), tz) for n in (0, 1)]
            if ends[1] - ends[0] == DAY:
                self.shown.extend(range(ends[0], ends[1]))
            else:  # the clocks change on this day, or as it ends: look at every minute
                every = [reading(begin + timedelta(days=day, minutes=m), tz) for m in range(DAY + 1)]
                self.changes += [day * DAY + m for m in range(1, DAY + 1) if every[m] != every[m - 1] + 1]
                self.shown.extend(every[:-1])
        self.highest = list(accumulate(self.shown, max)) if self.changes else self.shown

    def ms(self, minute: int) -> int:
        """The instant at which a minute begins, ms UTC."""
        return self.start_ms + minute * MINUTE

    def minute(self, ms: int) -> int:
        """The minute that an instant lies in."""
        return (ms - self.start_ms) // MINUTE

    def first_showing(self, day: int, minutes: int) -> int:
        """The first minute at which the wall shows this local time or a later one: in a repeat the first of
        the two, in a gap the first instant after it. 24:00 and more are of the days after."""
        found = bisect_left(self.highest, day * DAY + minutes)
        if found in (0, len(self.highest)):
            raise LeftError
        return found

    def day_and_time(self, minute: int) -> tuple[int, int]:
        """What the wall shows: the day's ordinal, and the minute of the day."""
        if not 0 <= minute < len(self.shown):
            raise LeftError
        return divmod(self.shown[minute], DAY)


def reading(moment: datetime, tz: ZoneInfo) -> int:
    """What the wall shows at a moment, as one number."""
    seen = moment.astimezone(tz)
    return seen.toordinal() * DAY + seen.hour * 60 + seen.minute


@lru_cache(maxsize=64)
def wall(zone: str, first: str, days: int) -> Wall:
    """The wall of these days, made once."""
    return Wall(zone, date.fromisoformat(first), days)
