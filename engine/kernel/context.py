"""What a decision may look at besides the definition and the task: handed in, never fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.commands import Actor
from engine.model.record import Record
from engine.rules.calendars import Calendar

if TYPE_CHECKING:
    from engine.kernel.past import Event
    from engine.kernel.program import Program
    from engine.rules.staff import Staff


class Context(Record):
    """``recorded`` is now, latched once for the command (ms UTC); ``zone`` the workspace's.

    ``calendar`` is the SOP's calendar in its latest version with that version's number; None where the
    SOP names none. ``version`` and ``task_id`` are those that a start will have.
    ``staff`` is who there is now, handed in where a decision is about that; ``past`` what the task's events
    did, for taking one back.
    ``target`` is the program of the version that a migration leads to; the calendar is that version's then.
    """

    actor: Actor
    recorded: int
    zone: str
    calendar: Calendar | None = None
    calendar_number: int = 0
    version: int = 0
    task_id: int = 0
    shop: str = ""
    target: Program | None = None
    staff: Staff | None = None
    past: tuple[Event, ...] = ()
