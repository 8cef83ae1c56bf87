"""Local time of one IANA zone: from an instant to its date and time of day, and back.

An instant is integer milliseconds UTC. A day is a number: ``date.toordinal()``, so 1 is 0001-01-01. A
time of day is milliseconds after local midnight *on the clock on the wall*, 0 to 24 h.

A local time that does not exist (the clock jumped over it) means the first instant after the gap; one
that exists twice means the first of the two.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from engine.rules.calendars.gaps import OutOfRange

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EPOCH_DAY = date(1970, 1, 1).toordinal()
FIRST_DAY = date(2, 1, 1).toordinal()
LAST_DAY = date(9998, 12, 31).toordinal()

FIXED = {
    "UTC": 0,
    "Asia/Shanghai": 8 * HOUR,
    "Asia/Hong_Kong": 8 * HOUR,
    "Asia/Taipei": 8 * HOUR,
    "Asia/Singapore": 8 * HOUR,
    "Asia/Tokyo": 9 * HOUR,
}
"""Zones that have not changed their clocks since ``FIXED_FROM``: answered without the zone database,
whose import costs more than everything else an advance computes. A test compares them with it."""

FIXED_FROM = date(1992, 1, 1).toordinal()
FIXED_FROM_MS = (FIXED_FROM - EPOCH_DAY) * DAY
LAST_MS = (LAST_DAY - EPOCH_DAY) * DAY


class Zone:
    """One zone. Raises ValueError on first use of a name that the zone database does not know.

    Most days keep one offset from end to end; the days asked about are remembered with theirs, so that
    going back and forth is plain arithmetic. (That no day has two changes that cancel each other is a fact
    about the zone database; a test looks.)
    """

    __slots__ = ("_epoch", "_fixed", "_local_days", "_tz", "_utc_days", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self._fixed = FIXED.get(name)
        self._tz: tzinfo | None = None
        self._epoch: datetime | None = None
        self._local_days: dict[int, int | None] = {}
        self._utc_days: dict[int, int | None] = {}

    def split(self, ms: int) -> tuple[int, int]:
        """The local day and time of day of an instant. Raises OutOfRange."""
        if self._fixed is not None and FIXED_FROM_MS <= ms < LAST_MS:
            day, time = divmod(ms + self._fixed, DAY)
            return day + EPOCH_DAY, time
        utc_day = ms // DAY
        try:
            offset = self._utc_days[utc_day]
        except KeyError:
            first, last = self._offset_at(utc_day * DAY), self._offset_at((utc_day + 1) * DAY)
            offset = self._utc_days[utc_day] = first if first == last else None
        if offset is None:
            offset = self._offset_at(ms)
        day, time = divmod(ms + offset, DAY)
        return day + EPOCH_DAY, time

    def join(self, day: int, time: int) -> int:
        """The instant of a local day and time of day; 24:00 and more belong to the days after."""
        if time >= DAY:
            day, time = day + time // DAY, time % DAY
        if self._fixed is not None and FIXED_FROM < day < LAST_DAY:
            return (day - EPOCH_DAY) * DAY + time - self._fixed
        wall = (day - EPOCH_DAY) * DAY + time
        try:
            offset = self._local_days[day]
        except KeyError:
            edges = {*self._offsets(day, 0), *self._offsets(day + 1, 0)}
            offset = self._local_days[day] = edges.pop() if len(edges) == 1 else None
        if offset is not None:
            return wall - offset
        before, after = self._offsets(day, time)
        if before >= after:  # the same twice, or a repeat: the larger offset is the earlier instant
            return wall - before
        return self._jump(wall - after, wall - before, before)

    def fault(self, day: int, time: int) -> str:
        """``gap`` or ``repeat`` where the clocks change over this local time, else an empty text."""
        if time >= DAY:
            day, time = day + time // DAY, time % DAY
        before, after = self._offsets(day, time)
        return "" if before == after else "gap" if before < after else "repeat"

    def uneven_days(self, first: int, count: int) -> list[int]:
        """Which of ``count`` days from ``first`` on, numbered from 0, are not as long as the wall says."""
        if self._fixed is not None and first > FIXED_FROM:
            return []
        midnight = datetime.fromordinal(first).replace(tzinfo=self._zone())
        step = timedelta(days=1)
        uneven, last = [], midnight.utcoffset()
        for number in range(count):
            midnight += step
            offset = midnight.utcoffset()
            if offset != last:
                uneven.append(number)
                last = offset
        return uneven

    def _zone(self) -> tzinfo:
        if self._tz is None:
            from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

            try:
                self._tz = ZoneInfo(self.name)
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise ValueError(f"unknown time zone {self.name!r}") from error
            self._epoch = datetime(1970, 1, 1, tzinfo=self._tz)
        return self._tz

    def _offset_at(self, ms: int) -> int:
        tz = self._zone()
        assert self._epoch is not None
        try:
            # arithmetic on one zone's own values is wall arithmetic, which is what fromutc wants
            local = tz.fromutc(self._epoch + timedelta(seconds=ms // 1000))
        except OverflowError as error:
            raise OutOfRange(1 if ms < 0 else 9999) from error
        if not FIRST_DAY <= local.toordinal() <= LAST_DAY:
            raise OutOfRange(local.year)
        return _ms(local.utcoffset())

    def _offsets(self, day: int, time: int) -> tuple[int, int]:
        """The offsets that a reading of the clock had before and after a change at that time, if any."""
        if not FIRST_DAY <= day <= LAST_DAY:
            raise OutOfRange(1 if day < FIRST_DAY else 9999)
        wall = datetime.fromordinal(day).replace(tzinfo=self._zone()) + timedelta(seconds=time // 1000)
        return _ms(wall.utcoffset()), _ms(wall.replace(fold=1).utcoffset())

    def _jump(self, low: int, high: int, before: int) -> int:
        """The instant between two where the offset stops being ``before``: the end of a gap."""
        low, high = low // 1000, high // 1000
        while high - low > 1:
            middle = (low + high) // 2
            if self._offset_at(middle * 1000) == before:
                low = middle
            else:
                high = middle
        return high * 1000


_zones: dict[str, Zone] = {}


def zone(name: str) -> Zone:
    """The zone of that name, made once in a process."""
    found = _zones.get(name)
    if found is None:
        found = _zones[name] = Zone(name)
    return found


def is_known(name: str) -> bool:
    """Whether the zone database has a zone of that name."""
    try:
        Zone(name).split(0)
    except ValueError:
        return False
    return True


def _ms(offset: timedelta | None) -> int:
    return 0 if offset is None else (offset.days * 86_400 + offset.seconds) * 1000
