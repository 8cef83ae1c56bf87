"""Calling another SOP: what a step asks for when it opens. The task itself is started after the commit."""

from __future__ import annotations

from typing import Any

from engine.kernel.record import canonical
from engine.kernel.walk import Walk
from engine.model.definition import Expression, Step
from engine.model.task import Visit
from engine.rules.values import stored


def ask(walk: Walk, step: Step, visit: Visit) -> None:
    """Put what a call asks for on record: the SOP, its values as they are now, and with whom it is shared.

    Raises Stop where a value that is handed over is missing.
    """
    call = step.call
    assert call is not None
    values: dict[str, Any] = {name: given(walk, value) for name, value in call.give}
    fact = {"fact": "called", "visit": visit.no, "sop": call.sop, "values": values}
    if call.gather:
        base = walk.draft.base
        fact |= {
            "gather": call.gather,
            "ref": base.ref or f"T-{base.id}",
            "key": f"{step.name}:{canonical(values)}",
        }
    walk.draft.apply(fact)


def given(walk: Walk, value: Any) -> Any:
    """A value of ``with``, in stored form: a literal as it is, an expression evaluated now."""
    if isinstance(value, Expression):
        return stored(value.type, walk.evaluate(value, "with"))
    return value
