"""Who could let a task go on: the people who hold a step's roles now, who may give what is waited for, whose
hold it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.words import _

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.app import App
    from engine.model.definition import Definition
    from engine.model.task import Task, Visit
    from engine.render.naming import Names

MOST = 6
"""So many people are named; the others are counted."""


def who(app: App, names: Names, task: Task, visit: Visit) -> Iterator[str]:
    """One line for each way in which somebody could unblock a visit. Not escaped."""
    definition = names.definition
    assert definition is not None
    from engine.model.holding import of

    for held in {hold.no: hold for hold in (of(task.holds, 0), of(task.holds, visit.no)) if hold}.values():
        data = {"person": names.person(held.actor), "at": names.at(held.started), "reason": held.reason or ""}
        yield _("on hold since %(at)s by %(person)s, because: %(reason)s") % data
    if visit.kind in ("parallel", "each"):
        waited = _lanes(names, task, visit)
        if waited:
            yield _("waits for: %(places)s") % {"places": waited}
        return
    if visit.kind == "call":
        return  # the task that was called is told with the task's ties
    roles, people = _asked(app, definition, task, visit)
    data = {"roles": names.roles(roles), "people": _people(names, people)}
    if visit.kind == "wait":
        if definition.steps[visit.step].wait is not None:
            yield _("who can give it: %(roles)s: %(people)s") % data
    elif people:
        yield _("who can: %(roles)s: %(people)s") % data
    else:
        yield _("who can: %(roles)s, whom nobody is now") % data


def holders(app: App, definition: Definition, task: Task, visit: Visit) -> dict[str, Any]:
    """The same as plain data: the roles that are asked for, and the people who have them now."""
    if visit.kind not in ("work", "wait"):
        return {"roles": [], "people": []}
    roles, people = _asked(app, definition, task, visit)
    return {"roles": list(roles), "people": people}


def _asked(app: App, definition: Definition, task: Task, visit: Visit) -> tuple[tuple[str, ...], list[str]]:
    from engine.rules.access import ANYBODY, allowed_roles

    roles: Collection[str] = visit.roles
    if visit.kind == "wait":
        roles = sorted(allowed_roles(definition, "give"))
    wanted = {role for role in roles if role != ANYBODY}
    open_to_all = not wanted or ANYBODY in roles
    others = set(definition.steps[visit.step].not_by) if visit.kind == "work" else set()
    did = {one.actor for one in task.visits if one.closed is not None and one.step in others}
    people = app.team.people.values() if app.team else ()
    found = [
        person.key
        for person in people
        if person.key not in did
        and (open_to_all or person.key in wanted or not wanted.isdisjoint(person.roles))
    ]
    return tuple(() if open_to_all else sorted(wanted)), found


def _people(names: Names, keys: list[str]) -> str:
    shown = names.several(map(names.person, keys[:MOST]))
    if len(keys) > MOST:
        return _("%(people)s and %(n)s more") % {"people": shown, "n": len(keys) - MOST}
    return shown


def _lanes(names: Names, task: Task, block: Visit) -> str:
    """The open visits in the lanes of a block, for a person to look at next."""
    from engine.model.places import name

    definition = names.definition
    assert definition is not None
    lanes = {lane.no for lane in task.lanes if lane.block == block.no and lane.closed is None}
    inside = [name(definition, task, visit) for visit in task.open_visits() if visit.lane in lanes]
    more = len(inside) - MOST
    shown = names.several(inside[:MOST])
    return _("%(people)s and %(n)s more") % {"people": shown, "n": more} if more > 0 else shown
