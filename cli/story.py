"""What happened to a task: ``log``. Reads only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cli.act import TASK, TASK_NOTE
from cli.console import Console
from cli.facts import sentence
from cli.frame import argument, command, option
from cli.options import list_options
from cli.output import inert, say, say_json
from cli.telling import names_for
from cli.when import iso
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.definition import Definition
    from engine.model.task import Task
    from engine.render.naming import Names
    from engine.store import EventRow
AFTER_EVENTS = 1 << 62
"""Where a refusal stands among events that were written down in the same millisecond."""


@command("log", help=N_("With --json every event as it is stored, its hash included."))
@argument("task", TASK_NOTE, metavar=TASK)
@option("--refused", is_flag=True, help=N_("Also what was tried and refused."))
@list_options
def log(console: Console, task: str, refused: bool, as_json: bool) -> int:
    """Everything that happened to a task, in the order in which it was written down."""
    app = console.app()
    found = app.task(task)
    names = names_for(app, app.program(found).definition)
    with app.store.reading():
        events = app.store.events(found.id)
        refusals = app.store.refusals(found.id) if refused else []
    past = list(_as_it_was(app, found, names, events))
    if as_json:
        say_json(_event(app, event, then, it) for event, then, it in past)
        return 0
    entries = [
        (event.recorded, event.seq, list(_event_lines(app, then, it, event))) for event, then, it in past
    ]
    for row in refusals:
        text = _("refused: %(command)s (%(code)s)") % {"command": inert(row.kind), "code": inert(row.code)}
        who = inert(names.person(row.actor))
        entries.append((row.recorded, AFTER_EVENTS, [f"{names.at(row.recorded)}  {who}: {text}"]))
    for _recorded, _seq, lines in sorted(entries):
        say("\n".join(lines))
    return 0


def _as_it_was(
    app: App, task: Task, names: Names, events: list[EventRow]
) -> Iterator[tuple[EventRow, Names, Task]]:
    """Each event with the names around the version that the task was on then, its visits and clocks under
    the names that they had."""
    found: list[tuple[EventRow, Names, Task]] = []
    for event in reversed(events):
        found.append((event, names, task))
        if event.kind == "migrate":
            moved = json.loads(event.body)["facts"][0]
            names = names_for(app, app.registry.definition(moved["from"]))
            visits, clocks = list(task.visits), list(task.clocks)
            for one in moved["visits"]:
                visits[one["visit"] - 1] = visits[one["visit"] - 1]._replace(step=one["was"])
            for one in moved["clocks"]:
                deadline, step = one["was"]
                clocks[one["clock"] - 1] = clocks[one["clock"] - 1]._replace(deadline=deadline, step=step)
            task = task._replace(visits=tuple(visits), clocks=tuple(clocks))
    return iter(found[::-1])


def _event_lines(app: App, names: Names, task: Task, event: EventRow) -> Iterator[str]:
    who = inert(names.starter(event.actor, event.kind != "start"))
    if event.acting:
        other = inert(names.person(event.acting))
        who = _("%(person)s (typed by %(other)s)") % {"person": who, "other": other}
    head = f"{names.at(event.happened)}  {who}"
    if event.recorded - event.happened >= 60_000:
        head += _(" (written down %(at)s)") % {"at": names.at(event.recorded)}
    yield head
    for fact in json.loads(event.body)["facts"]:
        if fact["fact"] == "migrated":
            fact["versions"] = [_number(app, fact[which]) for which in ("from", "to")]
        yield f"  {sentence(names, task, fact)}"


def _number(app: App, version: int) -> int:
    """What people call a version."""
    row = app.store.document_by_id(version)
    return row.no if row is not None else version


def _event(app: App, event: EventRow, names: Names, task: Task) -> dict[str, Any]:
    """An event as it is stored; private values and items are left out for those without a part in the SOP."""
    facts = json.loads(event.body)["facts"]
    if not names.private and names.definition is not None:
        private = {name for name, field in names.definition.data.items() if field.private}
        for fact in facts:
            for key in fact.keys() & {"data", "was", "now"}:
                if isinstance(fact[key], dict):
                    fact[key] = {name: value for name, value in fact[key].items() if name not in private}
            if "item" in fact and private and _is_secret(names.definition, task, fact["block"]):
                del fact["item"]
    return {
        "seq": event.seq,
        "kind": event.kind,
        "actor": event.actor,
        "acting": event.acting,
        "login": event.login,
        "happened": iso(event.happened, app.zone),
        "recorded": iso(event.recorded, app.zone),
        "facts": facts,
        "hash": event.hash.hex(),
    }


def _is_secret(definition: Definition, task: Task, block: int) -> bool:
    from engine.model.places import secret_blocks

    return task.visits[block - 1].step in secret_blocks(definition)
