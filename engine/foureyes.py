"""Four eyes for lists: which of their lines somebody must not do, asked of the kernel itself, and only about
tasks in which they may have had a hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.model.actor import Actor
    from engine.registry import Registry
    from engine.store import Store, TodoRow


def kept_apart(
    store: Store, registry: Registry, actor: Actor, now: int, rows: Sequence[tuple[TodoRow, str | None]]
) -> set[tuple[int, int]]:
    """(task, visit) of the lines that four eyes keep from the actor at ``now`` (ms UTC), or from whom they
    would do them for."""
    from engine.store.worklists import Worklists

    people = {*actor.hands(), *(behalf for _, behalf in rows if behalf is not None)}
    tasks = {row.task for row, _ in rows}
    touched = {task for person in people for task in Worklists(store).touched(person, tasks)}
    touched |= {
        task
        for task, (starter, data, _) in Worklists(store).given(tasks).items()
        if starter in people or any(value in people for value in data.values() if isinstance(value, str))
    }
    wanted = [(row, behalf) for row, behalf in rows if row.task in touched]
    if not wanted:
        return set()
    from engine.kernel.context import Context
    from engine.kernel.four_eyes import barred
    from engine.kernel.walk import Walk

    found: set[tuple[int, int]] = set()
    loaded = store.load_many(touched)
    for row, behalf in wanted:
        task = loaded[row.task]
        walk = Walk(registry.program(row.version), task, Context(actor, now, ""), now)
        walk.lane = row.lane
        if barred(walk, row.step, row.lane, (*actor.hands(), behalf)) is not None:
            found.add((row.task, row.visit))
    return found
