"""Whose an open visit is: taking it, giving it back, giving it to somebody, letting somebody do it for
oneself; and when its owner wants to see it, and before which others (docs/decisions/0029)."""

from __future__ import annotations

from typing import Any

from engine.kernel.context import Context
from engine.kernel.deciders.common import (
    checked_text,
    happened_at,
    must_be_allowed,
    must_hold_role,
    on_behalf,
    open_visit,
)
from engine.kernel.four_eyes import barred
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Assign, Claim, Delegate, Rank, Release, Snooze
from engine.model.definition import Step
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit
from engine.rules.near import near
from engine.rules.staff import Member

LOWEST, HIGHEST = -1, 2
"""The priorities there are: low, normal (0), high, urgent."""


def decide_claim(program: Program, task: Task, command: Claim, context: Context) -> Walk:
    """Decide that the actor takes a visit that nobody has; who stands in for its assignee takes it over for
    them. Raises Stop: ``visit-closed``, ``not-shared``, ``already-yours``, roles, ``assigned-to-other``,
    times."""
    walk, step, visit = begin(program, task, command.visit, command.happened, context)
    if visit.assignee == context.actor.person:
        raise Stop(Refusal("already-yours", about(task, visit)))
    right = must_hold_role(walk, step, visit, visit.roles)
    put(walk, visit, context.actor.person, "claim", right.behalf)
    return walk


def decide_release(program: Program, task: Task, command: Release, context: Context) -> Walk:
    """Decide that a visit is nobody's again, or, where it was delegated, whose it was. Its assignee may, who
    stands in for them, and who may assign. Raises Stop: ``visit-closed``, ``not-shared``,
    ``nobody-has-it``, ``not-yours``, times."""
    walk, _, visit = begin(program, task, command.visit, command.happened, context)
    if visit.assignee is None:
        raise Stop(Refusal("nobody-has-it", about(task, visit)))
    mine = visit.assignee == context.actor.person
    if not mine and visit.assignee not in [one.person for one in context.actor.stands_in]:
        right = program.right("assign", context.actor, task.shop)
        if isinstance(right, Refusal):
            raise Stop(Refusal("not-yours", {**about(task, visit), "person": context.actor.person}))
        on_behalf(walk, right)
    put(walk, visit, back_to(context, visit), "release", None, command.reason)
    return walk


def decide_assign(program: Program, task: Task, command: Assign, context: Context) -> Walk:
    """Decide that a visit is given to a person who may do it. Raises Stop: ``visit-closed``, ``not-shared``,
    ``may-not``, ``unknown-person``, ``already-theirs``, ``not-a-candidate``, ``not-by``, times."""
    walk, step, visit = begin(program, task, command.visit, command.happened, context)
    on_behalf(walk, must_be_allowed(program, "assign", context, task.shop))
    member = member_called(context, command.to)
    if visit.assignee == member.key and visit.behalf is None:
        raise Stop(Refusal("already-theirs", {**about(task, visit), "person": member.key}))
    must_be_candidate(walk, step, visit, member)
    put(walk, visit, member.key, "assign", None, command.reason)
    return walk


def decide_delegate(program: Program, task: Task, command: Delegate, context: Context) -> Walk:
    """Decide that another person does a visit for the actor, whatever that one's roles. What is done for
    somebody already is not passed on. Raises Stop: ``visit-closed``, ``not-shared``, roles,
    ``assigned-to-other``, ``delegated-already``, ``delegate-to-self``, ``unknown-person``,
    ``not-a-candidate`` (another shop's), ``not-by``, times."""
    walk, step, visit = begin(program, task, command.visit, command.happened, context)
    right = must_hold_role(walk, step, visit, visit.roles)
    person = context.actor.person
    if right.behalf is not None:
        raise Stop(Refusal("delegated-already", {**about(task, visit), "delegator": right.behalf}))
    member = member_called(context, command.to)
    if member.key == person:
        raise Stop(Refusal("delegate-to-self", {"person": person}))
    must_be_candidate(walk, step, visit, member, any_role=True)
    put(walk, visit, member.key, "delegate", person, command.reason)
    return walk


