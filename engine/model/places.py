"""Where a visit stands among the lanes and items of its task, and the words that name it.

People name a visit by its step (``pack``), by its step and its item where there are items (``pack/A``, with
lists in lists ``pack/A/red``), or by its number among the visits of the step (``pack#2``). The parts are
those of a path because no shell breaks a word there. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.model.definition import EACH, Definition, Outcome
from engine.model.refusals import Refusal
from engine.model.task import Lane, Task, Visit, lanes_around

LONGEST = 40
"""Characters of an item that is typed; a longer one is named by number."""
BIGGEST = 1_000_000_000
"""Whole numbers from here on are instants, which nobody types as such."""
MOST = 10
"""So many visits are named where one of them has to be chosen."""
_SIGNS = frozenset("._,@+=%-")


def item_lanes(task: Any, visit: Visit) -> list[Lane]:
    """Those of the lanes around a visit that stand for items, the outermost first."""
    return [lane for lane in lanes_around(task, visit.lane) if lane.place]


def secret_blocks(definition: Definition) -> frozenset[str]:
    """The blocks that are walked for items of a private list: nothing is named by such an item."""
    private = {name for name, field in definition.data.items() if field.private}
    return frozenset(
        step.name
        for step in definition.steps.values()
        if step.each is not None and not private.isdisjoint(_leaves(step.each.over.tree))
    )


def _leaves(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list | tuple):
        for branch in tree:
            yield from _leaves(branch)


def typed_item(item: Any) -> str | None:
    """An item as a part of a name that a shell takes as it stands; None for one that is no such word."""
    if isinstance(item, bool) or not isinstance(item, str | int):
        return None
    if isinstance(item, int):
        return str(item) if abs(item) < BIGGEST else None
    plain = 0 < len(item) <= LONGEST and all(sign.isalnum() or sign in _SIGNS for sign in item)
    return item if plain else None


def word(definition: Definition, task: Task, visit: Visit) -> str:
    """What names an open visit shortly and without a doubt: ``pack``, ``pack/A``, ``pack#2``."""
    lanes = item_lanes(task, visit) if task.lanes else []
    if lanes:
        path = [typed_item(lane.item) for lane in lanes]
        typed = [item for item in path if item is not None]
        if len(typed) == len(path) and len(with_items(definition, task, visit.step, typed)) == 1:
            return "/".join((visit.step, *typed))
    alone = sum(one.step == visit.step for one in task.open_visits()) < 2
    return visit.step if alone and visit.n == 1 else f"{visit.step}#{visit.n}"


def name(definition: Definition, task: Task, visit: Visit) -> str:
    """As ``word``, with the task: ``T-12/pack/A``."""
    return f"T-{task.id}/{word(definition, task, visit)}"


def with_items(definition: Definition, task: Task, step: str, path: list[str]) -> list[Visit]:
    """The open visits of a step for these items, the outermost first; outer ones may be left out. Those that
    match in full stand for all others."""
    whole, part = [], []
    secret = secret_blocks(definition)
    for visit in task.open_visits():
        if visit.step != step:
            continue
        lanes = item_lanes(task, visit)
        if any(task.visits[lane.block - 1].step in secret for lane in lanes):
            continue
        items = [str(lane.item) for lane in lanes]
        if items == path:
            whole.append(visit)
        elif path and items[-len(path) :] == path:
            part.append(visit)
    return whole or part


def step_called(definition: Definition, text: str) -> str | None:
    """A step by its name, else by its title."""
    if text in definition.steps:
        return text
    return next((name for name, step in definition.steps.items() if step.title == text), None)


