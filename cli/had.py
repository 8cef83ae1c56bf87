"""Since when people have the open steps of a task: what its record says of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cli.when import iso
from engine.render.whose import Taken

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.task import Task, Visit


def taken(app: App, task: Task) -> dict[int, Taken]:
    """Number of an open visit that somebody has -> since when, how, by whom. The record is read only where
    there is one."""
    wanted = {visit.no for visit in task.open_visits() if visit.assignee is not None}
    if not wanted:
        return {}
    found: dict[int, Taken] = {}
    with app.store.reading():
        events = app.store.events(task.id)
    for event in events:
        if '"assigned"' not in event.body:
            continue
        for fact in json.loads(event.body)["facts"]:
            if fact["fact"] == "assigned" and fact["visit"] in wanted:
                found[fact["visit"]] = Taken(fact.get("at", event.happened), fact["how"], event.actor)
    return found


def had_data(app: App, since: dict[int, Taken], visit: Visit) -> dict[str, Any]:
    """Since when a visit is its assignee's, how it became that and who did it, as plain data."""
    found = since.get(visit.no)
    if found is None:
        return {"since": None, "how": None, "by": None}
    return {"since": iso(found.at, app.zone), "how": found.how, "by": found.by}
