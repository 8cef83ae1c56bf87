"""A visit goes on without somebody who leaves: to another person, or to whoever may do it."""

from __future__ import annotations

from engine.kernel.context import Context
from engine.kernel.deciders.common import must_be_allowed, on_behalf
from engine.kernel.deciders.sharing import about, back_to, begin, member_called, must_be_candidate, put
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.commands import HandOver
from engine.model.refusals import Refusal
from engine.model.task import Task

ADMINISTER = "administer"


def decide_handover(program: Program, task: Task, command: HandOver, context: Context) -> Walk:
    """Decide a handover. The person themself may, who may assign, and who administers the team. Without
    ``to``, what others delegated to the person goes back to them.

    Raises Stop: ``visit-closed``, ``not-shared``, ``not-theirs`` (somebody else's by now), ``may-not``,
    ``same-person``, ``unknown-person``, ``not-a-candidate``, ``not-by``, times.
    """
    walk, step, visit = begin(program, task, command.visit, command.happened, context)
    person, actor = command.person, context.actor
    if person not in (visit.assignee, visit.behalf):
        raise Stop(Refusal("not-theirs", {**about(task, visit), "person": person}))
    if actor.person != person and ADMINISTER not in actor.may:
        on_behalf(walk, must_be_allowed(program, "assign", context, task.shop))
    if command.to == person:
        raise Stop(Refusal("same-person", {"person": person}))
    if command.to is None:
        to = back_to(context, visit) if visit.assignee == person else None
    else:
        member = member_called(context, command.to)
        must_be_candidate(walk, step, visit, member)
        to = member.key
    put(walk, visit, to, "leave", None, command.reason)
    return walk
