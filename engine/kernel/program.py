"""A definition made ready to run: its machine, its closures and what each deadline depends on.

Built once for each version and process; every part is made when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from engine.kernel.machine import Flow
from engine.model.commands import Actor
from engine.model.definition import Cases, Deadline, Definition, Expression, Item, Rule, Step
from engine.model.refusals import Refusal
from engine.model.timing import Instant, Rung
from engine.rules.access import Right, allowed_roles, right_to_act
from engine.rules.expressions import Env, evaluator, names, steps


class Program:
    """One definition with what running it needs. Holds nothing about any task."""

    __slots__ = (
        "_allowed",
        "_apart",
        "_blocks",
        "_evaluators",
        "_flow",
        "_inputs",
        "_items",
        "_paths",
        "_rules",
        "_tables",
        "_with_data",
        "definition",
        "has_items",
        "moves_itself",
        "reaches_out",
        "staffed",
    )

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._flow: Flow | None = None
        self._blocks: list[tuple[Deadline, frozenset[str]]] | None = None
        self._evaluators: dict[int, Callable[[Env], Any]] = {}
        self._inputs: dict[str, frozenset[str]] = {}
        self._items: dict[str, dict[int, Item]] = {}
        self._allowed: dict[str, frozenset[str]] = {}
        self._apart: dict[str, tuple[frozenset[str], tuple[str, ...]]] | None = None
        self._paths: dict[str, tuple[tuple[str, str], ...]] = {}
        self._with_data: list[Step] | None = None
        self._tables: dict[str, Callable[[Env, str], Any]] = {}
        self.moves_itself = any(step.kind in ("wait", "each") for step in definition.steps.values())
        self.reaches_out = (
            bool(definition.rules)
            or any(step.kind == "call" for step in definition.steps.values())
            or any(rung.start for ladder in _ladders(definition) for rung in ladder)
        )
        self._rules: dict[tuple[str, ...], list[Rule]] | None = None
        self.staffed = any(step.assign is not None for step in definition.steps.values())
        self.has_items = any(step.kind == "each" for step in definition.steps.values())

    @property
    def flow(self) -> Flow:
        """The machine."""
        if self._flow is None:
            self._flow = Flow(self.definition)
        return self._flow

    def value(self, expression: Expression, env: Env) -> Any:
        """What an expression gives. Raises Missing and EvaluationProblem (engine.rules.expressions)."""
        # The definition keeps its expressions alive, so an id names one for as long as this lives.
        found = self._evaluators.get(id(expression))
        if found is None:
            found = self._evaluators[id(expression)] = evaluator(expression)
        return found(env)

    def table(self, name: str) -> Callable[[Env, str], Any]:
        """What evaluates a decision table: a call with the world and an output's name."""
        found = self._tables.get(name)
        if found is None:
            from engine.rules.tables.running import Runner

            found = self._tables[name] = Runner(self.definition.tables[name])
        return found

    def right(self, action: str, actor: Actor, shop: str) -> Right | Refusal:
        """How the actor may do this (``start``, ``cancel``, ``give``, ...) to a task in that shop; else the
        refusal."""
        needed = self._allowed.get(action)
        if needed is None:
            needed = self._allowed[action] = allowed_roles(self.definition, action)
        return right_to_act(self.definition.sop, action, needed, actor, shop)

    def apart(self, step: str) -> tuple[frozenset[str], tuple[str, ...]]:
        """What ``not_by`` keeps a step apart from, whichever of two names the other: steps, and the words
        that name persons (fields, ``starter``)."""
        if self._apart is None:
            steps = self.definition.steps
            pairs = [(one.name, name) for one in steps.values() for name in one.not_by if name in steps]
            self._apart = {name: (frozenset(), ()) for name in steps}
            for name in steps if pairs or any(one.not_by for one in steps.values()) else ():
                others = {two for one, two in pairs if one == name} | {
                    one for one, two in pairs if two == name
                }
                words = tuple([word for word in steps[name].not_by if word not in steps])
                self._apart[name] = (frozenset(others), words)
        return self._apart[step]

    def choose(self, cases: Cases | None, env: Env) -> Any:
        """The value of the first case that holds; None when none does or there are no cases."""
        for case in cases or ():
            if case.when is None or self.value(case.when, env):
                return case.value
        return None

    def items(self, step: Step) -> dict[int, Item]:
        """A step's checklist lines by their numbers."""
        found = self._items.get(step.name)
        if found is None:
            found = self._items[step.name] = {item.no: item for item in step.items}
        return found

    def rules_after(self, *event: str) -> list[Rule]:
        """The rules that listen to an event, named as in ``Rule.after`` (without its detail)."""
        if self._rules is None:
            self._rules = {}
            for rule in self.definition.rules.values():
                if rule.after:
                    key = rule.after[:1] if rule.after[0] in ("start", "end") else rule.after[:2]
                    self._rules.setdefault(key, []).append(rule)
        return self._rules.get(event, [])

    def path(self, step: str) -> tuple[tuple[str, str], ...]:
        """The declared lanes around a step as (block, lane), from the outermost in."""
        found = self._paths.get(step)
        if found is None:
            lane = self.definition.steps[step].lane
            block, _, name = lane.partition("/")
            found = self._paths[step] = (*self.path(block), (block, name)) if lane else ()
        return found

    def blocks_with_data(self) -> list[Step]:
        """The blocks whose items have values for themselves."""
        if self._with_data is None:
            steps = self.definition.steps.values()
            self._with_data = [step for step in steps if step.each is not None and step.each.data]
        return self._with_data

    def blocks(self) -> list[tuple[Deadline, frozenset[str]]]:
        """The deadline blocks, each with what its plan depends on."""
        if self._blocks is None:
            self._blocks = [
                (
                    block,
                    self.timing_inputs("block:" + block.name, block.due, block.limit, pause=block.pause),
                )
                for block in self.definition.deadlines.values()
            ]
        return self._blocks

    def timing_inputs(self, name: str, *timings: Cases | None, pause: tuple[str, ...] = ()) -> frozenset[str]:
        """What due and limit of a clock depend on: field names, and ``step:NAME`` for opening and closing."""
        found = self._inputs.get(name)
        if found is None:
            collected: set[str] = {"step:" + step for step in pause}
            for cases in timings:
                for case in cases or ():
                    if case.when is not None:
                        collected |= names(case.when)
                        collected |= {"step:" + step for step in steps(case.when)}
                    if case.value is not None:
                        collected |= _instant_inputs(case.value)
            found = self._inputs[name] = frozenset(collected)
        return found

    def assign_inputs(self, step: Step) -> frozenset[str]:
        """What it depends on to whom a step is given, named in the same way."""
        name = "assign:" + step.name
        found = self._inputs.get(name)
        if found is None:
            cases = step.assign or ()
            read: set[str] = set()
            for one in [case.value for case in cases]:
                read |= {one.name, one.skill, "step:" + one.name}
                if one.how == "table":
                    table = self.definition.tables[one.name.partition(".")[0]]
                    read |= {field for column in table.inputs for field in names(column)}
            found = self.timing_inputs(name, tuple(case._replace(value=None) for case in cases)) | read
            self._inputs[name] = found
        return found

    def priority_inputs(self) -> frozenset[str]:
        """What it depends on which visits go before others."""
        cases = self.definition.priority or ()
        return self.timing_inputs("priority:", tuple(case._replace(value=None) for case in cases))

    def role_inputs(self, step: Step) -> frozenset[str]:
        """What it depends on whose a step is, named in the same way."""
        return self.timing_inputs("role:" + step.name, tuple(case._replace(value=None) for case in step.role))


def _ladders(definition: Definition) -> Iterator[tuple[Rung, ...]]:
    """Every ladder of an SOP."""
    yield definition.escalate
    for step in definition.steps.values():
        yield step.escalate or ()
    for deadline in definition.deadlines.values():
        yield deadline.escalate or ()


def _instant_inputs(instant: Instant) -> set[str]:
    found = {instant.field} if instant.field else set()
    if instant.span is not None:
        found |= names(instant.span)
        found |= {"step:" + step for step in steps(instant.span)}
    anchor = instant.anchor
    if anchor is not None:
        if anchor.kind == "field":
            found.add(anchor.name)
        elif anchor.kind in ("opened", "closed", "outcome"):
            found.add("step:" + anchor.name)
    return found
