"""Take back one's own last outcome or vote, while nobody went on from there (docs/decisions/0033)."""

from __future__ import annotations

from engine.kernel.context import Context
from engine.kernel.deciders.common import checked_text, happened_at, must_be_allowed
from engine.kernel.deciders.hold import named_hold
from engine.kernel.moves import settle
from engine.kernel.past import Event, taken_back
from engine.kernel.program import Program
from engine.kernel.putting_back import Change, change, put_back
from engine.kernel.touching import must_be_untouched
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Undo
from engine.model.holding import over
from engine.model.refusals import Refusal
from engine.model.task import Task


def decide_undo(program: Program, task: Task, command: Undo, context: Context) -> Walk:
    """Decide an undo of what the actor did or typed last on a task, of all that still stands.

    Raises Stop: ``other-shop``, ``may-not``, ``undo-nothing``, ``undo-not-yours``, ``undo-touched``,
    ``undo-joined``, ``undo-reached``, ``undo-moved``, ``vote-followed``, ``on-hold``, times. That it was long
    ago is no reason.
    """
    must_be_allowed(program, "undo", context, task.shop)
    event = _last(task, context)
    closing = event.outcome()
    reason = None if command.reason is None else checked_text(command.reason, "reason-empty")
    if closing is None:
        return _vote_back(program, task, command, context, event, reason)
    done = change(context.past, event)
    must_be_untouched(program, task, done, event, context.past)
    if task.holds and (hold := over(task, done.own)) is not None:
        raise Stop(Refusal("on-hold", named_hold(task, hold)))
    walk = _walk(program, task, command, context, _earliest(done, event))
    _said(walk, event, done.own, closing["outcome"], reason)
    if (vote := event.vote()) is not None:
        walk.draft.apply({"fact": "voided", "visit": done.own, "votes": [vote["vote"]], "fields": []})
    settle(walk, put_back(walk, done, task))
    return walk


def _last(task: Task, context: Context) -> Event:
    """The last event of the actor's that still stands and in which they closed a visit or voted."""
    events: tuple[Event, ...] = context.past
    person = context.actor.person
    back = taken_back(events)
    standing = [event for event in events[::-1] if event.seq not in back]
    for event in standing:
        if not event.by(person):
            continue
        vote = event.vote()
        if event.outcome() is not None or (vote is not None and not task.votes[vote["vote"] - 1].void):
            return event
    for event in standing:
        closing = event.outcome()
        if closing is not None:
            visit = event.after.visits[closing["visit"] - 1]
            named = f"T-{task.id}/{visit.step}#{visit.n}"
            said = {"visit": named, "outcome": closing["outcome"], "actor": event.actor, "at": event.happened}
            raise Stop(Refusal("undo-not-yours", {"task": task.id, "person": person, **said}))
    raise Stop(Refusal("undo-nothing", {"task": task.id, "person": person}))


def _earliest(done: Change, event: Event) -> int:
    """Before when it cannot be taken back: what is taken back had not happened, or was not open yet."""
    return max([event.happened, *(visit.closed or visit.opened for visit in done.opened())])


def _walk(program: Program, task: Task, command: Undo, context: Context, earliest: int) -> Walk:
    return Walk(program, task, context, happened_at(command.happened, context, earliest, "before-closed"))


def _said(walk: Walk, event: Event, visit: int, outcome: str, reason: str | None) -> None:
    fact = {"fact": "undid", "event": event.seq, "visit": visit, "outcome": outcome}
    walk.draft.apply(fact if reason is None else fact | {"reason": reason})


def _vote_back(
    program: Program, task: Task, command: Undo, context: Context, event: Event, reason: str | None
) -> Walk:
    """A vote that closed nothing is taken back while what it was about is open."""
    vote = event.vote()
    assert vote is not None
    visit = task.visits[vote["visit"] - 1]
    if visit.closed is not None:
        named = f"T-{task.id}/{visit.step}#{visit.n}"
        said = {"visit": named, "other": named, "actor": visit.actor, "at": visit.closed}
        raise Stop(Refusal("undo-touched", {"outcome": vote["outcome"], **said}))
    from engine.kernel.voting import take_back

    walk = _walk(program, task, command, context, event.happened)
    _said(walk, event, visit.no, vote["outcome"], reason)
    take_back(walk, task.votes[vote["vote"] - 1])
    return walk
