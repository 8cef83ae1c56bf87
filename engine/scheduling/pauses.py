"""A schedule is paused, and goes on: on record with who and when. What falls into a pause is left out."""

from __future__ import annotations

from engine.chunk import Desk
from engine.model.commands import Actor
from engine.model.refusals import Refusal
from engine.scheduling.marks import PAUSED, RESUMED, Entry, Mark, mark_of, put
from engine.scheduling.timetable import Line

ACTION = "schedule"


def pause(desk: Desk, line: Line, actor: Actor) -> Mark | Refusal:
    """From now on nothing is started. Refused: ``may-not``, ``schedule-paused``."""
    return _write(desk, line, actor, PAUSED)


def resume(desk: Desk, line: Line, actor: Actor) -> Mark | Refusal:
    """From now on the next times are started again. Refused: ``may-not``, ``schedule-not-paused``."""
    return _write(desk, line, actor, RESUMED)


def _write(desk: Desk, line: Line, actor: Actor, what: str) -> Mark | Refusal:
    right = desk.registry.program(line.row.id).right(ACTION, actor, desk.shop)
    if isinstance(right, Refusal):
        return right
    with desk.store.writing():
        mark = mark_of(desk.store.settings(), line.sop)
        paused = mark.paused
        if what == PAUSED and paused is not None:
            return Refusal("schedule-paused", {"sop": line.sop, "person": paused.by, "at": paused.at})
        if what == RESUMED and paused is None:
            return Refusal("schedule-not-paused", {"sop": line.sop})
        now = desk.clock()
        mark = mark._replace(log=(*mark.log, Entry(what, actor.person, now)))
        if what == RESUMED:
            mark = mark._replace(done=max(now, mark.done or now), waiting=())
        put(desk.store, line.sop, mark)
        return mark
