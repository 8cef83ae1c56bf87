"""Who may do what: one answer for every way in (single, bulk, import), deny by default.

Pure: it looks at the definition, the task and the actor's roles as they are at this moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from engine.model.commands import Actor
from engine.model.definition import Definition, Step
from engine.model.refusals import Refusal
from engine.model.task import Visit

ANYBODY = ""
"""The role of a step that names none anywhere: every person of the team holds it."""


def holds(actor: Actor, roles: Collection[str]) -> bool:
    """Whether the actor holds one of these roles."""
    return ANYBODY in roles or not actor.roles.isdisjoint(roles)


def roles_in(definition: Definition) -> frozenset[str]:
    """Every role that does something in the SOP, or to which its rules and ladders give a step: those who may
    start its tasks and give their data."""
    found = {definition.role, definition.owner} - {""}
    for step in definition.steps.values():
        found.update(role for case in step.role for role in case.value)
        for outcome in step.outcomes.values():
            found.update(role for case in outcome.role or () for role in case.value)
        found.update(role for rung in step.escalate or () for role in rung.assign)
    for ladder in (definition.escalate, *(one.escalate for one in definition.deadlines.values())):
        found.update(role for rung in ladder or () for role in rung.assign)
    found.update(role for rule in definition.rules.values() for role in rule.assign)
    return frozenset(found)


OWNERS = frozenset({"cancel", "migrate", "replan", "schedule"})
"""What only an owner may do where the SOP does not say who may."""


def allowed_roles(definition: Definition, action: str) -> frozenset[str]:
    """The roles that may ``start``, ``cancel``, ``migrate``, ``replan``, ``hold`` (and resume) or ``give``
    (set data, comment on) tasks of this SOP.

    ``may`` in the SOP decides where it names the action. Otherwise: starting, holding and giving data are
    for everybody who has a part in the SOP; cancelling, migrating and planning anew are for its owner (a
    role, or a person's key), or, where no owner is named, for the holders of its default role.
    """
    if action in definition.may:
        return frozenset(definition.may[action])
    if action in OWNERS and (definition.owner or definition.role):
        return frozenset((definition.owner or definition.role,))
    return roles_in(definition)


def refuse_action(sop: str, action: str, needed: frozenset[str], actor: Actor) -> Refusal | None:
    """None when the actor may do this to tasks of the SOP; else the refusal that says who may. ``needed``
    is what ``allowed_roles`` gave (it is the same for every task of a version)."""
    if holds(actor, needed) or actor.person in needed:
        return None
    return Refusal(
        "may-not", {"person": actor.person, "action": action, "sop": sop, "roles_needed": sorted(needed)}
    )


def refuse_step(
    step: Step, roles: tuple[str, ...], actor: Actor, visits: Iterable[Visit] = (), outcome: str | None = None
) -> Refusal | None:
    """None when the actor may work on this step; else why not.

    ``roles`` are those of the visit, or of the ``outcome`` where it has its own; none means everybody of
    the team, and a person's key among them that person. ``not_by`` (four eyes): who closed one of the named
    steps in this task may not do this one, whatever role they hold.
    """
    if roles and not holds(actor, roles) and actor.person not in roles:
        return Refusal(
            "not-your-role",
            {
                "person": actor.person,
                "step": step.name,
                **({} if outcome is None else {"outcome": outcome}),
                "roles_needed": list(roles),
                "roles_held": sorted(actor.roles),
            },
        )
    if step.not_by:
        for visit in visits:
            if visit.step in step.not_by and visit.closed is not None and visit.actor == actor.person:
                return Refusal(
                    "not-by", {"person": actor.person, "step": step.name, "other_step": visit.step}
                )
    return None
