"""Where a task stands in its lanes and items: what is known of called tasks, and all of it as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.when import iso
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.task import Lane, Task, Visit
    from engine.render.naming import Names


def called(app: App, task: Task) -> dict[int, list[str]]:
    """For every open call the tasks that it waits for, a line for each: which, of which SOP, where it stands.
    Not inert."""
    waiting = {visit.no for visit in task.open_visits() if visit.kind == "call"}
    if not waiting:
        return {}
    from cli.telling import names_for
    from engine.store.places import steps_of

    with app.store.reading():
        rows = [row for row in app.store.pending.called_by(task.id) if row.visit in waiting and not row.gone]
        steps = steps_of(app.store, [row.task for row in rows if row.ended is None])
        found: dict[int, list[str]] = {}
        for row in rows:
            current = app.registry.current(row.sop)
            names = names_for(app, app.registry.definition(current.id) if current is not None else None)
            ref = "" if row.sop in app.sight.hidden else row.ref
            said = {"task": f"T-{row.task} {ref}".strip(), "sop": row.sop, "end": row.end or ""}
            shown = () if row.sop in app.sight.hidden else steps.get(row.task, ())
            said["steps"] = names.several(names.step(step) for step in shown)
            if row.ended is not None:
                text = _("%(task)s (%(sop)s) has ended: %(end)s") % said
            elif said["steps"]:
                text = _("%(task)s (%(sop)s) is in: %(steps)s") % said
            else:
                text = _("%(task)s (%(sop)s) goes on") % said
            found.setdefault(row.visit, []).append(text)
        for number in waiting - found.keys():
            found[number] = [_("No task was called yet; 'sop sweep' tries again.")]
    return found


def place_data(app: App, task: Task, visit: Visit) -> dict[str, Any]:
    """What a visit is and where it stands: ``kind``, ``lane`` (declared, "" the main one), ``items`` (those
    around it, stored form; None where they are private), ``name`` as it is typed, ``waits_for``."""
    from engine.model.places import item_lanes, lane_path, name, secret_blocks
    from engine.model.waiting import waits_for

    definition = app.program(task).definition
    waits: dict[str, Any] = waits_for(definition, task, visit)
    if "until" in waits:
        waits["until"] = iso(waits["until"], app.zone)
    secret = secret_blocks(definition)
    return {
        "name": name(definition, task, visit),
        "kind": visit.kind,
        "lane": lane_path(task, visit),
        "items": [
            None if task.visits[lane.block - 1].step in secret else lane.item
            for lane in item_lanes(task, visit)
        ],
        "waits_for": waits or None,
    }


def lanes_data(app: App, task: Task, names: Names) -> list[dict[str, Any]]:
    """Every lane of a task as plain data; private values and items are left out for those without a part."""
    from engine.model.places import secret_blocks

    definition = app.program(task).definition
    secret = frozenset() if names.private else secret_blocks(definition)

    def one(lane: Lane) -> dict[str, Any]:
        block = task.visits[lane.block - 1]
        fields = definition.data
        return {
            "block": f"T-{task.id}/{block.step}#{block.n}",
            "lane": lane.name if not lane.place else None,
            "item": None if block.step in secret else lane.item,
            "place": lane.place or None,
            "data": {
                name: value
                for name, value in lane.data.items()
                if names.private or name not in fields or not fields[name].private
            },
            "opened": iso(lane.opened, app.zone),
            "closed": iso(lane.closed, app.zone),
            "why": lane.why,
        }

    return [one(lane) for lane in task.lanes]
