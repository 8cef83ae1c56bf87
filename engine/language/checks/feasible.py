"""Promises that cannot be kept if the steps on the way take the time that they are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from engine.language.checks.given import at_start
from engine.language.checks.material import Material
from engine.language.checks.promises import Promise, closes, may_take, of_cases, promises
from engine.language.checks.times import (
    Effort,
    Moment,
    Moments,
    Time,
    always_later,
    any_calendar,
    calendar_of,
    exact,
    never_earlier,
    plain_workdays,
    time_of,
    told,
)
from engine.model.definition import Deadline, Definition, Step
from engine.model.diagnostics import WARNING, Diagnostic
from engine.model.timing import Instant
from engine.rules.calendars import Calendar
from engine.rules.ways.graph import Graph, onward
from engine.rules.ways.routes import between, longest, on_every_way, order_of, planned, quickest, unbounded

ALWAYS_OPEN = Calendar.of_zone("UTC")


class Race(NamedTuple):
    """A stretch of a task: from when the ``starts`` open (``begin``, of what the promise counts from) to
    when the promise's step is to be closed. ``without`` are steps that it does not lead through again;
    ``behind`` is the promise that it begins at, where it does."""

    promise: Promise
    starts: frozenset[str]
    without: tuple[str, ...] = ()
    behind: Promise | None = None


class Ways(NamedTuple):
    """The graphs of an SOP: every way, those that may go round for ever, and those on which nothing goes
    wrong and no visits are counted."""

    every: Graph
    free: Graph
    straight: Graph


class Ground(NamedTuple):
    """What races are run on. ``counted`` says which spans of steps may be reckoned with."""

    definition: Definition
    ways: Ways
    calendar: Calendar
    counted: Callable[[Instant], bool]
    moments: Moments
    effort: Effort


def check(material: Material) -> list[Diagnostic]:
    """A warning for each promise that is always

    * before another one that counts from the same and that is kept first on every way (D650);
    * over before the quickest way to it is gone (D652);
    * over before the longest way is gone on which nothing goes wrong, unless work may go round in circles
      on the way without counting visits: then that way has no length (D651).

    Steps take what their ``due`` (or ``limit``) gives them, the least of its cases, and no time where it
    gives none. Warnings: they may be quicker. A promise is reported once, for the nearest beginning.
    """
    listed = list(promises(material))
    if not listed:
        return []
    every, free, plan = (
        onward(material.definition),
        unbounded(material.definition),
        planned(material.definition),
    )
    ways = Ways(every, free, {name: targets & free.get(name, frozenset()) for name, targets in plan.items()})
    calendar, effort = calendar_of(material), Effort()
    found: list[Diagnostic] = []
    told_of: set[str] = set()
    for race in _races(material, ways.every, listed):
        if race.promise.owner not in told_of:
            ground = _ground(material, race, ways, calendar, effort)
            one = _judged(race, ground) if ground is not None else None
            if one is not None:
                told_of.add(race.promise.owner)
                found.append(one)
    return found


def _races(material: Material, graph: Graph, listed: list[Promise]) -> Iterator[Race]:
    """All stretches that have a length: from one promise to the next that counts from the same; and from
    what a promise counts from, where there is none before it. What holds for these holds for all others:
    who keeps one promise is in time for the stretch to the next. A limit comes after its due."""
    definition = material.definition
    due = {each.owner for each in listed if each.key == "due"}
    main = [each for each in listed if each.key == "due" or each.owner not in due]
    for promise in main:
        same = {each.step: each for each in main if each.anchor == promise.anchor}
        nearest = on_every_way(graph, definition.first, promise.step, same)[:1]
        if nearest:
            yield Race(promise, graph[nearest[0]], (nearest[0],), same[nearest[0]])
            continue
        anchor, sign = promise.anchor, {each.sign for each in promise.instants}
        if anchor.kind == "start" or (
            anchor.kind == "field" and sign == {1} and _past(material, anchor.name)
        ):
            yield Race(promise, frozenset({definition.first}))
        elif anchor.kind == "opened" and anchor.name != promise.step:
            yield Race(promise, frozenset({anchor.name}))
        elif anchor.kind in ("closed", "outcome") and anchor.name != promise.step:
            outcomes = definition.steps[anchor.name].outcomes
            ways = [body for name, body in outcomes.items() if anchor.outcome in ("", name)]
            starts = frozenset(case.value for body in ways for case in body.to)
            yield Race(promise, starts, (anchor.name,))


def _past(material: Material, name: str) -> bool:
    """Whether a field says when something was, as far as can be seen: a datetime given at the start, and
    no time is that moment, or before it, or waits for it."""
    definition = material.definition
    field = definition.data[name]
    if name not in at_start(definition) or field.value is not None or field.type != "datetime":
        return False
    owners: list[Deadline | Step] = [*definition.deadlines.values(), *definition.steps.values()]
    for owner in owners:
        for instant in (*of_cases(owner.due), *of_cases(owner.limit)):
            counts = instant.anchor is not None and instant.anchor.name == name
            if counts and (instant.sign < 0 or instant.unit is None):
                return False
    return not any(
        instant.anchor is not None and instant.anchor.name == name
        for step in definition.steps.values()
        for instant in of_cases(step.not_before)
    )


def _ground(
    material: Material, race: Race, ways: Ways, calendar: Calendar | None, effort: Effort
) -> Ground | None:
    """What a race is run on; None where it depends on days that are not known."""
    definition = material.definition
    instants = (*race.promise.instants, *(race.behind.instants if race.behind else ()))
    counted: Callable[[Instant], bool] = _every
    if calendar is None:
        if all(map(plain_workdays, instants)):
            counted = plain_workdays
        elif not all(map(any_calendar, instants)):
            return None
        calendar = ALWAYS_OPEN
    anchor = race.promise.anchor
    dated = anchor.kind == "field" and definition.data[anchor.name].type == "date"
    still = not dated and not definition.calendar and all(map(exact, instants)) and _exact(definition)
    return Ground(definition, ways, calendar, counted, Moments(calendar, dated, still), effort)


def _judged(race: Race, ground: Ground) -> Diagnostic | None:
    """What is wrong with a stretch, if anything."""
    promise, calendar = race.promise, ground.calendar
    due = time_of(promise.instants, calendar, max)
    begin = _begin(race, calendar)
    if race.behind is not None and never_earlier(begin, due, ground.moments, ground.effort):
        data = {
            "name": promise.owner,
            "source": promise.source,
            "other": race.behind.owner,
            "other_source": race.behind.source,
        }
        return Diagnostic("D650", promise.place, data, (), WARNING)
    part = between(ground.ways.every, race.starts, promise.step, race.without)
    if not part:
        return None

    def arrive(name: str, opened: int) -> int:
        step = ground.definition.steps.get(name)
        if step is None or step.when is not None:
            return opened
        return closes(step, opened, calendar, ground.counted)

    def first(moment: Moment) -> int:
        return quickest(part, race.starts, promise.step, begin(moment), arrive)[0]

    at = always_later(first, due, ground.moments, ground.effort)
    if at is not None:
        end, way = quickest(part, race.starts, promise.step, begin(at), arrive)
        return _told("D652", race, ground, way, (begin(at), end, due(at)))
    return _longest(race, ground, part, begin, due)


def _longest(race: Race, ground: Ground, part: Graph, begin: Time, due: Time) -> Diagnostic | None:
    """As ``_judged``, for the longest way."""
    goal, steps = race.promise.step, ground.definition.steps
    free = ground.ways.free
    if order_of({name: targets & part.keys() for name, targets in free.items() if name in part}) is None:
        return None
    if any(steps[name].lanes and steps[name].join != "all" for name in part if name in steps):
        return None  # the slowest lane need not be waited for
    ways = between(ground.ways.straight, race.starts, goal, race.without)
    if not ways:
        return None

    def arrive(name: str, opened: int) -> int:
        step = steps.get(name)
        return closes(step, opened, ground.calendar, ground.counted) if step is not None else opened

    begun = begin(ground.moments.low(0))
    way = longest(ways, race.starts, goal, begun, arrive)

    def last(moment: Moment) -> int:
        at = begin(moment)
        for name in way:
            at = arrive(name, at)
        return at

    at = always_later(last, due, ground.moments, ground.effort)
    return _told("D651", race, ground, way, (begin(at), last(at), due(at))) if at is not None else None


def _begin(race: Race, calendar: Calendar) -> Time:
    """When a stretch begins: at the promise it begins at, else at the moment that both count from."""
    return time_of(race.behind.instants, calendar, min) if race.behind is not None else int


def _exact(definition: Definition) -> bool:
    """Whether all steps take exact hours."""
    return all(exact(each) for step in definition.steps.values() for each in may_take(step, _every))


def _every(instant: Instant) -> bool:
    return True


def _told(code: str, race: Race, ground: Ground, way: list[str], times: tuple[int, int, int]) -> Diagnostic:
    begun, end, due = times
    said = []
    for name in way:
        step = ground.definition.steps.get(name)
        if step is None:
            continue
        skipped = code == "D652" and step.when is not None
        spans = [] if skipped else [each.source for each in may_take(step, ground.counted)]
        said.append(f"{name} ({' / '.join(dict.fromkeys(spans))})" if spans else name)
    data = {
        "name": race.promise.owner,
        "source": race.promise.source,
        "begin": race.behind.owner if race.behind else race.promise.anchor.name or "start",
        "needs": told(end - begun),
        "leaves": told(due - begun),
        "way": " -> ".join(said),
    }
    return Diagnostic(code, race.promise.place, data, (), WARNING)
