"""What is asked about an SOP's conditions, and what is known where each of them stands."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from engine.model.definition import Cases, Definition, Expression, Item, Outcome, Step
from engine.model.record import Record
from engine.rules.expressions import names

CASES, STEP, OUTCOME, CONDITION, TOGETHER = "cases", "step", "outcome", "condition", "together"
"""Kinds of questions: cases in order · a step's ``when`` · an outcome's ``when`` · any other condition · the
conditions of one checklist, which have to hold at the same time."""

Tree = list[Any]


class Known(Record):
    """A fact that holds where a condition is asked: as people read it, and as a tree."""

    label: str
    tree: Tree


class Question(Record):
    """``conditions`` in the order in which they are asked, None for ``else``; one for a single condition.

    ``path`` says where, as ``pack.next``; ``name`` is the step or outcome that a condition is of. In
    ``covering`` cases one must hold. ``known`` are facts; ``while_asked`` are facts under which "never"
    counts and "always" does not (what else a checklist asks for). ``open`` is the step whose visit is open.
    ``lines`` are the conditions as the document has them, where those that are asked were put together.
    """

    kind: str
    path: str
    name: str
    conditions: tuple[Expression | None, ...]
    covering: bool = False
    known: tuple[Known, ...] = ()
    while_asked: tuple[Known, ...] = ()
    open: str = ""
    lines: tuple[Expression, ...] = ()

    @property
    def trees(self) -> list[Tree]:
        """The trees of the conditions; of ``else``, and of one with a mistake in it, the empty tree."""
        return [each.tree if each is not None else [] for each in self.conditions]

    @property
    def key(self) -> str:
        """What makes two questions the same: everything but where they stand."""
        known = [each.tree for each in self.known]
        asked = [each.tree for each in self.while_asked]
        said = json.dumps([self.kind, self.covering, self.trees, known, asked])
        # Which visit is open matters only where its step is asked about.
        return f"{self.open} {said}" if json.dumps(self.open) in said else said


def questions(definition: Definition) -> Iterator[Question]:
    """Every question about an SOP, in the order of its steps."""
    shared = _shared(definition)
    for step in definition.steps.values():
        yield from _of_step(step, shared)
    for name, deadline in definition.deadlines.items():
        yield from _cases(f"{name}.due", deadline.due)
        yield from _cases(f"{name}.limit", deadline.limit)
    for name, rule in definition.rules.items():
        if rule.when is not None:
            yield Question(CONDITION, f"{name}.when", name, (rule.when,))


def _shared(definition: Definition) -> set[int]:
    """Which conditions stand in several steps, being of an outcome that is possible from any step: what one
    of these steps knows is not known of them."""
    outcomes = [each for step in definition.steps.values() for each in step.outcomes.values()]
    return {each for each, times in Counter(id(outcome.to) for outcome in outcomes).items() if times > 1}


def _of_step(step: Step, shared: set[int]) -> Iterator[Question]:
    name = step.name
    if step.when is not None:
        yield Question(STEP, f"{name}.when", name, (step.when,))
    yield from _cases(f"{name}.role", step.role, covering=True)
    for key in ("not_before", "due", "limit"):
        yield from _cases(f"{name}.{key}", getattr(step, key))
    for lane in step.lanes.values():
        if lane.when is not None:
            yield Question(CONDITION, f"{name}.{lane.name}.when", lane.name, (lane.when,))
    if step.wait is not None:
        if step.wait.condition is not None:
            yield Question(CONDITION, f"{name}.for", name, (step.wait.condition,), open=name)
        yield from _cases(f"{name}.until", step.wait.until)
    yield from _lines(step)
    for outcome in step.outcomes.values():
        yield from _of_outcome(step, outcome, id(outcome.to) in shared)


def _lines(step: Step) -> Iterator[Question]:
    """The conditions of checklist lines, and of the ``must`` lines themselves."""
    for item in step.items:
        path = f"{step.name}.checklist"
        known: tuple[Known, ...] = ()
        if item.when is not None:
            yield Question(CONDITION, path, step.name, (item.when,), open=step.name)
            known = (Known(item.when.source, item.when.tree),)
        if item.must is not None:
            yield Question(CONDITION, path, step.name, (item.must,), known=known, open=step.name)


def _of_outcome(step: Step, outcome: Outcome, shared: bool) -> Iterator[Question]:
    path = f"{step.name}.{outcome.name}"
    onward = f"{step.name}.next" if tuple(step.outcomes) == ("done",) else f"{path}.to"
    visit = "" if shared else step.name
    # Only people who close a visit are held to its checklist.
    held = step.kind == "work" and not shared
    guarding = set(outcome.items)
    asked = [item for item in step.items if held and item.no in guarding and _binds(item)]
    facts = tuple(fact for item in asked for fact in _facts(item))
    lines = tuple((item, item.must) for item in asked if item.must is not None)
    if len(lines) > 1:
        musts = tuple(must._replace(tree=_where_asked(item, must.tree)) for item, must in lines)
        written = tuple(must for _, must in lines)
        yield Question(TOGETHER, path, outcome.name, musts, open=visit, lines=written)
    if outcome.when is not None:
        yield Question(OUTCOME, path, outcome.name, (outcome.when,), while_asked=facts, open=visit)
        facts = (*facts, Known(outcome.when.source, outcome.when.tree))
    yield from _cases(f"{path}.role", outcome.role, covering=True, open=visit)
    if step.when is not None and outcome.name == "done":
        # Skipping a step goes this way too, past its checklist and without a visit.
        yield from _cases(onward, outcome.to, covering=True)
        return
    given = {name for name, _ in outcome.set}
    still = tuple(each for each in facts if not names(Expression("", each.tree, "boolean")) & given)
    yield from _cases(onward, outcome.to, covering=True, known=still, open=visit)


def _binds(item: Item) -> bool:
    """Whether an outcome can be had only when this line is kept."""
    return not item.warn and not item.na


def _facts(item: Item) -> Iterator[Known]:
    """What is known once a checklist line is kept."""
    if item.must is not None:
        yield Known(f"must: {item.must.source}", _where_asked(item, item.must.tree))
    # That a field has a value is known of a line which is always asked.
    # (A type is not needed to ask whether there is one.)
    elif item.kind == "fill" and item.field and item.when is None:
        yield Known(f"fill: {item.field}", ["has", ["field", item.field, "text"]])


def _where_asked(item: Item, tree: Tree) -> Tree:
    return tree if item.when is None else ["or", [["not", item.when.tree], tree]]


def _cases(
    path: str, cases: Cases | None, *, covering: bool = False, known: Iterable[Known] = (), open: str = ""
) -> Iterator[Question]:
    """A value in cases; a plain value asks nothing."""
    if cases is not None and any(case.when is not None for case in cases):
        conditions = tuple(case.when for case in cases)
        yield Question(CASES, path, "", conditions, covering, tuple(known), (), open)
