"""Time as an SOP says it: instants, what recurs, ladders, schedules; parsed, with names resolved.

Nothing here reckons anything; that is done in ``engine.rules.deadlines`` and ``engine.rules.recurrence``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.model.record import Record

if TYPE_CHECKING:
    from engine.model.definition import Expression


class Anchor(Record):
    """What an instant is reckoned from.

    kind: ``field`` | ``opened`` (a step's latest opening) | ``closed`` (a step's latest closing) |
    ``outcome`` (a step's latest closing by that outcome) | ``start`` | ``due`` | ``limit``.
    """

    kind: str
    name: str = ""
    outcome: str = ""


class Instant(Record):
    """``[span [after|before anchor]] [by [weekday | day N] HH:MM] [or workday before|after]``, parsed.

    unit: ``ms`` | ``work_ms`` | ``days`` | ``workdays`` | ``weeks`` | ``months`` | ``field`` (the
    number comes from the duration field ``field``) | ``table`` (from ``span``, the output of a decision
    table) | None (no span: the anchor itself).
    ``sign`` is +1 after, -1 before. ``by`` is minutes after local midnight, ``weekday`` 1 (Monday) to 7,
    ``monthday`` 1 to 31. ``anchor`` is None where the grammar leaves it out: the opening of the step.
    """

    source: str
    unit: str | None = None
    amount: int = 0
    field: str = ""
    sign: int = 1
    anchor: Anchor | None = None
    by: int | None = None
    weekday: int | None = None
    roll: str | None = None
    span: Expression | None = None
    monthday: int | None = None


class Recurrence(Record):
    """What happens again and again, parsed (how it is written: ``engine.rules.recurrence``).

    A span has ``unit`` and ``amount`` as in ``Instant`` (of fixed length). Otherwise ``at`` is minutes after
    local midnight, ``more`` further times of the same day, on ``days``: ``all``, ``workdays``, the
    ``weekday`` 1 (Monday) to 7, several ``weekdays``, the ``nth`` (-1: the last) ``of`` a ``month`` (again
    ``all``, ``workdays`` or the ``weekday``), or those of a recurrence rule of RFC 5545 (``rule``: ``rrule``
    is its text).

    ``step``: every so many days, workdays, weeks or months. ``start``: the first date, for a span a date and
    a time (ISO, local): what is before it does not count, and the steps are counted from it.
    """

    source: str
    unit: str | None = None
    amount: int = 0
    days: str = ""
    weekday: int | None = None
    at: int = 0
    roll: str | None = None
    rrule: str = ""
    weekdays: tuple[int, ...] = ()
    of: str = ""
    nth: int = 0
    step: int = 1
    start: str = ""
    more: tuple[int, ...] = ()


class Rung(Record):
    """One rung of an escalation ladder: what happens at an instant around due or limit, again and again where
    ``every`` says so. The verbs are those of ``Rule``."""

    at: Instant
    every: Recurrence | None = None
    when: Expression | None = None
    set: tuple[tuple[str, Any], ...] = ()
    close: tuple[str, ...] = ()
    start: str = ""
    give: tuple[tuple[str, Any], ...] = ()
    notify: tuple[str, ...] = ()
    text: str = ""
    assign: tuple[str, ...] = ()


class Schedule(Record):
    """When tasks of this SOP start by themselves, one for each nominal time.

    ``give`` maps fields to literals or expressions, worked out at that time. ``missed`` says which of the
    times that nobody attended to are made up for: the last (``one``), ``all`` or ``none``.
    """

    every: Recurrence
    give: tuple[tuple[str, Any], ...] = ()
    missed: str = "one"
