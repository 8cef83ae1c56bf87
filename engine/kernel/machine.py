"""The SOP as a flat ``transitions`` machine; the only module that imports that library.

States are steps and ends, triggers are outcomes, guards are compiled callables. What the library does
not do is kept out of it: it gets no string from a document as a callback (it would import and call it),
no ``auto_transitions`` (jumps that bypass the SOP), no ``add_model`` (it would overwrite the stored state);
a false guard has no reason there, so ours write theirs on the walker.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from engine.model.definition import Case, Definition, Outcome, Step, is_end

if TYPE_CHECKING:
    from transitions import EventData, Machine

SKIP = "\N{RIGHTWARDS ARROW}skip"
"""The trigger that passes a step whose ``when`` is false; no outcome can have this name."""


class Walker(Protocol):
    """What walks the machine: it has the state, answers the guards and remembers why one said no."""

    state: str

    def may_close(self, step: Step, outcome: Outcome) -> bool:
        """Whether an outcome's conditions hold: its own ``when``, the checklist, the reason."""

    def holds(self, case: Case) -> bool:
        """Whether a case's condition holds."""


class Flow:
    """One machine for one definition, shared by all its tasks; it keeps nothing about any of them."""

    __slots__ = ("_events",)

    def __init__(self, definition: Definition) -> None:
        states = list(definition.steps)
        transitions: list[dict[str, Any]] = []
        ends: dict[str, None] = {}
        for step in definition.steps.values():
            for outcome in step.outcomes.values():
                closing = _closing(step, outcome)
                for case in outcome.to:
                    if is_end(case.value):
                        ends[case.value] = None
                    guard = closing if case.when is None else _both(closing, _case(case))
                    transitions.append(_arrow(outcome.name, step.name, case.value, [guard]))
            if step.when is not None:
                for case in step.outcomes["done"].to:
                    guards = [] if case.when is None else [_case(case)]
                    transitions.append(_arrow(SKIP, step.name, case.value, guards))
        machine = _library()(
            model=None,
            states=[*states, *ends],
            transitions=transitions,
            initial=definition.first,
            auto_transitions=False,
            send_event=True,
            queued=False,
        )
        self._events = machine.events

    def fire(self, walker: Walker, trigger: str) -> bool:
        """Move the walker along a trigger of its state; False when every guard said no (it did not move)."""
        return bool(self._events[trigger].trigger(walker))


@cache
def _library() -> type[Machine]:
    """The library's machine, whose transitions ask their guards and set the state, and nothing else: around
    that it would call callbacks of several kinds, of which we give it none, with a log line for each; that
    takes as long as all the rest of a transition.

    Imported here and not above: what only looks at tasks builds no machine and should not wait for it.
    """
    from transitions import Machine, Transition

    class Arrow(Transition):
        def execute(self, event_data: EventData) -> bool:
            if not all(guard.check(event_data) for guard in self.conditions):
                return False
            event_data.machine.set_state(cast(str, self.dest), event_data.model)
            return True

    class Arrows(Machine):
        transition_cls = Arrow

    return Arrows


def _arrow(trigger: str, source: str, dest: str, guards: list[Callable[[EventData], bool]]) -> dict[str, Any]:
    return {"trigger": trigger, "source": source, "dest": dest, "conditions": guards}


def _closing(step: Step, outcome: Outcome) -> Callable[[EventData], bool]:
    def guard(event: EventData) -> bool:
        return cast(Walker, event.model).may_close(step, outcome)

    return guard


def _case(case: Case) -> Callable[[EventData], bool]:
    def guard(event: EventData) -> bool:
        return cast(Walker, event.model).holds(case)

    return guard


def _both(
    first: Callable[[EventData], bool], second: Callable[[EventData], bool]
) -> Callable[[EventData], bool]:
    """One condition instead of two: the library's own bookkeeping for each costs more than the guard."""

    def guard(event: EventData) -> bool:
        return first(event) and second(event)

    return guard
