"""To whom a step is given when it opens: the person that its ``assign`` comes to, as things stand then.

Nobody is given what they may not do (docs/decisions/0029): who is named but holds no role of the step, serves
another shop or is kept apart by ``not_by`` does not get it. It stays with whoever may take it, and why is on
record.
"""

from __future__ import annotations

from typing import Any

from engine.kernel.four_eyes import people_of
from engine.kernel.walk import Walk
from engine.model.definition import Assignment, Step
from engine.model.task import WITHDRAWN, Visit
from engine.rules.expressions import EvaluationProblem, Missing
from engine.rules.staff import Member, Staff

CHOSEN = ("least", "turn")


def assign(walk: Walk, step: Step, visit: Visit) -> None:
    """Give an open visit to whom its step says. A value that is missing gives it to nobody yet."""
    staff = _staff(walk)
    try:
        found = None if staff is None else walk.program.choose(step.assign, walk.env())
        if staff is None or found is None or found.how == "nobody":
            return
        skill = _skill(walk, found.skill)
        named = None if found.how in CHOSEN else _named(walk, found, visit)
    except (Missing, EvaluationProblem):
        return
    if found.how in CHOSEN:
        member, why = _choose(walk, staff, found.how, skill, visit)
    elif named is None:
        return
    else:
        member, why = _suitable(walk, staff, named, visit)
    if member is None:
        fact: dict[str, Any] = {"fact": "unassigned", "visit": visit.no, "how": found.how, "why": why}
        fact = fact if named is None else {**fact, "person": named}
        if fact not in walk.draft.facts:  # the value that it depends on came with this very command
            walk.draft.apply(fact)
        return
    walk.draft.apply({"fact": "assigned", "visit": visit.no, "to": member.key, "how": found.how})
    staff.load[member.key] = staff.load.get(member.key, 0) + 1
    if found.how == "turn":
        staff.turns[step.name] = member.key


def again(walk: Walk, changed: set[str]) -> None:
    """Give those open visits that nobody has to whom their step says now, where that depends on what was
    changed."""
    for visit in walk.draft.open_visits():
        step = walk.program.definition.steps[visit.step]
        if step.assign is None or visit.assignee is not None:
            continue
        if not walk.program.assign_inputs(step).isdisjoint(changed):
            walk.lane = visit.lane
            assign(walk, step, walk.draft.visits[visit.no - 1])
    walk.lane = 0


def _staff(walk: Walk) -> Staff | None:
    """A copy of the staff for this command: it may give away several visits, and may still be refused."""
    if walk.staff is None and walk.context.staff is not None:
        given = walk.context.staff
        walk.staff = Staff(given.members.values(), dict(given.load), dict(given.turns))
    return walk.staff


def _skill(walk: Walk, name: str) -> str:
    """The skill that is asked for: a name, or the value of the field of that name. Raises Missing."""
    if name in walk.program.definition.data:
        value = walk.env().data.get(name)
        if value is None:
            raise Missing(name)
        return str(value)
    return name


def _named(walk: Walk, found: Assignment, visit: Visit) -> str | None:
    """The person that is named; None where there is none yet. Raises Missing, EvaluationProblem."""
    if found.how == "starter":
        return walk.draft.base.starter
    if found.how == "same":
        for other in reversed(walk.visits()):
            if other.step == found.name and other.closed is not None and other.outcome not in WITHDRAWN:
                return other.actor
        return None
    if found.how == "table":
        table, _, output = found.name.partition(".")
        value = walk.program.table(table)(walk.env(), output)
    else:
        value = walk.env().data.get(found.name)
    return value if isinstance(value, str) else None


def _choose(walk: Walk, staff: Staff, how: str, skill: str, visit: Visit) -> tuple[Member | None, str]:
    """Who of those who may take it gets it; None with why nobody does."""
    others = people_of(walk, visit.step, visit.lane)
    candidates = staff.candidates(visit.roles, walk.draft.base.shop, skill, others)
    member = staff.least(candidates) if how == "least" else staff.next(visit.step, candidates)
    return member, "" if member is not None else "no-room" if candidates else "no-candidate"


def _suitable(walk: Walk, staff: Staff, person: str, visit: Visit) -> tuple[Member | None, str]:
    """The person who is named, if they may do it; None with why not."""
    member = staff.members.get(person)
    if member is None:
        return None, "unknown-person"
    if not member.may_take(visit.roles, walk.draft.base.shop):
        return None, "not-a-candidate"
    if person in people_of(walk, visit.step, visit.lane):
        return None, "not-by"
    return member, ""
