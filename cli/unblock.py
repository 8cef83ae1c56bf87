"""Who could let a task go on: the people who hold a step's roles now, who may give what is waited for, whose
hold it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.render.whose import holder, whose
from engine.words import _

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.app import App
    from engine.model.definition import Definition
    from engine.model.task import Task, Visit
    from engine.people.presence import Presence
    from engine.render.naming import Names

MOST = 6
"""So many people are named; the others are counted."""

Could = tuple[str, str | None]
"""Who can do something, and for whom they would."""


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
    if definition.steps[visit.step].votes is not None:
        return  # who may vote is told with the votes
    roles, people = _asked(app, definition, task, visit)
    data = {"roles": names.roles(roles), "people": _people(names, people)}
    if visit.kind == "wait":
        if definition.steps[visit.step].wait is not None:
            yield _("who can give it: %(roles)s: %(people)s") % data
    elif visit.assignee is not None:
        data["whose"] = whose(names, visit)
        if people == [(visit.assignee, None)]:
            yield _("whose it is: %(whose)s") % data
        elif people:
            yield _("whose it is: %(whose)s; who can: %(people)s") % data
        else:
            yield _("whose it is: %(whose)s, who cannot now") % data
    elif people:
        yield _("who can: %(roles)s: %(people)s") % data
    else:
        yield _("who can: %(roles)s, whom nobody is now") % data


def holders(app: App, definition: Definition, task: Task, visit: Visit) -> dict[str, Any]:
    """The same as plain data: the roles that are asked for, the people who can now, whose it is."""
    if visit.kind not in ("work", "wait"):
        return {"roles": [], "people": []}
    roles, people = _asked(app, definition, task, visit)
    found = {"roles": list(roles), "people": list(dict.fromkeys(key for key, _behalf in people))}
    return {**found, "assignee": visit.assignee, "for": visit.behalf} if visit.kind == "work" else found


def _asked(app: App, definition: Definition, task: Task, visit: Visit) -> tuple[tuple[str, ...], list[Could]]:
    """The roles that are asked for, and everybody who can now: with the role or because they have it, in the
    task's shop, not kept apart by four eyes; in place of who is away, their deputies."""
    from engine.kernel.four_eyes import people_of
    from engine.kernel.walk import Walk
    from engine.rules.access import ANYBODY, allowed_roles

    roles: Collection[str] = visit.roles
    if visit.kind == "wait":
        roles = sorted(allowed_roles(definition, "give"))
    wanted = {role for role in roles if role != ANYBODY}
    open_to_all = not wanted or ANYBODY in roles
    others: Collection[str] = ()
    if visit.kind == "work" and any(app.program(task).apart(visit.step)):
        others = people_of(
            Walk(app.program(task), task, app.context(task), app.clock()), visit.step, visit.lane
        )
    presence = app.registry.presence(app.clock(), app.team)
    found: list[Could] = []
    for person in app.team.people.values() if app.team else ():
        if visit.assignee is not None and person.key != visit.assignee:
            continue
        held = open_to_all or person.key in wanted or not wanted.isdisjoint(person.roles)
        if not person.here or (person.shops and task.shop not in person.serves()):
            continue
        if held or visit.behalf is not None:
            found += _there(presence, person.key, others)
    return tuple(() if open_to_all else sorted(wanted)), found


def _there(presence: Presence | None, person: str, others: Collection[str]) -> list[Could]:
    """The person, or, while they are away, who stands in for them; nobody of the ``others``."""
    if person in others:
        return []
    if presence is None or person not in presence.away:
        return [(person, None)]
    return [(one, person) for one in presence.standing_in(person) if one not in others]


def _people(names: Names, people: list[Could]) -> str:
    shown = names.several(holder(names, key, behalf) for key, behalf in people[:MOST])
    if len(people) > MOST:
        return _("%(people)s and %(n)s more") % {"people": shown, "n": len(people) - MOST}
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
