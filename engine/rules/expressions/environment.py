"""What an expression sees when it is evaluated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from engine.model.record import Record
from engine.rules.evaluation import Missing

if TYPE_CHECKING:
    from datetime import date


class Calendar(Protocol):
    """What expressions use of a calendar. Local time is that of the calendar's zone."""

    def local(self, ms: int, /) -> tuple[date, int, int]:
        """The local date, minutes after midnight and left-over milliseconds of an instant (ms UTC)."""
        ...

    def to_utc(self, day: date, minutes: int, /) -> int:
        """The instant (ms UTC) of a local date and minutes after midnight."""
        ...

    def add_workdays(self, ms: int, count: int, sign: int, /) -> int:
        """The instant ``count`` workdays later (sign 1) or earlier (sign -1)."""
        ...

    def add_work(self, ms: int, work: int, sign: int, /) -> int:
        """The instant after (sign 1) or before (sign -1) so many milliseconds of working time."""
        ...

    def workdays_between(self, first: date, second: date, /) -> int:
        """How many workdays ``second`` is after ``first``; negative when it is before."""
        ...

    def unknown_year(self, first: date, second: date, /) -> int | None:
        """The first year between two dates (ends included) whose days off are not known, or None."""
        ...


def no_tables(name: str, /) -> Callable[[Env, str], Any]:
    """There is no table of any name: nothing is known of what they give."""
    raise Missing(name)


def nobody(step: str, /) -> str | None:
    """Nobody closed any step: nothing is known of that."""
    return None


class Env(Record):
    """The world at one moment of one task.

    ``data`` maps field names to stored values, None or absent for not set; ``now`` and ``start`` are
    milliseconds UTC. ``visits`` counts a step's visits, ``closed`` says whether it was ever closed.
    ``calendar`` gives dates their zone and knows workdays; where there is none, ``zone`` (an IANA name)
    gives dates theirs. ``key`` names the task, for samples. ``table`` gives what evaluates a decision table
    by its name (``engine.rules.tables.running``). ``guesses``, where it is a list, takes the years without
    data over which workdays or working time were counted: what rests on the value is provisional. ``who``
    gives the key of the person who closed a step last, None where nobody did.
    """

    data: Mapping[str, Any]
    now: int
    start: int
    visits: Callable[[str], int]
    closed: Callable[[str], bool]
    calendar: Calendar | None = None
    key: str = ""
    zone: str = ""
    table: Callable[[str], Callable[[Env, str], Any]] = no_tables
    guesses: list[int] | None = None
    who: Callable[[str], str | None] = nobody


Closure = Callable[[Env], Any]
"""A piece of an expression, ready to be asked for its value."""
