"""Trying everything: one person, one command, one situation, one way in; what comes of it, in a word.

Each try is a transaction that is taken back, so that none sees what another one did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from docs.reference.permissions.shop import NOW, PEOPLE, SHOP, SITUATIONS, SOPS, Shop
from engine.app import App, Refused
from engine.chunk import Accepted, Chunk
from engine.intake import advances, finder, open_table, starts
from engine.model.actor import Actor
from engine.model.commands import (
    Advance,
    Assign,
    Attach,
    Cancel,
    Check,
    Claim,
    Command,
    Comment,
    Delegate,
    HandOver,
    Hold,
    Migrate,
    Override,
    Rank,
    Release,
    Reopen,
    Replan,
    Resume,
    Set,
    Signal,
    Snooze,
    Start,
    Undo,
)
from engine.model.refusals import Refusal
from engine.people.permissions import right_to_administer, right_to_publish

DONE = "done"
VISIT = 2
"""The visit that all situations are about; that of a step with four eyes comes after it."""
Make = Callable[[Shop, int, int], Command]
"""A command about a task and a visit."""

COMMANDS: dict[str, Make] = {
    "advance": lambda shop, task, visit: Advance(b"", task, visit, "done", ticks=_lines(shop, task)),
    "advance give_up": lambda shop, task, visit: Advance(b"", task, visit, "give_up", reason="x"),
    "check": lambda shop, task, visit: Check(b"", task, visit, (1,)),
    "check --na": lambda shop, task, visit: Check(b"", task, visit, (), (1,), reason="x"),
    "set": lambda shop, task, visit: Set(b"", task, {"note": "x"}),
    "comment": lambda shop, task, visit: Comment(b"", task, "x"),
    "attach": lambda shop, task, visit: Attach(b"", task, "https://example.com/x"),
    "attach --item": lambda shop, task, visit: Attach(b"", task, "https://example.com/x", visit, 1),
    "claim": lambda shop, task, visit: Claim(b"", task, visit),
    "release": lambda shop, task, visit: Release(b"", task, visit),
    "assign": lambda shop, task, visit: Assign(b"", task, visit, "bea"),
    "delegate": lambda shop, task, visit: Delegate(b"", task, visit, "pub"),
    "handover": lambda shop, task, visit: HandOver(b"", task, visit, "ann", "bea"),
    "snooze": lambda shop, task, visit: Snooze(b"", task, visit, NOW + 3_600_000),
    "rank": lambda shop, task, visit: Rank(b"", task, visit, 1),
    "undo": lambda shop, task, visit: Undo(b"", task),
    "reopen": lambda shop, task, visit: Reopen(b"", task, visit, "x"),
    "override": lambda shop, task, visit: Override(b"", task, visit, "done", "x"),
    "signal": lambda shop, task, visit: Signal(b"", task, "paid"),
    "hold": lambda shop, task, visit: Hold(b"", task, 0, "x"),
    "resume": lambda shop, task, visit: Resume(b"", task),
    "cancel": lambda shop, task, visit: Cancel(b"", task, "x"),
    "replan": lambda shop, task, visit: Replan(b"", task),
    "migrate": lambda shop, task, visit: Migrate(b"", task, shop.newest[_sop(shop, task)]),
}
"""What is tried on a task, under the name that the command line has for it."""
LOOKING = ("show", "list", "audit")
STARTING = ("start", "start again")
WORKSPACE = ("publish", "administer")


class Cell(NamedTuple):
    """One try. ``typist``: who types it for the person (""), ``way``: ``single``, ``among others`` (of one
    chunk), ``row`` (of a file that advances), ``import`` (of a file that starts)."""

    person: str
    command: str
    sop: str
    situation: str
    way: str = "single"
    typist: str = ""


def cells() -> Iterator[Cell]:
    """Everything that is tried."""
    for person in PEOPLE:
        for command in WORKSPACE:
            yield Cell(person, command, "", "")
        for sop in SOPS:
            for typist in ("", "typ") if person != "typ" else ("",):
                for command in STARTING:
                    yield Cell(person, command, sop, "", "single", typist)
                    yield Cell(person, command, sop, "", "import", typist)
                for situation in SITUATIONS:
                    for command in (*COMMANDS, *LOOKING):
                        yield Cell(person, command, sop, situation, "single", typist)
            for situation in SITUATIONS:
                yield Cell(person, "advance", sop, situation, "row")
                yield Cell(person, "advance", sop, situation, "among others")


def attempt(shop: Shop, cell: Cell, folder: str = "") -> str:
    """What comes of one try: ``done``, or the code of the refusal."""
    try:
        app = shop.app(cell.person, cell.typist)
        actor = app.actor
    except Refused as error:
        return error.refusal.code
    if cell.command in WORKSPACE:
        right = right_to_publish if cell.command == "publish" else right_to_administer
        refusal = right(app.team, actor.person, actor.roles)
        return DONE if refusal is None else refusal.code
    if cell.command in LOOKING:
        return _look(shop, app, cell)
    if cell.command in STARTING:
        no = "new" if cell.command == "start" else f"{cell.sop}-free"
        if cell.way == "import":
            return _import(app, cell.sop, no, folder)
        return _carried(app, [Start(b"", cell.sop, {"no": no}, None, SHOP)], actor)
    task = shop.tasks[cell.sop, cell.situation]
    visit = 3 if cell.situation == "barred" else VISIT
    if cell.way == "row":
        return _row(app, cell, f"T-{task}", _lines(shop, task), folder)
    command = COMMANDS[cell.command](shop, task, visit)
    if cell.way == "among others":
        other = shop.tasks["open", "free"]
        return _carried(app, [Comment(b"", other, "x"), command, Comment(b"", other, "y")], actor, 1)
    return _carried(app, [command], actor)


class _Back(Exception):
    """Take the transaction back."""


def _carried(app: App, commands: list[Command], actor: Actor, place: int = 0) -> str:
    found = ""
    with suppress(_Back), app.store.writing():
        answer = Chunk(app.service.desk, commands, actor).answers()[place]
        found = DONE if isinstance(answer, Accepted) else answer.code
        raise _Back
    return found


def _look(shop: Shop, app: App, cell: Cell) -> str:
    """``hidden`` where a list leaves a task out."""
    task = shop.tasks[cell.sop, cell.situation]
    if cell.command == "show":
        try:
            app.task(f"T-{task}")
        except Refused as error:
            return error.refusal.code
        return DONE
    if cell.command == "list":
        rows = app.store.tasks(cell.sop, "all", None, 100, 0, app.sight)
        return DONE if task in {row.task for row in rows} else "hidden"
    from engine.audit.running import Whose, running

    found, _more = running(app.store, Whose(sop=cell.sop, sight=app.sight), app.registry.definition)
    return DONE if task in {one.task for one in found} else "hidden"


def _row(app: App, cell: Cell, task: str, ticks: tuple[int, ...], folder: str) -> str:
    """As a row of ``sop advance --from``."""
    path = f"{folder}/row.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"task,outcome,ticks\n{task},done,{' '.join(map(str, ticks))}\n")
    resolve = finder(app.store, app.registry.definition, "", app.sight)
    (batch,) = advances(open_table(path, None), resolve, {}, app.zone)
    (row,) = batch
    if row.command is None:
        return row.refusals[0].code
    return _carried(app, [row.command], app.actor)


def _import(app: App, sop: str, no: str, folder: str) -> str:
    """As a row of ``sop import``."""
    path = f"{folder}/import.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"no\n{no}\n")
    version = app.registry.current(sop)
    assert version is not None
    definition = app.registry.definition(version.id)
    (row,) = starts(open_table(path, None), definition, {}, app.zone, {}, app.shop)
    assert row.command is not None
    return _carried(app, [row.command], app.actor)


def _lines(shop: Shop, task: int) -> tuple[int, ...]:
    """The lines to tick: a step with votes has none."""
    return () if task in (shop.tasks.get((sop, "voting")) for sop in SOPS) else (1,)


def _sop(shop: Shop, task: int) -> str:
    return next(sop for (sop, _), number in shop.tasks.items() if number == task)


__all__ = ["COMMANDS", "DONE", "LOOKING", "STARTING", "WORKSPACE", "Cell", "Refusal", "attempt", "cells"]
