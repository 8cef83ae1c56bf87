"""What stories reached of an SOP, and what none of them did, by name.

Counted are steps that were opened; outcomes that were taken, one that leads to several places once for
each of them; checklist lines that were carried out; deadlines that a story looked at (``due`` or ``limit``
in ``then``); rules that acted; rungs that happened with all that they do, those of the SOP's own ladder once,
at whichever clock. An outcome from any step counts once, wherever it was taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from engine.model.definition import Outcome
from engine.stories.ladders import counted
from engine.stories.plan import Suite
from engine.stories.running import Result


class Count(NamedTuple):
    """How many of a kind were reached, and the names of the others, in the order of the SOP, each with
    its title ("" where it says no more)."""

    reached: int
    all: int
    missing: dict[str, str]


class Coverage(NamedTuple):
    """One count for each kind of thing."""

    steps: Count
    outcomes: Count
    lines: Count
    deadlines: Count
    rules: Count
    rungs: Count


def measure(suite: Suite, results: Iterable[Result]) -> Coverage:
    """What the stories of a suite reached together, those that failed up to where they did."""
    reached = [result.reached for result in results]
    definition = suite.definition
    steps = {name for one in reached for name in one.steps}
    taken = {key for one in reached for key in one.outcomes}
    lines = {key for one in reached for key in one.lines}
    clocks = {name for one in reached for name in one.clocks}
    ways: dict[str, bool] = {}
    items: dict[str, bool] = {}
    titles: dict[str, str] = {}
    for step in definition.steps.values():
        copied = {no for name in suite.anywhere for no in _items(suite, name, step.name)}
        for outcome in step.outcomes.values():
            anywhere = step.name in suite.anywhere.get(outcome.name, ())
            for name, target in _ways(outcome, "" if anywhere else step.name):
                ways[name] = ways.get(name, False) or (step.name, outcome.name, target) in taken
        for item in step.items:
            name = item.title if item.no in copied else f"{step.name}.{item.no}"
            titles[name] = "" if item.no in copied else item.title
            items[name] = items.get(name, False) or (step.name, item.no) in lines
    names = dict.fromkeys(
        [*definition.deadlines, *(step.name for step in definition.steps.values() if step.due or step.limit)]
    )
    rungs = counted(definition)
    return Coverage(
        _count({name: name in steps for name in definition.steps}),
        _count(ways),
        _count(items, titles),
        _count({name: name in clocks for name in names}),
        _count({name: any(name in one.rules for one in reached) for name in definition.rules}),
        _count({name: any(name in one.rungs for one in reached) for name in rungs}, rungs),
    )


def _ways(outcome: Outcome, step: str) -> list[tuple[str, str]]:
    """An outcome's name for each place it leads to, and that place."""
    name = f"{step}.{outcome.name}" if step else outcome.name
    targets = list(dict.fromkeys(case.value for case in outcome.to))
    if len(targets) == 1:
        return [(name, targets[0])]
    return [(f"{name} -> {target}", target) for target in targets]


def _items(suite: Suite, outcome: str, step: str) -> set[int]:
    """The checklist lines that an outcome from any step brought along into a step."""
    if step not in suite.anywhere[outcome]:
        return set()
    body = suite.definition.steps[step]
    others = {
        no
        for name, one in body.outcomes.items()
        if step not in suite.anywhere.get(name, ())
        for no in one.items
    }
    return set(body.outcomes[outcome].items) - others


def _count(named: dict[str, bool], titles: Mapping[str, str] = MappingProxyType({})) -> Count:
    missing = {name: titles.get(name, "") for name, reached in named.items() if not reached}
    return Count(len(named) - len(missing), len(named), missing)