def named(definition: Definition, task: Task, text: str) -> Visit | Refusal:
    """The visit that ``text`` names, as above, steps also by their titles. One with a number may be closed.

    Refused: ``unknown-step``, ``unknown-visit``, ``step-not-open``, ``several-open``.
    """
    called, number, path = text, "", [""]
    step = step_called(definition, text)
    if step is None:
        called, _, number = text.partition("#")
        step = step_called(definition, called)
    if step is None:
        called, _, items = text.partition("/")
        path = items.split("/")
        step = step_called(definition, called)
    if step is None:
        return Refusal("unknown-step", {"step": called, "task": task.id, "steps": list(definition.steps)})
    if number:
        found = [visit for visit in task.visits if visit.step == step and str(visit.n) == number]
        return found[0] if found else Refusal("unknown-visit", {"task": task.id, "visit": f"{step}#{number}"})
    if path != [""]:
        found = with_items(definition, task, step, path)
        if not found:  # an item may have a slash of its own
            found = with_items(definition, task, step, ["/".join(path)])
        if not found:
            return Refusal("unknown-visit", {"task": task.id, "visit": f"{step}/{'/'.join(path)}"})
    else:
        found = [visit for visit in task.open_visits() if visit.step == step]
    if not found:
        here = list(dict.fromkeys(visit.step for visit in for_people(task)))
        return Refusal("step-not-open", {"step": step, "task": task.id, "open": here})
    return found[0] if len(found) == 1 else several(definition, task, found)


def for_people(task: Task) -> list[Visit]:
    """The open visits that people work on; where there are none, those of single steps that wait."""
    opened = task.open_visits()
    work = [visit for visit in opened if visit.kind == "work"]
    return work or [visit for visit in opened if visit.kind in ("wait", "call")] or opened


def shared(definition: Definition, task: Task, text: str) -> bool:
    """Whether an outcome, by name or title, is the same one in all open visits: it is of the whole SOP."""
    found = {
        shared_key(outcome) for visit in task.open_visits() for outcome in [_outcome(definition, visit, text)]
    }
    return len(found) == 1 and None not in found


def _outcome(definition: Definition, visit: Visit, text: str) -> Outcome | None:
    outcomes = definition.steps[visit.step].outcomes
    return outcomes.get(text) or next((one for one in outcomes.values() if one.title == text), None)


def shared_key(outcome: Outcome | None) -> str | None:
    """What is the same in every step for an outcome of the whole SOP; None for one that no person takes."""
    if outcome is None or outcome.itself:
        return None
    return repr(outcome._replace(items=()))


def of_whole_sop(definition: Definition) -> frozenset[str]:
    """The names of the outcomes that every step has alike."""
    steps = [
        {name: shared_key(outcome) for name, outcome in step.outcomes.items()}
        for step in definition.steps.values()
    ]
    first = steps[0] if len(steps) > 1 else {}
    return frozenset(
        name for name, key in first.items() if key is not None and all(one.get(name) == key for one in steps)
    )


def several(definition: Definition, task: Task, visits: list[Visit]) -> Refusal:
    """The refusal ``several-open``: which visits there are to choose from, each as it can be typed."""
    data: dict[str, Any] = {
        "task": task.id,
        "visits": [_told(definition, task, visit) for visit in visits[:MOST]],
    }
    if len(visits) > MOST:
        data["more"] = len(visits) - MOST
    return Refusal("several-open", data)


def _told(definition: Definition, task: Task, visit: Visit) -> str:
    """A visit's name and, where that does not say so, its item."""
    text = name(definition, task, visit)
    lanes = item_lanes(task, visit) if "#" in text else []
    blocks = {task.visits[lane.block - 1].step for lane in lanes}
    if not lanes or not blocks.isdisjoint(secret_blocks(definition)):
        return text
    return f"{text} ({' / '.join(str(lane.item) for lane in lanes)})"


def lane_path(task: Task, visit: Visit) -> str:
    """The declared lanes around a visit, ``prepare/goods``; "" in the main one, items left out."""
    path = []
    for lane in lanes_around(task, visit.lane):
        path.append(task.visits[lane.block - 1].step)
        if lane.name != EACH:
            path.append(lane.name)
    return "/".join(path)
