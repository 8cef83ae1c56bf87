"""Whether a promise can still be kept: the longest and the quickest way from where a task stands to the step
that keeps it, by what the steps on the way may take (ADR 0027). Decides nothing.

Only ways on which nothing goes wrong count: outcomes that ask for a reason are left out, where a way is left
without them. A step that is open takes until its due; one to come what its due gives it from its opening,
else what such steps took before; one of which neither is known takes no time, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.kernel.context import Context
from engine.kernel.pauses import pauses, still_since
from engine.kernel.plans import Plan, Rest, plan_clock, reckon
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.definition import Case, Cases, Definition, Expression, Step
from engine.model.holding import over
from engine.model.record import Record
from engine.model.task import Span, Task, Visit, lanes_around
from engine.model.timing import Anchor, Instant
from engine.rules.deadlines import compute, spanned
from engine.rules.expressions import EvaluationProblem, Missing, steps
from engine.rules.ways.graph import Graph, onward, routed
from engine.rules.ways.routes import between, longest, order_of, planned, quickest, unbounded

DUE, LIMIT, MEDIAN, UNTIL, UNKNOWN = "due", "limit", "median", "until", "unknown"
IN_TIME, TIGHT, LATE, BREACH, UNCLEAR = "in-time", "tight", "late", "breach", "unclear"

Took = Mapping[str, tuple[int, int]]
"""Step -> how long such steps took (ms; of work steps in working time) and of how many visits that is."""


class Leg(Record):
    """One step on a way. ``opens`` and ``closes`` in ms UTC, as planned; ``open``: it is open now. ``basis``
    says what its length is taken from: ``due`` | ``limit`` (``source``: as written) | ``median`` (``ms``, of
    ``visits`` visits) | ``until`` (the wait's own end) | ``unknown`` (taken as no time)."""

    step: str
    open: bool
    opens: int
    closes: int
    basis: str
    source: str = ""
    ms: int = 0
    visits: int = 0


class Outlook(Record):
    """A promise as it stands. ``legs`` are the longest way and ``finish`` its end (ms UTC), None where work
    may go round for ever on it; ``earliest`` the end of the quickest way, None where no way leads there.
    ``slack`` is the working time from ``finish`` to due, negative when that is over. ``state``: ``in-time`` |
    ``tight`` (in time only on a quicker way) | ``late`` (no way is quick enough for due) | ``breach`` (nor
    for the limit) | ``unclear``."""

    span: Span
    legs: tuple[Leg, ...]
    finish: int | None
    earliest: int | None
    slack: int | None
    state: str


class Roads:
    """The graphs of one definition, made once for all of its tasks."""

    __slots__ = ("every", "free", "plan")

    def __init__(self, definition: Definition) -> None:
        self.every = onward(definition)
        self.plan = planned(definition)
        self.free = unbounded(definition)


def outlook(
    program: Program, task: Task, span: Span, context: Context, took: Took, roads: Roads | None = None
) -> Outlook:
    """How the promise of a running clock stands at ``context.recorded``. Raises CalendarGap where the
    calendar refuses a year without data."""
    roads = roads or Roads(program.definition)
    pace = _Pace(program, task, context, took)
    now, goal = context.recorded, span.step
    part: Graph = {}
    for graph in (roads.plan, roads.every):
        part = between(pace.ruled_out(graph), pace.open, goal)
        if part:
            break
    if not part:
        return Outlook(span, (), None, None, None, UNCLEAR)
    starts = [name for name in pace.open if name in part]
    straight = {name: targets & roads.free.get(name, frozenset()) for name, targets in part.items()}
    legs: tuple[Leg, ...] = ()
    finish = None
    if order_of(straight) is not None and between(straight, starts, goal):
        way = longest(straight, starts, goal, now, lambda name, at: pace.leg(name, at, False).closes)
        legs, finish = pace.walk(way, now)
    earliest = _earliest(pace, part, starts, goal, now)
    slack = None
    if finish is not None and span.due is not None and context.calendar is not None:
        slack = context.calendar.work_between(finish, span.due)
    return Outlook(span, legs, finish, earliest, slack, _state(span, finish, earliest))


def _state(span: Span, finish: int | None, earliest: int) -> str:
    if span.limit is not None and earliest > span.limit:
        return BREACH
    if span.due is not None and earliest > span.due:
        return LATE
    if finish is None:
        return UNCLEAR
    return TIGHT if span.due is not None and finish > span.due else IN_TIME


def _earliest(pace: _Pace, part: Graph, starts: list[str], goal: str, now: int) -> int:
    """When the goal is closed at the earliest: not before the quickest way from each open step that has to be
    done on the way to it."""
    ends = {
        name: quickest(part, [name], goal, now, lambda step, at: pace.leg(step, at, True).closes)[0]
        for name in starts
    }
    needed = [name for name in starts if pace.needed(name, goal)]
    return max(ends[name] for name in needed) if needed else min(ends.values())


class _Pace:
    """How long the steps of one task take. ``open`` are the steps in which it stands, with their visits."""

    def __init__(self, program: Program, task: Task, context: Context, took: Took) -> None:
        self.program, self.task, self.context, self.took = program, task, context, took
        self.steps = program.definition.steps
        self.world = Walk(program, task, context, context.recorded)
        self.open: dict[str, list[Visit]] = {}
        for visit in task.open_visits():
            if visit.kind in ("work", "wait", "call"):
                self.open.setdefault(visit.step, []).append(visit)

    def ruled_out(self, graph: Graph) -> Graph:
        """A graph without the targets that the data of now rule out."""
        found = dict(graph)
        for name, step in self.steps.items():
            cases = [case for way in step.outcomes.values() for case in way.to]
            if step.lanes or name not in found or all(case.when is None for case in cases):
                continue
            left = {
                routed(step, case.value) for way in step.outcomes.values() for case in self._possible(way.to)
            }
            out = {routed(step, case.value) for case in cases} - left
            found[name] = graph[name] - out
        return found

    def _possible(self, cases: Cases) -> Iterator[Case]:
        """The cases that may still be chosen."""
        for case in cases:
            holds = self._holds(case.when)
            if holds is not False:
                yield case
            if holds:
                return

    def _holds(self, condition: Expression | None) -> bool | None:
        """Whether a condition holds by the data of now; None where that is not known, or depends on steps,
        which go on."""
        if condition is None:
            return True
        if steps(condition):
            return None
        self.world.lane = 0
        try:
            return bool(self.program.value(condition, self.world.env()))
        except (Missing, EvaluationProblem):
            return None

    def walk(self, way: list[str], now: int) -> tuple[tuple[Leg, ...], int | None]:
        """The legs of a way and its end; blocks, joins and steps that are skipped are none."""
        legs, at = [], now
        for name in way:
            leg = self.leg(name, at, False)
            at = leg.closes
            if name in self.steps and not self.steps[name].lanes and leg.basis:
                legs.append(leg)
        return tuple(legs), at if way else None

    def leg(self, name: str, at: int, quick: bool) -> Leg:
        """A step that opens at an instant. ``quick``: one that may turn out to be skipped is. ``basis`` is ""
        for what takes no time at all."""
        step = self.steps.get(name)
        if step is None or step.lanes:
            return Leg(name, False, at, at, "")
        visits = self.open.get(name, [])
        here = at == self.context.recorded and bool(visits)
        if not here and self._holds(step.when) in ((False, None) if quick else (False,)):
            return Leg(name, False, at, at, "")
        found = self._now(step, visits[0]) if here else self._to_come(step, at)
        for visit in visits if here else ():
            other = self._now(step, visit)
            found = max(found, other, key=lambda leg: leg.closes)
        return found

    def needed(self, name: str, goal: str) -> bool:
        """Whether an open step has to be done before the goal: no block around it goes on without it."""
        around = {block for block, _ in self.program.path(goal)}
        for visit in self.open[name]:
            for lane in lanes_around(self.task, visit.lane):
                block = self.task.visits[lane.block - 1].step
                if block not in around and self.steps[block].join != "all":
                    return False
        return True

    def _now(self, step: Step, visit: Visit) -> Leg:
        """An open visit: until its due, or until now where that is past. What is on hold goes on when that is
        expected, with what was left."""
        now = self.context.recorded
        hold = over(self.task, visit.no)
        begins = now if hold is None or hold.until is None else max(now, hold.until)
        for timer in self.task.timers:
            if timer.visit == visit.no and timer.kind == "wait" and timer.ended is None:
                return Leg(step.name, True, visit.opened, max(now, timer.at), UNTIL)
        for span in self.task.clocks:
            if span.visit == visit.no and span.ended is None and span.due is not None:
                basis = DUE if step.due is not None else LIMIT
                source = self._source(step, visit.lane)
                return Leg(step.name, True, visit.opened, max(begins, span.due), basis, source)
        leg = self._to_come(step, visit.opened, visit.lane)
        return leg._replace(open=True, closes=max(begins, self._resumed(step, visit, begins) or leg.closes))

    def _resumed(self, step: Step, visit: Visit, begins: int) -> int | None:
        """The due of an open step whose clock stands still, if it goes on at ``begins``; None for others."""
        self.world.lane = visit.lane
        asked = (self.world, step.pause, visit, step.name)
        since = still_since(*asked)
        if since is None:
            return None
        rest = Rest((*pauses(*asked), (since, begins)), step.resume, visit.opened)
        try:
            return plan_clock(self.world, step.due, step.limit, visit.opened, rest).due
        except Stop:
            return None

    def _to_come(self, step: Step, at: int, lane: int = 0) -> Leg:
        calendar = self.context.calendar
        if step.wait is not None and step.wait.until is not None:
            over = self._over(step.wait.until, at, lane)
            if over is not None:
                return Leg(step.name, False, at, max(at, over), UNTIL)
        basis = DUE if step.due is not None else LIMIT
        ends = []
        for instant in self._instants(step.due or step.limit, lane):
            if instant.anchor is None or instant.anchor == Anchor("opened", step.name):
                found = compute(instant, lambda _: at, calendar, self.task.data)
                if found is not None:
                    ends.append((max(at, found.at), instant.source))
        if ends:
            closes, source = min(ends)
            return Leg(step.name, False, at, closes, basis, source)
        if step.name in self.took:
            ms, count = self.took[step.name]
            worked = step.kind == "work" and calendar is not None
            closes = calendar.add_work(at, ms) if worked and calendar is not None and ms else at + ms
            return Leg(step.name, False, at, closes, MEDIAN, "", ms, count)
        return Leg(step.name, False, at, at, UNKNOWN)

    def _over(self, cases: Cases, at: int, lane: int) -> int | None:
        """When a wait that opens at an instant is over at the latest, where that is known."""
        for instant in self._instants(cases, lane):
            try:
                return reckon(self.world, instant, at, Plan())
            except Stop:
                break
        return None

    def _instants(self, cases: Cases | None, lane: int) -> list[Instant]:
        """The one that the data choose; all of them while that is not known."""
        self.world.lane = lane
        env = self.world.env()
        try:
            chosen = self.program.choose(cases, env)
            chosen = [] if chosen is None else [chosen]
        except (Missing, EvaluationProblem):
            chosen = [case.value for case in cases or () if case.value is not None]
        found = []
        for instant in chosen:
            try:
                long = instant.span is not None
                found.append(spanned(instant, self.program.value(instant.span, env)) if long else instant)
            except (Missing, EvaluationProblem):
                continue
        return found

    def _source(self, step: Step, lane: int) -> str:
        found = self._instants(step.due or step.limit, lane)
        return found[0].source if found else ""
