"""A task's tree in words: blocks, lanes, items, waits and calls as rows of a checklist's template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.model.definition import Definition
from engine.model.places import name, of_whole_sop
from engine.model.task import Task, Visit
from engine.model.waiting import waits_for
from engine.render.items import item, lane_title
from engine.render.naming import Names
from engine.render.tree import MOST_ITEMS, Branch, Fold, Place
from engine.render.waiting import waiting
from engine.words import _, ngettext

Row = dict[str, Any]
View = Callable[[Visit], Row]
Later = Callable[[Visit], list[Any]]
"""The items of a block that wait for their turn."""
Called = Mapping[int, list[str]]
"""The number of a call's visit to what is known of the tasks that it called, a line for each; not escaped."""


def rows(
    task: Task, places: list[Place], names: Names, view: View, called: Called, later: Later, depth: int = 0
) -> Iterator[Row]:
    """One row for each visit, lane and item, with its ``depth``. ``view`` makes the row of a visit that
    people work on; the others say what they wait for, have the outcomes for people, and no checklist."""
    definition = names.definition
    assert definition is not None
    for place in places:
        visit = place.visit
        if visit.kind == "work":
            yield {"kind": "visit", "depth": depth, **view(visit)}
            continue
        yield {
            "kind": "parked",
            "depth": depth,
            **parked(definition, task, visit, names, view, called, later),
        }
        if place.fold is not None:
            yield {
                "kind": "fold",
                "depth": depth + 1,
                "says": folded(place.fold, names, len(later(visit))),
                "all": _all(task),
            }
        for branch in place.branches:
            yield {"kind": "lane", "depth": depth + 1, **_lane(visit, branch, names)}
            yield from rows(task, branch.places, names, view, called, later, depth + 2)
        for value in later(visit)[:MOST_ITEMS] if place.branches else ():
            row = {"title": item(names, visit.step, value), "says": _("waits for its turn")}
            yield {"kind": "lane", "depth": depth + 1, **row}


def parked(
    definition: Definition, task: Task, visit: Visit, names: Names, view: View, called: Called, later: Later
) -> Row:
    """A visit that closes itself: its name and title, what it waits for, the outcomes for people."""
    step = definition.steps[visit.step]
    if visit.closed is not None:
        says = _("Done; the lanes that are left go on to their end")
    else:
        says = waiting({**waits_for(definition, task, visit), "later": len(later(visit))}, names)
    whole = of_whole_sop(definition)
    own = [outcome for outcome in step.outcomes.values() if not outcome.itself and outcome.name not in whole]
    return {
        "name": name(definition, task, visit)
        if visit.closed is None
        else f"T-{task.id}/{visit.step}#{visit.n}",
        "title": names.title(step.title) or step.name,
        "says": says,
        "called": called.get(visit.no, []),
        "outcomes": view(visit)["outcomes"] if own and visit.closed is None else [],
    }


def _lane(block: Visit, branch: Branch, names: Names) -> Row:
    lane = branch.lane
    if lane is not None and lane.place:
        return {"title": item(names, block.step, lane.item), "says": _state(branch, names)}
    return {"title": lane_title(names, block.step, branch.declared.name), "says": _state(branch, names)}


def _state(branch: Branch, names: Names) -> str:
    """What has become of a lane, with the values that its item has for itself; "" for one in which something
    is open."""
    lane = branch.lane
    if lane is None:
        when = branch.declared.when
        return (
            _("not wanted") if when is None else _("not wanted: only if %(source)s") % {"source": when.source}
        )
    if lane.closed is None:
        return ""
    said = {"at": names.at(lane.closed)}
    text = (_("done %(at)s") if lane.why == "end" else _("cancelled %(at)s")) % said
    values = [f"{names.field(field)} = {names.value(field, value)}" for field, value in lane.data.items()]
    return names.several([text, *values])


def folded(fold: Fold, names: Names, later: int = 0) -> str:
    """``50 items: 12 done, shoot (Shoot) 20, retouch 18``; ``later``: how many wait for their turn."""
    parts = [_("%(n)s done") % {"n": fold.done}] if fold.done else []
    if fold.cancelled:
        parts.append(_("%(n)s cancelled") % {"n": fold.cancelled})
    parts += [f"{names.step(step)} {count}" for step, count in fold.steps.items()]
    if later:
        parts.append(_("%(n)s to come") % {"n": later})
    items = ngettext("%(n)s item", "%(n)s items", fold.items + later) % {"n": fold.items + later}
    return items + _(": ") + names.several(parts)


def _all(task: Task) -> str:
    return _("all of them: sop show T-%(task)s --all") % {"task": task.id}
