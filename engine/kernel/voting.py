"""Votes: who may give one, what it is given for, whether there are enough (docs/decisions/0032).

An advance with an outcome that the step's ``votes`` name is a vote. It is guarded as closing is; where it
makes enough, the same event closes the visit, and where it does not, the visit stays open.
"""

from __future__ import annotations

from typing import Any

from engine.kernel.deciders.common import must_hold_role
from engine.kernel.record import canonical, hashed
from engine.kernel.scopes import data_seen
from engine.kernel.walk import Stop, Walk
from engine.model.definition import Outcome, Step
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.task import Visit, Vote
from engine.rules.access import ANYBODY, Right
from engine.rules.ballots import Ballot, Tally, able, tally
from engine.rules.expressions import names


class Poll(Record):
    """How the vote for an outcome stands. ``needed`` is a number of persons, ``all`` roles, or None where a
    value is missing that it depends on (``tally`` is None then). ``roles`` are those whose votes bind (none:
    everybody's); ``votes`` bind, ``advice`` does not, ``void`` counted before."""

    outcome: str
    needed: int | str | None
    roles: tuple[str, ...]
    in_order: bool
    votes: tuple[Vote, ...]
    advice: tuple[Vote, ...]
    void: tuple[Vote, ...]
    tally: Tally | None


class Casting(Record):
    """A vote that is about to be given, or (``new`` False) one that was given already and is enough by now:
    by which ``right``, for which ``roles`` it may count, whether it binds, and how the vote stands."""

    right: Right
    roles: tuple[str, ...]
    binding: bool
    poll: Poll
    new: bool = True


def is_vote(step: Step, outcome: str) -> bool:
    """Whether several people decide on this outcome of the step."""
    return step.votes is not None and outcome in step.votes.needed


def live(votes: Any, visit: int) -> list[Vote]:
    """The votes on a visit that count, in the order in which they were given."""
    return [vote for vote in votes if vote.visit == visit and not vote.void]


def must_take_part(walk: Walk, step: Step, visit: Visit, roles: tuple[str, ...], outcome: str | None) -> None:
    """That the actor may vote at all, or advise. ``roles`` are those of the visit, or of the ``outcome`` that
    has its own. Raises Stop as ``must_hold_role`` does."""
    assert step.votes is not None
    everybody = not roles or ANYBODY in roles
    asked = () if everybody else tuple(dict.fromkeys((*roles, *step.votes.advise)))
    must_hold_role(walk, step, nobodys(visit), asked, outcome)


def nobodys(visit: Visit) -> Visit:
    """The visit, whoever it was given to before its step had votes: several people do it."""
    return visit if visit.assignee is None else visit._replace(assignee=None, behalf=None)


def casting(walk: Walk, step: Step, visit: Visit, outcome: Outcome, roles: tuple[str, ...]) -> Casting:
    """The vote that the actor can give as things stand.

    Raises Stop: ``voted-already``, ``vote-out-of-order``, ``role-has-voted``, and as ``must_hold_role``
    does; ``missing-value`` where it cannot be told how many are needed.
    """
    poll = poll_of(walk, step, visit, outcome.name, roles)
    assert poll.tally is not None
    actor = walk.context.actor
    for vote in live(walk.draft.votes, visit.no):
        hand = next((one for one in actor.hands() if one in vote.people()), None)
        if hand is not None:
            same = hand == actor.person and vote.outcome == outcome.name and vote.binding
            if same and poll.tally.enough:
                typist = () if actor.acting is None else (actor.acting,)
                return Casting(Right(None, typist, vote.roles), vote.roles, True, poll, new=False)
            raise _already(walk, visit, vote, outcome.name, hand)
    own = outcome.name if outcome.role else None
    found = _binding(walk, step, visit, poll, own) or _advising(walk, step, visit, poll, own)
    if found is None:
        found = _unneeded(walk, step, visit, poll, own)
    person = found.right.behalf
    for vote in live(walk.draft.votes, visit.no):
        if person is not None and person in vote.people():
            raise _already(walk, visit, vote, outcome.name, person)
    return found


