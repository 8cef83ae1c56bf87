"""What an open visit that closes itself waits for, as plain data. Pure."""

from __future__ import annotations

from typing import Any

from engine.model.definition import Definition
from engine.model.task import Visit


def waits_for(definition: Definition, task: Any, visit: Visit) -> dict[str, Any]:
    """What a visit waits for; empty for one that people close. ``task`` is a task or a draft.

    A wait: ``condition`` (its source), ``signal``, ``until`` (ms UTC, where it is known yet) and
    ``until_source``, each only where there is one. A call: ``sop``. A block: ``join`` (``all``, ``any``, or
    how many), ``of`` (``lanes``, ``items``), ``ended`` and ``open``, both counted in lanes that were opened.
    """
    step = definition.steps[visit.step]
    if step.wait is not None:
        found: dict[str, Any] = {}
        if step.wait.condition is not None:
            found["condition"] = step.wait.condition.source
        if step.wait.signal:
            found["signal"] = step.wait.signal
        if step.wait.until is not None:
            timers = [one for one in task.timers if one.visit == visit.no and one.kind == "wait"]
            running = [one.at for one in timers if one.ended is None]
            if running:
                found["until"] = running[0]
            found["until_source"] = ", ".join(
                case.value.source for case in step.wait.until if hasattr(case.value, "source")
            )
        return found
    if step.call is not None:
        return {"sop": step.call.sop}
    if not step.lanes:
        return {}
    lanes = [lane for lane in task.lanes if lane.block == visit.no]
    return {
        "join": step.join,
        "of": "lanes" if step.each is None else "items",
        "ended": sum(lane.why == "end" for lane in lanes),
        "open": sum(lane.closed is None for lane in lanes),
    }
