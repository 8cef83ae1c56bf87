"""Who of a team can share out the work of steps: a person for each, several where there are votes.

A step's *demands* are the ways in which it may ask for people, by its cases; each is a list of slots that
take one person each, all of them different.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from engine.model.definition import Case, Cases, Outcome, Step
from engine.model.team import Team
from engine.rules.access import ANYBODY
from engine.rules.ballots import ALL, Ballot, matched

WORK = "work"
MOST_DEMANDS = 12
"""Cases of roles and of votes that are put together; more are not looked at."""

MOST_TRIES = 20_000
"""Choices of a person for a slot; where more are needed, nothing is said."""
MOST_SLOTS = 100


class Slot(NamedTuple):
    """One person who is needed: ``people`` are those who would do. ``label`` is for whom that is, "" for
    whoever does the step."""

    label: str
    people: frozenset[str]


class Demand(NamedTuple):
    """What a step asks for where ``case`` holds ("" for always)."""

    slots: tuple[Slot, ...]
    case: str = ""


Demands = tuple[Demand, ...]


def holders(team: Team, roles: frozenset[str] | tuple[str, ...]) -> frozenset[str]:
    """Who of the team holds one of the roles."""
    return frozenset(one.key for one in team.here() if ANYBODY in roles or not one.roles.isdisjoint(roles))


def doers(step: Step, team: Team) -> frozenset[str]:
    """Who of the team may close a step, one way or another."""
    roles = {role for case in step.role for role in case.value}
    for outcome in step.outcomes.values():
        roles.update(role for case in outcome.role or () for role in case.value)
    return holders(team, frozenset(roles))


def demands(step: Step, team: Team) -> Demands:
    """What a step asks for: of one with votes what each voted outcome does in each case, of another one
    person who may close it one way or another. None of a step that closes itself."""
    if step.kind != WORK:
        return ()
    if step.votes is None:
        people = doers(step, team)
        return (Demand((Slot("", people),)),) if people else ()
    found = [
        demand
        for name in step.votes.needed
        for demand in voted(step, step.outcomes[name], team)
        if demand.slots
    ]
    return tuple(found[:MOST_DEMANDS])


def voted(step: Step, outcome: Outcome, team: Team) -> Iterator[Demand]:
    """What the votes for an outcome ask for, case by case. A case of the roles and one of the votes go
    together unless one excludes the other."""
    if step.votes is None:
        return
    roles, needed = outcome.role or step.role, step.votes.needed[outcome.name]
    for at, who in enumerate(roles):
        for place, many in enumerate(needed):
            if _meet(roles, at, needed, place):
                yield Demand(_slots(who.value, many.value, team), _said(who, many))


def _meet(roles: Cases, at: int, needed: Cases, place: int) -> bool:
    """Whether a case of the roles and one of the votes may hold together: not where one of them holds
    only if an earlier case of the other does too."""
    ours, theirs = _conditions(roles), _conditions(needed)
    return ours[at] not in theirs[:place] and theirs[place] not in ours[:at]


def _conditions(cases: Cases) -> list[str]:
    return [case.when.source if case.when is not None else "" for case in cases]


def _said(who: Case, many: Case) -> str:
    sources = [case.when.source for case in (who, many) if case.when is not None]
    return " and ".join(dict.fromkeys(sources))


def _slots(roles: tuple[str, ...], needed: int | str, team: Team) -> tuple[Slot, ...]:
    if needed == ALL:
        return tuple(Slot(role, holders(team, (role,))) for role in dict.fromkeys(roles))
    people = holders(team, roles)
    some = min(int(needed), len(people) + 1)  # one more than there are is as good as any number
    return (*(Slot(f"{no}", people) for no in range(1, some)), Slot(f"{needed}", people))


def enough(demand: Demand) -> bool:
    """Whether every slot of one step can have a person of its own; also true of more different slots than
    ``MOST_SLOTS``."""
    if len({slot.people for slot in demand.slots}) == 1:
        return len(demand.slots) <= len(demand.slots[0].people)
    if len(demand.slots) > MOST_SLOTS:
        return True
    people = sorted(frozenset[str]().union(*(slot.people for slot in demand.slots)))
    named = [
        Ballot(
            frozenset((one,)), tuple([str(at) for at, slot in enumerate(demand.slots) if one in slot.people])
        )
        for one in people
    ]
    slots = [str(at) for at in range(len(demand.slots))]
    return len(matched(slots, named)) == len(slots)


def shared_out(asked: Mapping[str, Demand], apart: Mapping[str, frozenset[str]]) -> bool:
    """Whether every slot of every step can have a person of its own within its step, so that nobody has
    slots of two steps that are ``apart``, which need not name both ways. Also true where that is not found
    out within ``MOST_TRIES``, or there are more than ``MOST_SLOTS``."""
    if not all(enough(demand) for demand in asked.values()):
        return False
    slots = [(name, slot) for name, demand in asked.items() for slot in demand.slots]
    if len(slots) > MOST_SLOTS:
        return True
    taken: list[tuple[str, str]] = []
    tries = 0

    def rest(at: int) -> bool:
        nonlocal tries
        tries += 1
        if at == len(slots) or tries > MOST_TRIES:
            return True
        name, slot = slots[at]
        barred = {
            person
            for other, person in taken
            if other == name or other in apart.get(name, frozenset()) or name in apart.get(other, frozenset())
        }
        alike = at > 0 and slots[at - 1][0] == name and slots[at - 1][1].people == slot.people
        least = taken[-1][1] if alike else ""  # the same people again: in one order, not in every one
        for person in sorted(slot.people - barred):
            if person < least:
                continue
            taken.append((name, person))
            if rest(at + 1):
                return True
            taken.pop()
        return False

    return rest(0)


def who(name: str, demand: Demand, with_case: bool = False) -> str:
    """Who would do for a step, in words: ``approve: 小王``, ``approve (lead): 小李``; ``with_case`` also
    where it asks for them: ``approve [amount > 500] (lead): 小李``."""
    if with_case and demand.case:
        name = f"{name} [{demand.case}]"
    alike = len({slot.people for slot in demand.slots}) == 1 and len(demand.slots) > 1
    if alike and all(slot.label.isdecimal() for slot in demand.slots):
        return f"{name} (x{demand.slots[-1].label}): {_people(demand.slots[0])}"
    several = len(demand.slots) > 1
    return "; ".join(
        f"{name} ({slot.label}): {_people(slot)}" if several else f"{name}: {_people(slot)}"
        for slot in demand.slots
    )


def _people(slot: Slot) -> str:
    return ", ".join(sorted(slot.people)) or "-"