def _binding(walk: Walk, step: Step, visit: Visit, poll: Poll, own: str | None) -> Casting | None:
    """A vote that brings it on; None where the actor holds no role whose vote does."""
    assert poll.tally is not None
    assert step.votes is not None
    if not poll.roles:
        if not walk.context.actor.roles.isdisjoint(step.votes.advise):
            return None
        return Casting(must_hold_role(walk, step, nobodys(visit), (), own), (), True, poll)
    wanted = poll.tally.wanted or poll.roles
    right = _right(walk, step, visit, wanted, own)
    if right is None:
        return None
    counts = wanted if poll.in_order else poll.roles
    return Casting(right, _held(walk, right, counts), True, poll)


def _advising(walk: Walk, step: Step, visit: Visit, poll: Poll, own: str | None) -> Casting | None:
    """A vote that does not bind; None where the actor's role is none of those that advise, or where it is
    another one that votes."""
    assert step.votes is not None
    advise = step.votes.advise
    if not advise or (poll.roles and _right(walk, step, visit, poll.roles, own) is not None):
        return None
    right = _right(walk, step, visit, advise, own)
    return None if right is None else Casting(right, _held(walk, right, advise), False, poll)


def _unneeded(walk: Walk, step: Step, visit: Visit, poll: Poll, own: str | None) -> Casting:
    """Why a vote would bring nothing on. Raises Stop always."""
    assert poll.tally is not None
    right = must_hold_role(walk, step, nobodys(visit), poll.roles, own)
    held = _held(walk, right, poll.roles)
    data = {
        "person": walk.context.actor.person,
        "outcome": poll.outcome,
        "task": walk.draft.base.id,
        "step": visit.step,
        "n": visit.n,
        "roles_held": list(held),
        "roles_needed": list(poll.tally.wanted),
    }
    if poll.in_order:
        raise Stop(Refusal("vote-out-of-order", data))
    voters = [vote.person for vote in poll.votes if not set(vote.roles).isdisjoint(held)]
    raise Stop(Refusal("role-has-voted", {**data, "voters": voters}))


def _right(walk: Walk, step: Step, visit: Visit, roles: tuple[str, ...], own: str | None) -> Right | None:
    try:
        return must_hold_role(walk, step, nobodys(visit), roles, own)
    except Stop as stop:
        if stop.refusal.code != "not-your-role":
            raise
        return None


