"""Instants and lengths of time as people read them, always in a zone that is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from engine.words import N_, _

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = (
    (86_400_000, N_("%(n)sd")),
    (3_600_000, N_("%(n)sh")),
    (60_000, N_("%(n)smin")),
    (1000, N_("%(n)ss")),
)


def zone_of(name: str) -> tzinfo:
    """The zone with an IANA name. Raises ValueError for one that does not exist."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        raise ValueError(name) from error


def moment(at: int, zone: str) -> datetime:
    """Milliseconds UTC as a datetime in ``zone``."""
    return (_EPOCH + timedelta(milliseconds=at)).astimezone(zone_of(zone))


def local(at: int, zone: str) -> str:
    """``2026-11-21 18:00`` for milliseconds UTC, in ``zone``; with seconds where there are any."""
    when = moment(at, zone)
    return when.strftime("%Y-%m-%d %H:%M:%S" if when.second else "%Y-%m-%d %H:%M")


def lasting(ms: int) -> str:
    """A length of time in its two biggest units: ``2d 3h``, ``45min``, ``0s``; a part of a second is
    left out."""
    parts: list[str] = []
    rest = abs(ms)
    for size, unit in _UNITS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(_(unit) % {"n": count})
        if parts and (len(parts) == 2 or not count):
            break
    text = " ".join(parts) or _(_UNITS[-1][1]) % {"n": 0}
    return "-" + text if ms < 0 and parts else text
