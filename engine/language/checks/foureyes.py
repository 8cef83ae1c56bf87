"""Four eyes that the team cannot satisfy: steps that different people have to do, and too few who may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise, permutations

from engine.language.checks.material import Material
from engine.model.definition import Step
from engine.model.diagnostics import WARNING, Diagnostic
from engine.model.team import Team
from engine.rules.access import ANYBODY
from engine.rules.ways.graph import Graph, onward, reached

LARGEST = 5
"""Steps that are looked at together: five that exclude each other need five people."""
MOST = 3_000
"""Groups of steps that are tried; what lies beyond is not said."""
ENOUGH = 20
"""Groups that are told of."""

Doers = Mapping[str, frozenset[str]]


def check(material: Material) -> list[Diagnostic]:
    """A warning for each smallest group of steps that a task may go through one after the other and that
    the people of the team cannot share out, with who may do which; at the last step's ``not_by``.

    Who may do a step is who holds any of its roles, whatever the data. Left out are steps of a role that
    nobody holds (``roles`` says so) and groups of more than five. A warning, because the team changes
    without the SOP.
    """
    definition = material.definition
    if material.team is None:
        return []
    graph = onward(definition)
    doers = {name: _doers(step, material.team) for name, step in definition.steps.items()}
    excluded = {
        name: frozenset(other for other in step.not_by if doers[other])
        for name, step in definition.steps.items()
        if doers[name]
    }
    found = []
    for way in too_few(graph, reached(graph, [definition.first]), excluded, doers):
        last = way[-1]
        place = material.places.get((f"steps.{last}", "not_by"), material.places["steps", last])
        who = "; ".join(f"{name}: {', '.join(sorted(doers[name]))}" for name in way)
        data = {"team": material.team.name, "way": " -> ".join(way), "who": who}
        found.append(Diagnostic("P850", place, data, (), WARNING))
    return found


def too_few(
    graph: Graph, there: set[str], excluded: Mapping[str, frozenset[str]], doers: Doers
) -> list[tuple[str, ...]]:
    """The smallest groups of steps, each in an order in which a task may go through them, that cannot be
    shared out: ``excluded`` maps a step to those whose doers may not do it once they were done."""
    tight = sorted(_tight(excluded, doers) & there, key=list(doers).index)
    after = {name: reached(graph, graph[name]) & set(tight) for name in tight}
    found: list[tuple[str, ...]] = []
    tries = 0
    for size in range(2, LARGEST + 1):
        for group in combinations(tight, size):
            tries += 1
            if tries > MOST or len(found) >= ENOUGH:
                return found
            if not any(set(known) <= set(group) for known in found):
                found.extend(_stuck(after, group, excluded, doers))
    return found


def _stuck(
    after: Mapping[str, set[str]],
    group: tuple[str, ...],
    excluded: Mapping[str, frozenset[str]],
    doers: Doers,
) -> Iterator[tuple[str, ...]]:
    """The first order of a group that a task may take and that cannot be shared out; ``after`` are the
    steps that each leads to."""
    if shared_out(group, _both_ways(group, excluded), doers):
        return
    for way in permutations(group):
        if all(later in after[earlier] for earlier, later in pairwise(way)):
            apart = {name: excluded.get(name, frozenset()) & set(way[:at]) for at, name in enumerate(way)}
            if not shared_out(way, apart, doers):
                yield way
                return


def shared_out(steps: tuple[str, ...], apart: Mapping[str, frozenset[str]], doers: Doers) -> bool:
    """Whether each step can be given to one of its doers so that no step has the person of one that it is
    apart from. ``apart`` need not name both ways."""
    taken: dict[str, str] = {}

    def rest(at: int) -> bool:
        if at == len(steps):
            return True
        name = steps[at]
        barred = {taken[other] for other in taken if other in apart[name] or name in apart[other]}
        for person in sorted(doers[name] - barred):
            taken[name] = person
            if rest(at + 1):
                return True
            del taken[name]
        return False

    return rest(0)


def _tight(excluded: Mapping[str, frozenset[str]], doers: Doers) -> set[str]:
    """The steps that matter: one with more doers than steps it excludes always finds somebody, so it is
    left out, and so on with the others."""
    both = _both_ways(tuple(excluded), excluded)
    left = {name for name in both if both[name]}
    while True:
        easy = {name for name in left if len(doers[name]) > len(both[name] & left)}
        if not easy:
            return left
        left -= easy


def _both_ways(group: tuple[str, ...], excluded: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Each step of a group to those of it that it excludes or that exclude it."""
    found: dict[str, set[str]] = {name: set() for name in group}
    for name in group:
        for other in excluded.get(name, frozenset()) & found.keys() - {name}:
            found[name].add(other)
            found[other].add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _doers(step: Step, team: Team) -> frozenset[str]:
    """Who of the team may close a step, one way or another."""
    roles = {role for case in step.role for role in case.value}
    for outcome in step.outcomes.values():
        roles.update(role for case in outcome.role or () for role in case.value)
    return frozenset(key for key, one in team.people.items() if ANYBODY in roles or one.roles & roles)
