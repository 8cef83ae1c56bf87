"""Which visit is meant by a name where a step is to be reopened: one that was closed. Pure."""

from __future__ import annotations

from engine.model.definition import Definition
from engine.model.places import MOST, item_lanes, secret_blocks, step_called, typed_item
from engine.model.refusals import Refusal
from engine.model.task import UNDONE, Task, Visit


def to_reopen(definition: Definition, task: Task, text: str) -> Visit | Refusal:
    """The latest visit of the step that ``text`` names: ``pack``, ``pack#1``, ``pack/A`` (its item), steps
    also by their titles; "" where the task has been in one step alone. It may be open: that is refused when
    it is decided.

    Refused: ``unknown-step``, ``unknown-visit``, ``never-open``, ``reopen-which``.
    """
    if not text:
        found = [visit for visit in task.visits if visit.kind == "work" and visit.outcome != UNDONE]
        return found[-1] if len({visit.step for visit in found}) == 1 else _which(task, found)
    step, number, path = _parts(definition, text)
    if step is None:
        return Refusal("unknown-step", {"step": text, "task": task.id, "steps": list(definition.steps)})
    found = [visit for visit in task.visits if visit.step == step and visit.outcome != UNDONE]
    if number:
        found = [visit for visit in found if str(visit.n) == number]
        return found[0] if found else Refusal("unknown-visit", {"task": task.id, "visit": text})
    if path:
        whole = "/".join(path)  # an item may have a slash of its own
        found = [
            visit for visit in found if f"/{'/'.join(_items(definition, task, visit))}".endswith("/" + whole)
        ]
        return found[-1] if found else Refusal("unknown-visit", {"task": task.id, "visit": text})
    if not found:
        return Refusal("never-open", {"task": task.id, "step": step})
    latest = {tuple(_items(definition, task, visit)): visit for visit in found}
    if len(latest) == 1:
        return found[-1]
    return _which(task, list(latest.values()), [_word(visit, items) for items, visit in latest.items()])


def _parts(definition: Definition, text: str) -> tuple[str | None, str, list[str]]:
    """Step, number of the visit, path of items."""
    step = step_called(definition, text)
    if step is not None:
        return step, "", []
    called, _, number = text.rpartition("#")
    step = step_called(definition, called)
    if step is not None:
        return step, number, []
    called, _, items = text.partition("/")
    return step_called(definition, called), "", items.split("/")


def _items(definition: Definition, task: Task, visit: Visit) -> list[str]:
    """The items around a visit; those of private lists name nothing."""
    secret = secret_blocks(definition)
    lanes = item_lanes(task, visit)
    return [
        str(lane.item) if task.visits[lane.block - 1].step not in secret else f"#{lane.no}" for lane in lanes
    ]


def _word(visit: Visit, items: tuple[str, ...]) -> str:
    """What names one visit: its step with the items, where they can be typed, else its number."""
    if all(typed_item(item) is not None for item in items):
        return "/".join((visit.step, *items))
    return f"{visit.step}#{visit.n}"


def _which(task: Task, visits: list[Visit], words: list[str] | None = None) -> Refusal:
    """The refusal that says what there is to choose from: steps, or what ``words`` name."""
    names = [f"T-{task.id}/{word}" for word in words or [visit.step for visit in visits]]
    names = list(dict.fromkeys(names))
    data: dict[str, object] = {"task": task.id, "visits": names[:MOST]}
    return Refusal("reopen-which", data | ({"more": len(names) - MOST} if len(names) > MOST else {}))