def decide_snooze(program: Program, task: Task, command: Snooze, context: Context) -> Walk:
    """Decide when the assignee sees a visit again; no deadline moves. Raises Stop: ``visit-closed``,
    ``not-shared``, ``snooze-nobodys`` (it would be gone from everybody's list), roles, ``snooze-past``,
    ``not-snoozed``, times."""
    walk, step, visit = begin(program, task, command.visit, command.happened, context)
    right = must_hold_role(walk, step, visit, visit.roles)
    if visit.assignee is None:
        raise Stop(Refusal("snooze-nobodys", about(task, visit)))
    if command.until is None and visit.snoozed is None:
        raise Stop(Refusal("not-snoozed", about(task, visit)))
    if command.until is not None and command.until <= context.recorded:
        raise Stop(Refusal("snooze-past", {"until": command.until, "now": context.recorded}))
    on_behalf(walk, right)
    walk.draft.apply({"fact": "snoozed", "visit": visit.no, "until": command.until})
    return walk


def decide_rank(program: Program, task: Task, command: Rank, context: Context) -> Walk:
    """Decide that a visit goes before others or after them; for who may assign. Raises Stop:
    ``visit-closed``, ``may-not``, ``bad-priority``, ``nothing-to-do``, times."""
    visit = open_visit(task, command.visit)
    right = must_be_allowed(program, "assign", context, task.shop)
    if not LOWEST <= command.priority <= HIGHEST:
        raise Stop(Refusal("bad-priority", {"priority": command.priority}))
    if command.priority == visit.priority:
        raise Stop(Refusal("nothing-to-do"))
    walk = Walk(program, task, context, happened_at(command.happened, context, visit.opened, "before-opened"))
    on_behalf(walk, right)
    walk.draft.apply({"fact": "priority", "visit": visit.no, "priority": command.priority})
    return walk


def begin(
    program: Program, task: Task, number: int, happened: int | None, context: Context
) -> tuple[Walk, Step, Visit]:
    """The walk of a command about whose a visit is. Raises Stop ``not-shared`` for what closes by itself and
    for what several vote on: that is nobody's alone."""
    visit = open_visit(task, number)
    step = program.definition.steps[visit.step]
    if step.kind != "work" or step.votes is not None:
        kind = "votes" if step.votes is not None else step.kind
        raise Stop(Refusal("not-shared", {**about(task, visit), "kind": kind}))
    walk = Walk(program, task, context, happened_at(happened, context, visit.opened, "before-opened"))
    walk.lane = visit.lane
    return walk, step, visit


def back_to(context: Context, visit: Visit) -> str | None:
    """Whose a visit is again when it is given back: theirs who delegated it. Who is away or gone does not
    keep others from it."""
    back, staff = visit.behalf, context.staff
    if back is not None and staff is not None and (back not in staff.members or staff.members[back].away):
        return None
    return back


def about(task: Task, visit: Visit) -> dict[str, Any]:
    """How refusals name a visit and whose it is."""
    return {
        "task": task.id,
        "visit": f"T-{task.id}/{visit.step}#{visit.n}",
        "step": visit.step,
        "assignee": visit.assignee,
    }


def member_called(context: Context, key: str) -> Member:
    """The person of that key. Raises Stop ``unknown-person``."""
    members = {} if context.staff is None else context.staff.members
    if key not in members:
        raise Stop(Refusal("unknown-person", {"name": key, "people": near(key, members) or list(members)}))
    return members[key]


def must_be_candidate(walk: Walk, step: Step, visit: Visit, member: Member, any_role: bool = False) -> None:
    """Raises Stop ``not-a-candidate``, ``not-by``."""
    shop = walk.draft.base.shop
    if not member.may_take(() if any_role else visit.roles, shop):
        data: dict[str, Any] = {"person": member.key, "step": step.name}
        if member.shops and shop not in member.shops:
            data |= {"shop": shop, "shops": sorted(member.shops - {""})}
        else:
            data |= {"roles_needed": list(visit.roles), "roles_held": sorted(member.roles)}
            data["visit"] = f"T-{walk.draft.base.id}/{visit.step}#{visit.n}"
        raise Stop(Refusal("not-a-candidate", data))
    refusal = barred(walk, step.name, visit.lane, (member.key,))
    if refusal is not None:
        raise Stop(refusal)


def put(
    walk: Walk, visit: Visit, to: str | None, how: str, behalf: str | None, reason: str | None = None
) -> None:
    """Put on record whose a visit is now, ``how`` that came, for whom they do it and why."""
    fact: dict[str, Any] = {"fact": "assigned", "visit": visit.no, "to": to, "how": how}
    if behalf is not None:
        fact["behalf"] = behalf
    if reason is not None:
        fact["reason"] = checked_text(reason, "reason-empty")
    walk.draft.apply(fact)
