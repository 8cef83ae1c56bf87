"""Which visit and which outcome a row means, in the words that people use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from engine.intake.cells import heading
from engine.model.definition import Definition, Step
from engine.model.places import for_people, item_lanes, named, several, with_items
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit

DONE = "done"


class Sought(NamedTuple):
    """A task that a row names: by number (``T-17``) or by ``ref``; ``id`` is the row's command id."""

    id: bytes
    task: int | None
    ref: str


class Found(NamedTuple):
    """The task that was sought, as it is now, with the version it runs. ``visit`` is the visit that the
    very command ``id`` has closed already, None where it has not been carried out before."""

    task: Task
    definition: Definition
    visit: int | None = None


Resolve = Callable[[Sequence[Sought]], Sequence[Found | Refusal]]
"""Finds many tasks at once and answers in order; a refusal where there is none, or several."""


def task_number(text: str) -> int | None:
    """``T-17``, ``t-17`` or ``17``."""
    digits = text[2:] if text[:2] in ("T-", "t-") else text
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 19 else None


def the_visit(found: Found, step: str, item: str = "") -> Visit | Refusal:
    """The visit a row means; also one that is closed: the kernel then says who closed it and when. ``step``
    may say the item too, as on the command line: ``pack/A``, ``pack#2``."""
    task = found.task
    if found.visit is not None:
        return task.visits[found.visit - 1]
    if task.lanes:
        return _among_lanes(found, step, item)
    if step:
        name = _step_name(found.definition, step)
        if name is None:
            steps = list(found.definition.steps)
            return Refusal("unknown-step", {"task": task.id, "step": step, "steps": steps})
        visits = [visit for visit in task.visits if visit.step == name]
        if not visits:
            data = {"task": task.id, "step": name, "open": [visit.step for visit in task.open_visits()]}
            return Refusal("step-not-open", data)
        return next((visit for visit in visits if visit.closed is None), visits[-1])
    opened = task.open_visits()
    if len(opened) > 1:
        return Refusal("row-several-steps", {"task": task.id, "open": [visit.step for visit in opened]})
    return opened[0] if opened else task.visits[-1]


def _among_lanes(found: Found, step: str, item: str) -> Visit | Refusal:
    """The visit of a task with lanes: several steps are open, and one step perhaps for several items."""
    task, definition = found.task, found.definition
    name = _step_name(definition, step)
    if step and name is None:
        return named(definition, task, f"{step}/{item}" if item else step)
    among = [visit for visit in for_people(task) if name in (None, visit.step)]
    if item:
        path = item.split("/")
        numbers = {
            visit.no
            for one in {visit.step for visit in among}
            for visit in with_items(definition, task, one, path) or with_items(definition, task, one, [item])
        }
        among = [visit for visit in among if visit.no in numbers]
        if not among:
            sought = f"{name or ''}/{item}"
            return _closed(found, name, item) or Refusal("unknown-visit", {"task": task.id, "visit": sought})
    if among:
        return among[0] if len(among) == 1 else several(definition, task, among)
    closed = [visit for visit in task.visits if name in (None, visit.step)]
    if closed:
        return closed[-1]
    opened = list(dict.fromkeys(visit.step for visit in for_people(task)))
    return Refusal("step-not-open", {"task": task.id, "step": name, "open": opened})


def _closed(found: Found, name: str | None, item: str) -> Visit | None:
    """The latest closed visit of a step for an item: the kernel then says who closed it and when."""
    for visit in reversed(found.task.visits):
        lanes = item_lanes(found.task, visit)
        if visit.step == name and visit.closed is not None and lanes and str(lanes[-1].item) == item:
            return visit
    return None


def _step_name(definition: Definition, text: str) -> str | None:
    """A step by its name or title."""
    if text in definition.steps:
        return text
    wanted = heading(text)
    names = [s.name for s in definition.steps.values() if wanted in (heading(s.name), heading(s.title))]
    return names[0] if len(names) == 1 else None


def outcomes_by_words(step: Step) -> dict[str, str]:
    """A step's outcomes by what people may call them; a name wins over a title."""
    words = {heading(outcome.title): outcome.name for outcome in step.outcomes.values()}
    words.update({heading(outcome.name): outcome.name for outcome in step.outcomes.values()})
    return words


def the_outcome(step: Step, words: Mapping[str, str], text: str) -> str | Refusal:
    """The outcome that ``text`` names (``words`` as above); without a text ``done``, or the only one."""
    if text:
        name = words.get(heading(text))
        if name is not None:
            return name
        known = list(step.outcomes)
        return Refusal("unknown-outcome", {"step": step.name, "outcome": text, "outcomes": known})
    if DONE in step.outcomes:
        return DONE
    if len(step.outcomes) == 1:
        return next(iter(step.outcomes))
    return Refusal("row-no-outcome", {"step": step.name, "outcomes": list(step.outcomes)})
