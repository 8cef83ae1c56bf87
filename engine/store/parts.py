"""From changes to rows, for what only some tasks have: lanes, timers, callers, holds, votes, notes.

A task without any costs six comparisons of empty tuples.
"""

from __future__ import annotations

from collections.abc import Sequence
from json import JSONEncoder
from typing import Any

from engine.model.task import Caller, Hold, Lane, Note, Task, Timer, Vote
from engine.store.database import Row
from engine.store.loading import CALLERS, HOLDS, LANES, NOTES, TIMERS, VOTES
from engine.store.names import Names, join_roles

_json = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def more(task: Task) -> int:
    """What else there is to read of a task, as its row says it."""
    return (
        LANES * bool(task.lanes)
        + TIMERS * bool(task.timers)
        + CALLERS * bool(task.callers)
        + HOLDS * bool(task.holds)
        + VOTES * bool(task.votes)
        + NOTES * bool(task.notes)
    )


def differences(batches: dict[str, list[Row]], before: Task | None, after: Task, names: Names) -> None:
    """Add the rows of what is new or different to ``batches`` (statement name -> rows).

    Raises ValueError when a part would be lost or become another one.
    """
    if before is not None and (
        before.gathers != after.gathers or before.arrived != after.arrived or (more(before) != more(after))
    ):
        batches["task-more"].append((more(after), after.gathers, after.arrived, after.id))
    if before is not None and before.depth != after.depth:
        raise ValueError(f"task {after.id} would be called by somebody else")
    olds: Any
    for name, news, olds, row, changed, fixed in (
        ("lane", after.lanes, before.lanes if before else (), _lane, _lane_changed, 7),
        ("timer", after.timers, before.timers if before else (), _timer, _timer_changed, 6),
        ("caller", after.callers, before.callers if before else (), _caller, _caller_changed, 3),
    ):
        if news is not olds:
            _part(batches, name, after, news, olds, row, changed, fixed)
    held = before.holds if before else ()
    if after.holds is not held:

        def hold(one: Hold) -> Row:
            return (*one[:6], names.person_id[one.actor], *one[7:])

        _part(batches, "hold", after, after.holds, held, hold, _hold_changed, 7)
    voted = before.votes if before else ()
    if after.votes is not voted:

        def vote(one: Vote) -> Row:
            return (
                *one[:3], names.person_id[one.person], one.at, one.recorded, join_roles(one.roles),
                int(one.binding), one.hash, _json(one.covers), one.reason, one.behalf, _json(one.hands),
                int(one.void),
            )  # fmt: skip

        _part(batches, "vote", after, after.votes, voted, vote, _vote_changed, 13)
    noted = before.notes if before else ()
    if after.notes is not noted:

        def note(one: Note) -> Row:
            return (*one[:7], names.person_id[one.actor], *one[8:])

        _part(batches, "note", after, after.notes, noted, note, _note_changed, 2)


def _part(
    batches: dict[str, list[Row]],
    name: str,
    task: Task,
    news: Sequence[Any],
    olds: Sequence[Any],
    row: Any,
    changed: Any,
    fixed: int,
) -> None:
    """``fixed`` is how many of a part's first fields never change."""
    known = len(olds)
    if len(news) < known:
        raise ValueError(f"task {task.id} would lose a {name}")
    for old, new in zip(olds, news, strict=False):
        if new is old or new == old:
            continue
        if new[:fixed] != old[:fixed]:
            raise ValueError(f"task {task.id}: {name} {new.no} would become another {name}")
        batches[f"{name}-changed"].append((*changed(new), task.id, new.no))
    batches[f"{name}-add"] += [(task.shop, task.id, *row(new)) for new in news[known:]]


def _lane(lane: Lane) -> Row:
    return (*lane[:5], _json(lane.item), lane.place, _json(lane.data), _json(lane.origin), *lane[9:])


def _lane_changed(lane: Lane) -> Row:
    return (_json(lane.data), _json(lane.origin), *lane[9:])


def _timer(timer: Timer) -> Row:
    return tuple(timer)


def _timer_changed(timer: Timer) -> Row:
    return timer[6:]


def _hold_changed(hold: Hold) -> Row:
    return hold[7:]


def _vote_changed(vote: Vote) -> Row:
    return (int(vote.void),)


def _note_changed(note: Note) -> Row:
    """Another version of an SOP may number a checklist line otherwise; nothing else of a note changes."""
    return (note.item,)


def _caller(caller: Caller) -> Row:
    return (*caller[:3], int(caller.gone))


def _caller_changed(caller: Caller) -> Row:
    return (int(caller.gone),)
