"""How often work was right at first: rounds, times sent back, by which outcome and why. Reads only.

A step was *sent back* when an outcome of it, or of a step that the task came to later, led to it after it
had been done. That its work is followed by the same steps once more is not their rework. What was undone
did not happen; what was reopened is counted apart (docs/decisions/0033).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.audit.statements import FOLDER
from engine.model.actor import EVERYTHING, Sight
from engine.model.task import WITHDRAWN

if TYPE_CHECKING:
    from engine.store import Store

PAGE = 2000


class Cause(NamedTuple):
    """By which outcome of which step, and for what reason, a step was sent back so many ``times``."""

    step: str
    outcome: str
    reason: str
    times: int


class Rework(NamedTuple):
    """One step in a time. ``closed`` are the rounds that were done in it; ``first`` for how many tasks (or
    items) that was the first round, and ``passed`` how many of these have not been sent back since.
    ``sent_back`` and ``reopened`` count in the time, ``most`` is the most rounds in one task (or item)."""

    sop: str
    step: str
    closed: int
    first: int
    passed: int
    sent_back: int
    reopened: int
    most: int
    causes: tuple[Cause, ...]


class Stay(NamedTuple):
    """A visit, as its row has it; ``item`` are the items around it, ``step`` a number."""

    no: int
    step: int
    item: tuple[str, ...]
    kind: str
    opened: int
    opened_recorded: int
    closed: int | None
    closed_recorded: int | None
    outcome: str | None
    reason: str | None

    @property
    def done(self) -> bool:
        """Whether its work was done."""
        return self.closed is not None and self.outcome not in WITHDRAWN


class Tally:
    """One step being counted."""

    def __init__(self) -> None:
        self.closed = self.first = self.passed = self.sent_back = self.reopened = self.most = 0
        self.causes: Counter[tuple[int, str, str]] = Counter()


def rework(
    store: Store, since: int, until: int, *, sop: str | None = None, sight: Sight = EVERYTHING
) -> tuple[Rework, ...]:
    """Every step that was closed, sent back or reopened in [since, until) (ms UTC), by SOP; in each the one
    that was sent back most often first. ``sop`` is the only one that is asked about. Raises StoreError."""
    sql = store.statements(FOLDER)
    shops = (int(bool(sight.shops)), store.listed(sorted(sight.shops)))
    with store.reading():
        sops: dict[int, str] = dict(store.rows(sql["audit-sops"]))
        steps = {
            id: (sops[of], name)
            for id, of, name in store.rows(sql["audit-steps"])
            if sop in (None, sops[of]) and sops[of] not in sight.hidden
        }
        totals: dict[int, int] = dict(store.rows(sql["rework-closed"], (since, until, *shops)))
        tasks = [row[0] for row in store.rows(sql["rework-tasks"], (since, *shops))]
    counted: dict[int, Tally] = defaultdict(Tally)
    for start in range(0, len(tasks), PAGE):
        for stays, reopened in _tasks(store, sql, tasks[start : start + PAGE]):
            count(counted, stays, reopened, since, until)
    for step, closed in totals.items():
        tally = counted[step]
        once = closed - tally.closed  # in tasks in which no step came again: done once, and right
        tally.closed, tally.first, tally.passed = closed, tally.first + once, tally.passed + once
        tally.most = max(tally.most, 1)
    found = [_rework(steps, step, tally) for step, tally in counted.items() if step in steps]
    kept = [one for one in found if one.closed or one.sent_back or one.reopened]
    return tuple(sorted(kept, key=lambda one: (one.sop, -one.sent_back, -one.closed, one.step)))


def count(
    counted: dict[int, Tally], stays: list[Stay], reopened: frozenset[int], since: int, until: int
) -> None:
    """Add up one task: its visits in order, and the numbers of those that were opened by reopening."""
    begun: dict[tuple[int, tuple[str, ...]], int] = {}
    rounds: dict[tuple[int, tuple[str, ...]], list[Stay]] = defaultdict(list)
    again: Counter[tuple[int, tuple[str, ...]]] = Counter()
    for stay in stays:
        if stay.outcome == "undone":
            continue
        place = (stay.step, stay.item)
        begun.setdefault(place, stay.no)
        if stay.kind != "work":
            continue
        inside = since <= stay.opened < until
        if stay.no in reopened:
            counted[stay.step].reopened += inside
        elif (
            rounds[place]
            and (cause := _sent_by(stays, stay)) is not None
            and begun[place] <= begun.get((cause.step, cause.item), cause.no)
        ):
            again[place] += 1
            counted[stay.step].sent_back += inside
            if inside:
                counted[stay.step].causes[cause.step, cause.outcome or "", cause.reason or ""] += 1
        if stay.done:
            rounds[place].append(stay)
    for place, done in rounds.items():
        tally = counted[place[0]]
        inside_it = [stay for stay in done if since <= (stay.closed or 0) < until]
        tally.closed += len(inside_it)
        if done and done[0] in inside_it:
            tally.first += 1
            tally.passed += not again[place]
        if inside_it or any(since <= stay.opened < until for stay in done[1:]):
            tally.most = max(tally.most, len(done))


def _sent_by(stays: list[Stay], stay: Stay) -> Stay | None:
    """The visit whose closing opened another one: of people, where there was one in that event."""
    found = [
        other
        for other in stays[: stay.no - 1]
        if other.done and (other.closed, other.closed_recorded) == (stay.opened, stay.opened_recorded)
    ]
    return next((one for one in reversed(found) if one.kind == "work"), found[-1] if found else None)


def _tasks(
    store: Store, sql: dict[str, str], tasks: list[int]
) -> Iterator[tuple[list[Stay], frozenset[int]]]:
    """The visits of each of these tasks, and which of them were opened by reopening."""
    with store.reading():
        listed = (store.listed(tasks),)
        rows = _apart(store.rows(sql["rework-visits"], listed))
        lanes = _apart(store.rows(sql["rework-lanes"], listed))
        bodies = _apart(store.rows(sql["rework-reopened"], listed))
    for task, visits in rows.items():
        items = _items(lanes.get(task, []))
        reopened = frozenset(
            fact["visit"]
            for (body,) in bodies.get(task, [])
            for fact in json.loads(body)["facts"]
            if fact["fact"] == "reopened"
        )
        yield [Stay(no, step, items[lane], *more) for no, step, lane, *more in visits], reopened


def _items(lanes: Iterable[tuple[Any, ...]]) -> dict[int, tuple[str, ...]]:
    """The items around each lane, the outermost first."""
    around = {no: (outer, item if place else None) for no, outer, item, place in lanes}
    found: dict[int, tuple[str, ...]] = {0: ()}
    for lane in sorted(around):  # a lane's block was opened before it, and so was the lane around that
        outer, item = around[lane]
        found[lane] = found[outer] + (() if item is None else (item,))
    return found


def _apart(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first column, without it."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for task, *rest in rows:
        found[task].append(tuple(rest))
    return found


def _rework(steps: dict[int, tuple[str, str]], step: int, tally: Tally) -> Rework:
    sop, name = steps[step]
    causes = [
        Cause(steps[of][1], outcome, reason, times) for (of, outcome, reason), times in tally.causes.items()
    ]
    causes.sort(key=lambda one: (-one.times, one.step, one.outcome, one.reason))
    return Rework(
        sop, name, tally.closed, tally.first, tally.passed, tally.sent_back, tally.reopened, tally.most,
        tuple(causes),
    )  # fmt: skip
