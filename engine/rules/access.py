"""Who may do what: one answer for every way in (single, bulk, import), deny by default.

Pure: it looks at the definition, the visit and the actor's roles as they are at this moment. Whoever may do
something in their own right does it in their own right; else, where they stand in for somebody away who may,
for them, with both names on record (docs/decisions/0029).
"""

from __future__ import annotations

from collections.abc import Collection

from engine.model.actor import Actor
from engine.model.definition import Definition
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.task import Visit

ANYBODY = ""
"""The role of a step that names none anywhere: every person of the team holds it."""


class Right(Record):
    """How somebody may do something: ``behalf`` is for whom (None: in their own right), ``hands`` who else
    has a hand in it (who types it), ``roles`` those of the visit that it rests on."""

    behalf: str | None = None
    hands: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


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
        found.update(step.votes.advise if step.votes is not None else ())
    for ladder in (definition.escalate, *(one.escalate for one in definition.deadlines.values())):
        found.update(role for rung in ladder or () for role in rung.assign)
    found.update(role for rule in definition.rules.values() for role in rule.assign)
    return frozenset(found)


OWNERS = frozenset({"cancel", "migrate", "replan", "schedule", "assign", "reopen"})
"""What only an owner may do where the SOP does not say who may."""
EVERYBODYS = frozenset({"see", "undo"})
"""What everybody of the team may do where the SOP does not say who may; undoing is only ever of one's own."""
NOBODYS = frozenset({"override"})
"""What nobody may do where neither the SOP nor the team says who may."""


def allowed_roles(definition: Definition, action: str) -> frozenset[str]:
    """The roles that may ``start``, ``cancel``, ``migrate``, ``replan``, ``hold`` (and resume), ``assign``,
    ``reopen``, ``undo``, ``override``, ``see`` or ``give`` (set data, comment on) tasks of this SOP.

    ``may`` in the SOP decides where it names the action. Otherwise: seeing and undoing are for everybody of
    the team; starting, holding and giving data are for everybody who has a part in the SOP; overriding is for
    nobody; the rest is for its owner (a role, or a person's key), or, where no owner is named, for the
    holders of its default role.
    """
    if action in definition.may:
        return frozenset(definition.may[action])
    if action in EVERYBODYS:
        return frozenset((ANYBODY,))
    if action in NOBODYS:
        return frozenset()
    if action in OWNERS and (definition.owner or definition.role):
        return frozenset((definition.owner or definition.role,))
    return roles_in(definition)


def right_to_act(sop: str, action: str, needed: frozenset[str], actor: Actor, shop: str) -> Right | Refusal:
    """How the actor may do this to a task of the SOP in that shop; a refusal (``other-shop``, ``may-not``)
    where not. ``needed`` is what ``allowed_roles`` gave (it is the same for every task of a version); what
    the team lets the actor do everywhere (``Actor.may``) they may here."""
    if away := _other_shop(actor.shops, shop):
        return Refusal("other-shop", {"person": actor.person, "shop": shop, "shops": away})
    typist = () if actor.acting is None else (actor.acting,)
    if holds(actor, needed) or actor.person in needed or action in actor.may:
        return Right(None, typist)
    for absent in actor.stands_in:
        if _other_shop(absent.shops, shop):
            continue
        if not absent.roles.isdisjoint(needed) or absent.person in needed:
            return Right(absent.person, typist)
    return Refusal(
        "may-not", {"person": actor.person, "action": action, "sop": sop, "roles_needed": sorted(needed)}
    )


def right_to_step(
    step: str,
    roles: tuple[str, ...],
    actor: Actor,
    shop: str,
    visit: Visit | None = None,
    outcome: str | None = None,
) -> Right | Refusal:
    """How the actor may work on this step; a refusal (``other-shop``, ``not-your-role``,
    ``assigned-to-other``) where not.

    ``roles`` are those of the visit, or of the ``outcome`` where it has its own; none means everybody of
    the team, and a person's key among them that person. ``visit`` is given where it matters whose it is: it
    is its assignee's alone, or of whoever stands in for them. Who does it for somebody who delegated it
    needs no role; whether that one still has the right is asked apart.
    """
    if away := _other_shop(actor.shops, shop):
        return Refusal("other-shop", {"person": actor.person, "shop": shop, "shops": away})
    typist = () if actor.acting is None else (actor.acting,)
    assignee = None if visit is None else visit.assignee
    if visit is not None and assignee == actor.person and visit.behalf is not None:
        return Right(visit.behalf, typist, roles)
    own = _held(roles, actor.roles, actor.person)
    if own is not None and assignee in (None, actor.person):
        return Right(None, typist, own)
    for absent in actor.stands_in:
        if assignee not in (None, absent.person) or _other_shop(absent.shops, shop):
            continue
        theirs = _held(roles, absent.roles, absent.person)
        if theirs is not None and (visit is None or visit.behalf is None):
            return Right(absent.person, typist, theirs)
    if own is None:
        return Refusal(
            "not-your-role",
            {
                "person": actor.person,
                "step": step,
                **({} if outcome is None else {"outcome": outcome}),
                "roles_needed": list(roles),
                "roles_held": sorted(actor.roles),
            },
        )
    return Refusal("assigned-to-other", {"person": actor.person, "step": step, "assignee": assignee})


def may_work(roles: tuple[str, ...], held: Collection[str], person: str) -> bool:
    """Whether a person who holds these roles may work on a visit of ``roles``."""
    return _held(roles, held, person) is not None


def _held(roles: tuple[str, ...], held: Collection[str], person: str) -> tuple[str, ...] | None:
    """Those of a visit's roles that a person holds, in their order; None where they may not work on it."""
    if not roles or ANYBODY in roles:
        return ()
    return tuple([role for role in roles if role in held or role == person]) or None


def _other_shop(shops: frozenset[str], shop: str) -> list[str]:
    """The shops that somebody works for, where this is not one of them; empty where it is."""
    return sorted(shops - {""}) if shops and shop not in shops else []
