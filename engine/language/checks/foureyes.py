"""Four eyes that the team cannot satisfy: steps that different people have to do, and too few who may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, islice, permutations, product

from engine.language.checks.material import Material
from engine.language.checks.sharing import Demand, Demands, Slot, demands, enough, holders, shared_out, who
from engine.model.definition import Definition
from engine.model.diagnostics import WARNING, Diagnostic, Place
from engine.model.team import Team
from engine.rules.access import allowed_roles
from engine.rules.ways.graph import Graph, lanes_of, onward, reached

LARGEST = 5
"""Steps that are looked at together: five that exclude each other need five people."""
MOST = 3_000
"""Groups of steps that are tried; what lies beyond is not said."""
MOST_CASES = 60
"""Cases of a group's steps that are put together."""
ENOUGH = 20
"""Groups that are told of."""
STARTER = "starter"
"""Stands among the steps as the first of them: who started the task."""


def check(material: Material) -> list[Diagnostic]:
    """A warning for each smallest group of steps that one task may go through and that the people of the team
    cannot share out, with who may do which; at the last step's ``not_by``.

    Who may do a step is who holds any of its roles, whatever the data; one with votes needs several people,
    by its cases. Left out are steps of a role that nobody holds (``roles`` says so), steps whose votes alone
    cannot be had (``voting`` says so) and groups of more than five. A warning, because the team changes
    without the SOP.
    """
    definition, team = material.definition, material.team
    if team is None:
        return []
    graph = {**onward(definition), STARTER: frozenset({definition.first})}
    asked = _asked(definition, team)
    excluded = {
        name: frozenset(other for other in definition.steps[name].not_by if other in asked)
        for name in asked
        if name != STARTER
    }
    found = []
    for way, chosen in too_few(graph, reached(graph, [STARTER]), excluded, asked, beside(definition)):
        people = "; ".join(who(name, chosen[name], True) for name in way)
        data = {"team": team.name, "way": " -> ".join(way), "who": people}
        found.append(Diagnostic("P850", _place(material, way, excluded), data, (), WARNING))
    return found


def _asked(definition: Definition, team: Team) -> dict[str, Demands]:
    """What each step asks for that can be had of it alone; who may start counts where people start tasks."""
    asked = {name: demands(step, team) for name, step in definition.steps.items()}
    found = {name: tuple(one for one in several if enough(one)) for name, several in asked.items()}
    if definition.schedule is None:
        roles = allowed_roles(definition, "start")
        starters = holders(team, roles) | (team.people.keys() & roles)
        found = {STARTER: (Demand((Slot("", starters),)),) if starters else (), **found}
    return {name: several for name, several in found.items() if several}


def _place(material: Material, way: tuple[str, ...], excluded: Mapping[str, frozenset[str]]) -> Place:
    """The ``not_by`` of the last step on the way that names another of them; the step, where nothing is
    written."""
    naming = [name for name in way if excluded.get(name, frozenset()) & set(way)]
    last = (naming or list(way))[-1]
    return material.places.get((f"steps.{last}", "not_by"), material.places["steps", last])


def beside(definition: Definition) -> Mapping[str, frozenset[str]]:
    """Step -> the steps of other lanes of a block that both stand in: a task goes through both, in whichever
    order."""
    lanes = {
        name: dict(lane.split("/", 1) for lane in lanes_of(definition, name)) for name in definition.steps
    }
    return {
        name: frozenset(
            other
            for other, theirs in lanes.items()
            if any(block in theirs and theirs[block] != lane for block, lane in own.items())
        )
        for name, own in lanes.items()
    }


def too_few(
    graph: Graph,
    there: set[str],
    excluded: Mapping[str, frozenset[str]],
    asked: Mapping[str, Demands],
    siblings: Mapping[str, frozenset[str]] = {},
) -> list[tuple[tuple[str, ...], dict[str, Demand]]]:
    """The smallest groups of steps, each in an order in which a task may go through them, that cannot be
    shared out, and with which of their demands: ``excluded`` maps a step to those that it is kept apart
    from, one way or both."""
    both = both_ways(asked, excluded)
    tight = sorted(_tight(both, asked) & there, key=list(asked).index)
    after = {name: reached(graph, graph[name]) | siblings.get(name, frozenset()) for name in tight}
    found: list[tuple[tuple[str, ...], dict[str, Demand]]] = []
    tries = 0
    for size in range(2, LARGEST + 1):
        for group in combinations(tight, size):
            tries += 1
            if tries > MOST or len(found) >= ENOUGH:
                return found
            if not any(set(known) <= set(group) for known, _ in found):
                found.extend(_stuck(after, group, both, asked))
    return found


def _stuck(
    after: Mapping[str, set[str]],
    group: tuple[str, ...],
    apart: Mapping[str, frozenset[str]],
    asked: Mapping[str, Demands],
) -> Iterator[tuple[tuple[str, ...], dict[str, Demand]]]:
    """The first order of a group that one task may take, where some of its demands cannot be shared out;
    ``after`` are the steps that each leads to."""
    for several in islice(product(*(asked[name] for name in group)), MOST_CASES):
        chosen = dict(zip(group, several, strict=True))
        if shared_out(chosen, apart):
            continue
        for way in permutations(group):
            if all(later in after[way[at]] for at in range(len(way)) for later in way[at + 1 :]):
                yield way, chosen
                return
        return


def both_ways(
    asked: Mapping[str, Demands], excluded: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Each step to those that it excludes or that exclude it: four eyes hold in whichever order."""
    found: dict[str, set[str]] = {name: set() for name in asked}
    for name in asked:
        for other in excluded.get(name, frozenset()) & found.keys() - {name}:
            found[name].add(other)
            found[other].add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _tight(both: Mapping[str, frozenset[str]], asked: Mapping[str, Demands]) -> set[str]:
    """The steps that matter: one for each of whose slots more people would do than there are other slots that
    they could be needed for always finds somebody, so it is left out, and so on with the others."""
    most = {name: max(len(demand.slots) for demand in several) for name, several in asked.items()}
    left = {name for name in both if both[name]}
    while True:
        easy = {
            name
            for name in left
            if all(
                len(slot.people) >= len(demand.slots) + sum(most[other] for other in both[name] & left)
                for demand in asked[name]
                for slot in demand.slots
            )
        }
        if not easy:
            return left
        left -= easy
