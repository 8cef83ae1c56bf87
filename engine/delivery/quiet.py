"""Quiet hours: nothing is sent while the clock on the wall of the workspace says so.

What counts is the local time alone: where a clock is set back over the end of the quiet hours, it is quiet
once more until that time comes again; where it is set forward over it, they end with the first instant
after the gap. No notice is so urgent that it breaks them: what must get through goes by a channel that has
none.
"""

from __future__ import annotations

from engine.delivery.ways import Quiet
from engine.render.instants import moment

_MINUTE = 60_000
_TWO_DAYS = 48 * 60 * _MINUTE


def is_quiet(quiet: Quiet | None, at: int, zone: str) -> bool:
    """Whether it is quiet at ``at`` (ms UTC) in ``zone``. From and to being the same is the whole day."""
    if quiet is None:
        return False
    begin, end = quiet
    when = moment(at, zone)
    minute = when.hour * 60 + when.minute
    if begin < end:
        return begin <= minute < end
    return minute >= begin or minute < end


def quiet_until(quiet: Quiet | None, at: int, zone: str) -> int:
    """The first instant from ``at`` on (ms UTC) at which it is not quiet; ``at`` itself when it is not. For a
    channel that is always quiet, two days on: it is asked again then."""
    if not is_quiet(quiet, at, zone):
        return at
    # Minute by minute: gaps and repeats need no thought, and it is asked once for each channel.
    next_minute = at - at % _MINUTE + _MINUTE
    for instant in range(next_minute, next_minute + _TWO_DAYS, _MINUTE):
        if not is_quiet(quiet, instant, zone):
            return instant
    return next_minute + _TWO_DAYS
