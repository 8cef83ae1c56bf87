"""Whether anybody went on from where an event left a task: then it cannot be taken back any more.

What is compared is the task as the event left it and as it is now, so that what was done and taken back
again does not count. Comments, notices, snoozing, priorities and whom an escalation gave a step to do not
either.
"""

from __future__ import annotations

from collections.abc import Collection

from engine.kernel.past import Event, taken_back
from engine.kernel.program import Program
from engine.kernel.putting_back import Change, held
from engine.kernel.visits import BLOCKS
from engine.kernel.walk import Stop
from engine.model.refusals import Refusal
from engine.model.task import WITHDRAWN, Task, Visit

WORK = frozenset(("ticked", "unticked", "closed", "assigned", "voted", "noted", "held", "set", "undone"))
"""Facts that somebody worked on a visit."""
BY_ITSELF = frozenset(("ruled", "noticed", "timer", "timer_ended"))
"""Facts of a rule that changed nothing which would have to go back."""


def must_be_untouched(
    program: Program, now: Task, done: Change, event: Event, events: tuple[Event, ...]
) -> None:
    """Raises Stop: ``undo-reached`` (another task), ``undo-joined``, ``undo-moved`` (to another version),
    ``undo-touched`` (who, when, what)."""
    _reached(now, done, event)
    _joined(now, done, event)
    back = taken_back(events)
    later = [
        one
        for one in events[event.seq :]
        if one.seq not in back and not any(f["fact"] == "undid" for f in one.facts)
    ]
    for one in later:
        if any(fact["fact"] == "migrated" for fact in one.facts) or _rule_acted(one, done):
            raise Stop(_touched(now, done, event, one))
    numbers = _touched_visits(now, done)
    lanes = {lane.no for lane in (*done.lanes_opened(), *done.lanes_closed())}
    moved = (done.after.ended, done.after.end, done.after.arrived) != (
        now.ended,
        now.end,
        now.arrived,
    ) or any(_place(now, no) != _place(done.after, no) for no in lanes)
    fields = [place for place in done.set_back(program) if held(now, place)[0] != held(done.after, place)[0]]
    if numbers or moved or fields:
        raise Stop(_touched(now, done, event, _who(later, numbers, {name for _, name in fields}), numbers))


def _reached(now: Task, done: Change, event: Event) -> None:
    """Another task was started because of it, or one that waited for this one went on."""
    calls = [visit for visit in (*done.opened(), *done.closed()) if visit.kind == "call"]
    waiting = done.before.ended is None and done.after.ended is not None
    told = waiting and any(caller.visit and not caller.gone for caller in now.callers)
    if calls or told:
        data = _named(done, event)
        other = calls[0].step if calls else None
        raise Stop(Refusal("undo-reached", data if other is None else {**data, "step": other}))


def _joined(now: Task, done: Change, event: Event) -> None:
    """A block came together since, or by it."""
    blocks = {visit.no for visit in done.closed() if visit.kind in BLOCKS and visit.no != done.own}
    for lane in done.lanes_closed():
        if done.before.visits[lane.block - 1].closed is None and lane.why == "end":
            blocks.add(lane.block)
    for no in sorted(blocks):
        block = now.visits[no - 1]
        if block.closed is not None and block.outcome not in WITHDRAWN and block.no != done.own:
            raise Stop(Refusal("undo-joined", {**_named(done, event), "block": block.step}))


def _rule_acted(later: Event, done: Change) -> bool:
    """Whether a rule did something because of it: set a value, started a task, closed a step."""
    if later.kind != "act" or all(fact["fact"] in BY_ITSELF for fact in later.facts):
        return False
    about = {fact["visit"] for fact in later.facts if fact["fact"] == "ruled"}
    ended = done.before.ended is None and done.after.ended is not None
    own = {done.own, *(visit.no for visit in (*done.opened(), *done.closed()))}
    return bool(about & own) or (ended and 0 in about)


def _touched_visits(now: Task, done: Change) -> set[int]:
    """The visits opened by it that somebody worked on, and those closed by it that are so no longer."""
    found = {visit.no for visit in done.closed() if now.visits[visit.no - 1].closed is None}
    opened = {visit.no for visit in done.opened()}
    found |= {visit.no for visit in done.opened() if not _same(visit, now.visits[visit.no - 1])}
    found |= {vote.visit for vote in now.votes[len(done.after.votes) :] if not vote.void} & opened
    found |= {note.visit for note in now.notes[len(done.after.notes) :]} & opened
    found |= {hold.visit for hold in now.holds if hold.ended is None} & opened
    origins = [(now.origin, done.after.origin)]
    origins += [(one.origin, was.origin) for one, was in zip(now.lanes, done.after.lanes, strict=False)]
    for origin, was in origins:
        found |= {no for name, no in origin.items() if no in opened and was.get(name) != no}
    return found


def _same(was: Visit, now: Visit) -> bool:
    """Whether nobody worked on a visit."""
    taken = now.assignee is not None and now.assignee != was.assignee
    return not taken and (was.ticks, was.na, was.closed, was.outcome) == (
        now.ticks,
        now.na,
        now.closed,
        now.outcome,
    )


def _place(task: Task, lane: int) -> tuple[int | None, str | None]:
    here = task.lanes[lane - 1]
    return here.closed, here.why


def _who(later: list[Event], numbers: Collection[int], fields: Collection[str]) -> Event | None:
    """The first of these events that worked on one of the visits or gave one of the fields."""
    for event in later:
        for fact in event.facts:
            about = fact["fact"] in WORK and fact.get("visit", 0) in numbers
            if about or (fact["fact"] == "set" and not fields_apart(fact["data"], fields)):
                return event
    return later[-1] if later else None


def fields_apart(data: Collection[str], fields: Collection[str]) -> bool:
    """Whether values are of none of these fields."""
    return not any(name in fields for name in data)


def _named(done: Change, event: Event) -> dict[str, object]:
    """How refusals name what is to be taken back."""
    visit, closing = done.after.visits[done.own - 1], event.outcome()
    outcome = closing["outcome"] if closing is not None else ""
    return {"visit": f"T-{done.after.id}/{visit.step}#{visit.n}", "outcome": outcome}


def _touched(
    now: Task, done: Change, event: Event, by: Event | None, numbers: Collection[int] = ()
) -> Refusal:
    data = _named(done, event)
    if numbers:
        visit = now.visits[min(numbers) - 1]
        data["other"] = f"T-{now.id}/{visit.step}#{visit.n}"
    if by is not None:
        rule = next((fact["rule"] for fact in by.facts if fact["fact"] == "ruled"), None)
        data |= {"at": by.happened} | ({"actor": by.actor} if rule is None else {"rule": rule})
        if by.kind == "migrate":
            return Refusal("undo-moved", data)
    return Refusal("undo-touched", data)
