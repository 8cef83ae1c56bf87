"""What is seen from a lane: its items, their own values, and the visits that are not another item's.

Outside blocks that are walked for each item of a list there is one scope, the task itself, and nothing here
is asked (``Program.has_items``).
"""

from __future__ import annotations

from typing import Any

from engine.kernel.draft import Draft
from engine.kernel.program import Program
from engine.model.task import UNDONE, Lane, Visit, lanes_around

EACH = "each"


def data_seen(program: Program, draft: Draft, lane: int) -> dict[str, Any]:
    """The values that expressions see in a lane: the task's, those of the items around it under their names,
    and of every other block the lists of its items' own values."""
    data = dict(draft.data)
    around = lanes_around(draft, lane)
    inside = set()
    for here in around:
        step = program.definition.steps[draft.visits[here.block - 1].step]
        if step.each is not None:
            inside.add(step.name)
            data[step.each.item] = here.item
            data.update(here.data)
    for block in program.blocks_with_data():
        if block.name not in inside and block.each is not None:
            walked = _lanes_of(program, draft, block.name, lane)
            if walked is not None:
                for name in block.each.data:
                    data[name] = [each.data[name] for each in walked if name in each.data]
    return data


def _lanes_of(program: Program, draft: Draft, block: str, lane: int) -> list[Lane] | None:
    """The lanes of a block's latest visit, of one for each item where it stands among items itself; but not
    of those of other items than ``lane``'s, nor of earlier rounds. None when there is none. In which lanes
    of parallel blocks it and ``lane`` stand says nothing: what is gathered beside a lane is seen in it."""
    around = {each.no for each in lanes_around(draft, lane)}
    latest: dict[tuple[str, tuple[int, ...]], int] = {}
    items: dict[int, list[Lane]] = {}
    for visit in visits_seen(program, draft, lane):
        if visit.kind == EACH:
            items[visit.no] = [each for each in lanes_around(draft, visit.lane) if each.place]
            latest[visit.step, tuple(each.no for each in items[visit.no])] = visit.no
    now = set(latest.values())
    blocks = {
        no
        for (step, _), no in latest.items()
        if step == block and all(each.no in around or each.block in now for each in items[no])
    }
    return [each for each in draft.lanes if each.block in blocks] if blocks else None


def visits_seen(program: Program, draft: Draft, lane: int, step: str = "") -> list[Visit]:
    """The visits (of one step, where it is named) seen from a lane: all but those of other items of the
    blocks around it. What was undone never was."""
    visits = [visit for visit in draft.visits if visit.outcome != UNDONE and step in ("", visit.step)]
    around = {
        draft.visits[here.block - 1].step: here.no
        for here in lanes_around(draft, lane)
        if program.definition.steps[draft.visits[here.block - 1].step].each is not None
    }
    if not around:
        return visits
    return [visit for visit in visits if _same_items(draft, visit, around)]


def _same_items(draft: Draft, visit: Visit, around: dict[str, int]) -> bool:
    for here in lanes_around(draft, visit.lane):
        mine = around.get(draft.visits[here.block - 1].step)
        if mine is not None and mine != here.no:
            return False
    return True


def owner(program: Program, draft: Draft, lane: int, field: str) -> int | None:
    """The number of the lane that has a field for itself, seen from ``lane``; 0 for the task, None where the
    field belongs to an item and no such item is around."""
    block = program.definition.data[field].each
    if not block:
        return 0
    return next(
        (here.no for here in lanes_around(draft, lane) if draft.visits[here.block - 1].step == block), None
    )
