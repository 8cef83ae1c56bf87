"""Putting back what an event did to a task, as facts of another event: nothing is edited, and a replay needs
no rule (docs/decisions/0033).

What the event opened closes as ``undone``, what it closed is open again, what stopped goes on with its old
instants, what an outcome set goes back. What was ticked and given with it stays: that is work, and who gave
it is on record.
"""

from __future__ import annotations

from typing import Any

from engine.kernel import clocks, holds, timers
from engine.kernel.facts import Fact
from engine.kernel.past import Event
from engine.kernel.program import Program
from engine.kernel.walk import Walk
from engine.model.record import Record
from engine.model.task import UNDONE, Lane, Span, Task, Visit

OVER = frozenset(("closed", "void", "cancelled"))
"""Why a clock stopped that will not go on by itself."""

Place = tuple[int, str]
"""A field: the lane whose own it is (0: the task's) and its name."""


class Change(Record):
    """What one event did: the task ``before`` and ``after`` it, its ``facts``, and the number of the visit
    that a person closed in it (``own``)."""

    before: Task
    after: Task
    facts: list[Fact]
    own: int

    def opened(self) -> tuple[Visit, ...]:
        """The visits that it opened, as it left them."""
        return self.after.visits[len(self.before.visits) :]

    def closed(self) -> list[Visit]:
        """The visits that were open before and closed after it, as it left them."""
        pairs = zip(self.before.visits, self.after.visits, strict=False)
        return [now for was, now in pairs if was.closed is None and now.closed is not None]

    def lanes_opened(self) -> tuple[Lane, ...]:
        """The lanes that it opened, as it left them."""
        return self.after.lanes[len(self.before.lanes) :]

    def lanes_closed(self) -> list[Lane]:
        """The lanes that were open before and closed after it, as it left them."""
        pairs = zip(self.before.lanes, self.after.lanes, strict=False)
        return [now for was, now in pairs if was.closed is None and now.closed is not None]

    def set_back(self, program: Program) -> dict[Place, tuple[Any, int]]:
        """Fields that it set and that nobody gave with it: what they go back to, and the visit in which that
        was given. None is no value."""
        outcome = self._outcome(program)
        given: dict[Place, Any] = {}
        everything: list[Place] = []
        until = next(no for no, fact in enumerate(self.facts) if self._is_own(fact))
        last: dict[Place, int] = {}
        for no, fact in enumerate(self.facts):
            for name in fact["data"] if fact["fact"] == "set" else ():
                place = (fact.get("lane", 0), name)
                everything.append(place)
                if no < until and name in outcome:
                    last[place] = no
        for no, fact in enumerate(self.facts[:until]):
            for name, value in fact["data"].items() if fact["fact"] == "set" else ():
                place = (fact.get("lane", 0), name)
                if last.get(place) != no:
                    given[place] = value
        found: dict[Place, tuple[Any, int]] = {}
        for place in dict.fromkeys(everything):
            if place[0] > len(self.before.lanes):
                continue  # the lane goes, and its values with it
            target = (given[place], self.own) if place in given else held(self.before, place)
            if target[0] != held(self.after, place)[0]:
                found[place] = target
        return found

    def names(self) -> set[str]:
        """Every field that it gave or set."""
        return {name for fact in self.facts if fact["fact"] == "set" for name in fact["data"]}

    def _outcome(self, program: Program) -> frozenset[str]:
        step = program.definition.steps[self.after.visits[self.own - 1].step]
        closing = next(fact for fact in self.facts if self._is_own(fact))
        return frozenset(name for name, _ in step.outcomes[closing["outcome"]].set)

    def _is_own(self, fact: Fact) -> bool:
        return bool(fact["fact"] == "closed" and fact["visit"] == self.own)


def change(events: tuple[Event, ...], event: Event) -> Change:
    """What an event did in which a person closed a visit."""
    closing = event.outcome()
    assert closing is not None
    return Change(events[event.seq - 2].after, event.after, event.facts, closing["visit"])


def held(task: Task, place: Place) -> tuple[Any, int]:
    """A field's value in a task (None: it has none) and the visit in which it was given."""
    lane, name = place
    where = task.lanes[lane - 1] if lane else task
    return where.data.get(name), where.origin.get(name, 0)