def _held(walk: Walk, right: Right, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the roles for which a vote by this right may count."""
    actor = walk.context.actor
    if right.behalf is None:
        return able(roles, actor.roles, actor.person)
    absent = next(one for one in actor.stands_in if one.person == right.behalf)
    return able(roles, absent.roles, absent.person)


def _already(walk: Walk, visit: Visit, vote: Vote, wanted: str, person: str) -> Stop:
    """``person`` had a hand in a vote: ``other`` names them where it is not as whom it counts; ``wanted`` is
    what is voted for now, where that is something else."""
    base = walk.draft.base
    data: dict[str, Any] = {
        "person": vote.person,
        "outcome": vote.outcome,
        "at": vote.at,
        "task": base.id,
        "step": visit.step,
        "n": visit.n,
    }
    if person != vote.person:
        data["other"] = person
    if wanted != vote.outcome:
        data["wanted"] = wanted
    return Stop(Refusal("voted-already", data))


def cast(
    walk: Walk, step: Step, visit: Visit, outcome: Outcome, ballot: Casting, late_reason: str | None
) -> Right | None:
    """Give the vote. The right by which it closes the visit, with everybody whose vote counts as a hand; None
    where there are not enough yet. It closes when the latest of the votes was given."""
    draft = walk.draft
    right = ballot.right
    if ballot.new:
        covers = covered(walk, step, visit)
        fact = {
            "fact": "voted",
            "vote": len(draft.votes) + 1,
            "visit": visit.no,
            "outcome": outcome.name,
            "roles": list(ballot.roles),
            "binding": ballot.binding,
            "hash": agreed(data_seen(walk.program, draft, visit.lane), covers),
            "covers": list(covers),
        }
        for key, value in (("reason", walk.reason), ("late_reason", late_reason), ("for", right.behalf)):
            if value is not None:
                fact[key] = value
        if right.hands:
            fact["hands"] = list(right.hands)
        draft.apply(fact)
    poll = poll_of(walk, step, visit, outcome.name, ballot.poll.roles, True)
    assert poll.tally is not None
    if not ballot.binding or not poll.tally.enough:
        return None
    closer = {walk.context.actor.person, right.behalf}
    others = {person: None for vote in poll.votes for person in sorted(vote.people()) if person not in closer}
    walk.happened = max(walk.happened, *(vote.at for vote in poll.votes))
    return right._replace(hands=tuple(dict.fromkeys((*right.hands, *others))))


def covered(walk: Walk, step: Step, visit: Visit) -> tuple[str, ...]:
    """The fields that a vote on a visit agrees to: those that the step names (what computed ones are worked
    out from), else all that have a value."""
    assert step.votes is not None
    if not step.votes.covers:
        return tuple(sorted(data_seen(walk.program, walk.draft, visit.lane)))
    fields = walk.program.definition.data
    found: set[str] = set()
    for name in step.votes.covers:
        value = fields[name].value if name in fields else None
        found |= {name} if value is None else names(value)
    return tuple(sorted(found))


def agreed(data: dict[str, Any], covers: tuple[str, ...]) -> str:
    """The SHA-256 (hex) of the canonical form of these fields' values, None for one that has none."""
    return hashed(canonical({name: data.get(name) for name in covers})).hex()


def poll_of(
    walk: Walk, step: Step, visit: Visit, outcome: str, roles: tuple[str, ...], only_binding: bool = False
) -> Poll:
    """How the vote for an outcome stands now. ``roles`` are those that are asked (with ``only_binding``:
    those whose votes bind). Raises Stop ``missing-value`` where it cannot be told how many are needed."""
    votes = step.votes
    assert votes is not None
    binding = roles if only_binding else bind(step, roles)
    needed = walk.choose(votes.needed[outcome], "votes")
    poll = standing(step, visit, outcome, binding, tuple(walk.draft.votes))
    if needed is None:
        needed = 1
    ballots = [Ballot(vote.people(), vote.roles) for vote in poll.votes]
    return poll._replace(needed=needed, tally=tally(needed, binding, ballots, votes.in_order))


def bind(step: Step, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the roles whose votes bind; none: everybody's."""
    assert step.votes is not None
    if ANYBODY in roles:
        return ()
    return tuple([role for role in roles if role not in step.votes.advise])


def standing(step: Step, visit: Visit, outcome: str, roles: tuple[str, ...], votes: tuple[Vote, ...]) -> Poll:
    """The votes for an outcome, without saying whether there are enough."""
    assert step.votes is not None
    mine = [vote for vote in votes if vote.visit == visit.no and vote.outcome == outcome]
    return Poll(
        outcome,
        None,
        roles,
        step.votes.in_order,
        tuple([vote for vote in mine if vote.binding and not vote.void]),
        tuple([vote for vote in mine if not vote.binding and not vote.void]),
        tuple([vote for vote in mine if vote.void]),
        None,
    )


def take_back(walk: Walk, vote: Vote) -> None:
    """Take a vote back that the actor gave, while its visit is open. Raises Stop ``vote-followed`` where the
    roles vote in order and the next one has voted on the strength of it."""
    visit = walk.draft.visits[vote.visit - 1]
    step = walk.program.definition.steps[visit.step]
    later = [one for one in live(walk.draft.votes, visit.no) if one.no > vote.no and one.binding]
    if step.votes is not None and step.votes.in_order and vote.binding and later:
        data = {"person": later[0].person, "outcome": vote.outcome, "at": later[0].at}
        where = {"task": walk.draft.base.id, "step": visit.step, "n": visit.n}
        raise Stop(Refusal("vote-followed", {**data, **where}))
    walk.draft.apply({"fact": "voided", "visit": visit.no, "votes": [vote.no], "fields": []})


def must_suffice(walk: Walk, step: Step, visit: Visit, outcome: str) -> None:
    """That a rule or a rung closes a visit with a voted outcome only when enough have voted for it. Raises
    Stop ``votes-missing``."""
    poll = poll_of(walk, step, visit, outcome, visit.roles)
    assert poll.tally is not None
    if not poll.tally.enough:
        data = {"outcome": outcome, "task": walk.draft.base.id, "step": visit.step, "n": visit.n}
        raise Stop(Refusal("votes-missing", {**data, "given": poll.tally.given, "needed": poll.tally.needed}))
