"""What lists have in common: their pages, the names around them, how tables fit a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cli.frame import option
from cli.output import inert, on_terminal, say_table, warn
from cli.telling import names_for
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.render.naming import Names
    from engine.render.titles import StepNames
    from engine.store import TaskRow, TodoRow

PAGE = 50
NARROWEST, BETWEEN = 8, 2
"""Cells are not cut below so many columns; so many stand between them."""
Function = Any


def page(function: Function) -> Function:
    """``--limit`` and ``--offset`` of a list."""
    some, any_number = click.IntRange(1, 100_000), click.IntRange(0)
    for add in (
        option("--offset", metavar=N_("N"), type=any_number, default=0, help=N_("Leave out the first N.")),
        option("--limit", metavar=N_("N"), type=some, default=PAGE, help=N_("At most N lines (50).")),
    ):
        function = add(function)
    return function


class Named:
    """The names around each version that a list mentions, looked up once: its steps, which take little, and
    all the others, which only items need."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._steps: dict[int, StepNames] = {}
        self._all: dict[int, Names] = {}

    def steps(self, version: int) -> StepNames:
        """The names of a version's steps."""
        found = self._steps.get(version)
        if found is None:
            from engine.render.titles import StepNames

            titles = self._app.registry.titles(version)
            found = self._steps[version] = StepNames(self._app.zone, titles.steps, titles.texts)
        return found

    def items(self, row: TodoRow) -> list[str]:
        """The items around a visit, as people read them."""
        if not row.items:
            return []
        from engine.render.items import item

        names = self._all.get(row.version)
        if names is None:
            definition = self._app.registry.definition(row.version)
            names = self._all[row.version] = names_for(self._app, definition)
        return [item(names, block, value) for block, value in row.items]


def late_red(rows: Sequence[TodoRow | TaskRow], now: int) -> list[str]:
    """A colour for each row: what is overdue is red."""
    return ["red" if row.due is not None and row.due < now else "" for row in rows]


def say_more(more: bool, limit: int, offset: int) -> None:
    """That a list goes on, and how to see the rest."""
    if more:
        shown = {"more": limit * 2, "next": limit + offset}
        warn(_("There are more: --limit %(more)s, or --offset %(next)s") % shown)


def say_fitting(
    head: Sequence[str],
    rows: Sequence[Sequence[object]],
    colours: Sequence[str] = (),
    cut: Sequence[str] = (),
    right: Sequence[int] = (),
    spare: Sequence[str] = (),
) -> None:
    """A table; on a terminal that is too narrow for it, the columns named in ``cut`` are cut, the widest
    first; where that is not enough, those in ``spare`` are left out, in this order. What is piped is
    whole."""
    shown = [[inert(cell) for cell in row] for row in rows]
    room, kept = _columns(), list(range(len(head)))
    if room is not None:
        widths = _widths(head, shown)
        kept = _kept(head, widths, room, cut, spare)
        shown = _fitted(shown, _narrowed(head, widths, kept, room, cut))
    say_table(
        [head[place] for place in kept],
        [[row[place] for place in kept] for row in shown],
        [number for number, place in enumerate(kept) if place in right],
        colours,
    )


def _columns() -> int | None:
    """The columns of the terminal; None where nobody looks."""
    if not on_terminal(sys.stdout):
        return None
    try:
        return os.get_terminal_size(1).columns or None
    except OSError:
        return None


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    from engine.render.width import width

    return [max([width(name), *(width(row[place]) for row in rows)]) for place, name in enumerate(head)]


def _least(head: Sequence[str], widths: Sequence[int], place: int, cut: Sequence[str]) -> int:
    """How narrow a column may become."""
    from engine.render.width import width

    return min(widths[place], max(NARROWEST, width(head[place]))) if head[place] in cut else widths[place]


def _kept(
    head: Sequence[str], widths: Sequence[int], room: int, cut: Sequence[str], spare: Sequence[str]
) -> list[int]:
    """The columns that there is room for."""
    kept = list(range(len(head)))
    for name in spare:
        if sum(_least(head, widths, place, cut) + BETWEEN for place in kept) - BETWEEN <= room:
            break
        kept = [place for place in kept if head[place] != name]
    return kept


def _narrowed(
    head: Sequence[str], widths: Sequence[int], kept: Sequence[int], room: int, cut: Sequence[str]
) -> list[int]:
    """The columns' widths, where the widest that may be cut give up what is too much."""
    found = list(widths)
    over = sum(found[place] + BETWEEN for place in kept) - BETWEEN - room
    while over > 0:
        wide = [place for place in kept if found[place] > _least(head, widths, place, cut)]
        if not wide:
            break
        found[max(wide, key=found.__getitem__)] -= 1
        over -= 1
    return found


def _fitted(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[list[str]]:
    from engine.render.width import clip

    return [[clip(cell, widths[place]) for place, cell in enumerate(row)] for row in rows]