def put_back(walk: Walk, done: Change, now: Task) -> set[str]:
    """Put everything back that may be; what was changed by it, as ``settle`` wants it."""
    draft, changed = walk.draft, done.names()
    for visit in reversed(done.opened()):
        _unmake(walk, now.visits[visit.no - 1], changed)
        changed.add("step:" + visit.step)
    for lane in reversed(done.lanes_opened()):
        walk.stamp({"fact": "lane_closed", "lane": lane.no, "why": UNDONE})
    if (done.before.ended, done.before.arrived) != (done.after.ended, done.after.arrived):
        fact: Fact = {"fact": "goes_on"}
        draft.apply(fact if done.before.arrived is None else fact | {"arrived": done.before.arrived})
    for lane in done.lanes_closed():
        draft.apply({"fact": "lane_back", "lane": lane.no})
    for visit in done.closed():
        was = done.before.visits[visit.no - 1]
        fact = {"fact": "undone", "visit": visit.no}
        draft.apply(fact if was.behalf is None else fact | {"behalf": was.behalf})
        changed.add("step:" + visit.step)
    _values(walk, done)
    _holds(walk, done)
    _clocks(walk, done)
    _waits(walk, done)
    if len(now.holds) != len(done.after.holds) or now.holds != done.before.holds:
        changed.add("step:hold")  # what was on hold meanwhile moved what stood still with it
    return changed


def _unmake(walk: Walk, visit: Visit, changed: set[str]) -> None:
    """Close a visit as one that never was; one that closed itself meanwhile, in the same breath."""
    fact: Fact = {"fact": "closed", "visit": visit.no, "outcome": UNDONE, "to": ""}
    if visit.closed is not None:
        walk.draft.apply(fact | {"at": visit.closed})
        return
    walk.stamp(fact)
    for span in walk.draft.running():
        if span.visit == visit.no:
            clocks.stop(walk, span, "cancelled")
    timers.drop_for(walk, visit.no)
    if walk.draft.holds:
        holds.release_of(walk, visit.no, changed)


def _values(walk: Walk, done: Change) -> None:
    apart: dict[tuple[int, int], dict[str, Any]] = {}
    for (lane, name), (value, origin) in done.set_back(walk.program).items():
        apart.setdefault((lane, origin), {})[name] = value
    for (lane, origin), values in apart.items():
        fact: Fact = {"fact": "set", "data": values, "visit": origin, "back": True}
        walk.draft.apply(fact | {"lane": lane} if lane else fact)


def _holds(walk: Walk, done: Change) -> None:
    """Holds that the end of the task released last on."""
    for was, now in zip(done.before.holds, done.after.holds, strict=False):
        if was.ended is not None or now.ended is None:
            continue
        number = len(walk.draft.holds) + 1
        fact: Fact = {"fact": "held", "hold": number, "visit": was.visit, "reason": was.reason}
        walk.draft.apply(fact if was.until is None else fact | {"until": was.until})
        if was.until is not None:
            timers.start(walk, "hold", "", was.visit, number, was.until)


def _clocks(walk: Walk, done: Change) -> None:
    """Clocks that stopped go on with their old instants; a promise that was made and kept in one breath can
    be made again. What else depends on what was put back is planned as after every command."""
    running = {(span.deadline, span.visit) for span in walk.draft.running()}
    for was, now in zip(done.before.clocks, done.after.clocks, strict=False):
        over = was.ended is None and now.ended is not None and now.why in OVER
        if over and (was.deadline, was.visit) not in running:
            _go_on(walk, was)
    for span in done.after.clocks[len(done.before.clocks) :]:
        if span.visit == 0 and span.why in OVER:
            walk.draft.apply({"fact": "stopped", "clock": span.no, "why": "replanned", "at": span.ended})


def _go_on(walk: Walk, span: Span) -> None:
    fact: Fact = {
        "fact": "clock",
        "clock": len(walk.draft.clocks) + 1,
        "deadline": span.deadline,
        "visit": span.visit,
        "step": span.step,
        "roles": list(span.roles),
        "due": span.due,
        "limit": span.limit,
        "calendar": span.calendar,
        "provisional": span.provisional,
        "born_late": span.born_late,
        "follows": span.no,
    }
    if span.rungs:
        fact["rungs"] = [list(rung) for rung in span.rungs]
    walk.stamp(fact)


def _waits(walk: Walk, done: Change) -> None:
    """What waits again has its timer again."""
    for timer in done.before.timers:
        if timer.kind != "wait" or timer.ended is not None:
            continue
        if done.after.timers[timer.no - 1].ended is not None and timers.of_visit(walk, timer.visit) is None:
            timers.start(walk, timer.kind, timer.name, timer.visit, timer.clock, timer.at)
