"""Lanes and items as people read them: by name and title; by their value, in words of the list's type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.model.places import secret_blocks
from engine.model.task import Task, lanes_around
from engine.render.naming import MASK, Names


def item(names: Names, block: str, value: Any) -> str:
    """One item of the list that a block is walked for; masked where the list is private. Not escaped."""
    definition = names.definition
    step = definition.steps.get(block) if definition else None
    if definition is None or step is None or step.each is None:
        return str(value)
    if not names.private and block in secret_blocks(definition):
        return MASK
    field = definition.data.get(step.each.over.source.strip())
    if field is None or not field.of:
        return str(value)
    from engine.rules.values import show
    from engine.rules.values.lists import items

    return show(items(field), value, names.zone)


def lane_title(names: Names, block: str, name: str) -> str:
    """A declared lane of a block by its name and, where that says more, its title. Not escaped."""
    step = names.definition.steps.get(block) if names.definition else None
    body = step.lanes.get(name) if step else None
    title = names.title(body.title) if body else ""
    return name if title in ("", name) else f"{name} ({title})"


def items_of(names: Names, task: Task, lane: int) -> str:
    """The items around a place in one text, ``A``, with lists in lists ``A / red``; "" where is none."""
    return joined(
        item(names, task.visits[one.block - 1].step, one.item)
        for one in lanes_around(task, lane)
        if one.place
    )


def joined(items: Iterable[str]) -> str:
    """Items within items, the outermost first."""
    return " / ".join(items)
