"""A world that remembers what happened in it: for taking things back, reopening and overriding."""

from __future__ import annotations

from typing import Any

from random_blocks import World, helpful

from engine.kernel import Context
from engine.kernel.past import past
from engine.model.commands import Actor, Override, Reopen, Undo
from engine.model.refusals import Refusal
from engine.model.task import Task

REFUSED = {
    "undo-nothing",
    "undo-not-yours",
    "undo-touched",
    "undo-joined",
    "undo-reached",
    "on-hold",
    "endless-moves",
    "endless-skips",
    "missing-value",
    "no-case",
    "not-into-items",
    "evaluation-failed",
}
"""Why an undo may be refused in a random SOP."""


class Remembering(World):
    """``told`` are the events of each task, as an undo needs them."""

    def __init__(self, main: Any) -> None:
        super().__init__(main)
        self.told: dict[int, list[Any]] = {}
        self.undone = self.reopened = self.overridden = 0

    def accept(self, number: int, command: Any, who: str, decision: Any) -> None:
        event = (command.kind, who, None, decision.happened, self.now, decision.facts)
        self.told.setdefault(number, []).append(event)

    def context(self, who: str, number: int) -> Context:
        found = super().context(who, number)
        actor = Actor(who, found.actor.roles, who, may=frozenset(("override",)))
        return found._replace(actor=actor, past=past(number, "", self.told.get(number, ())))

    def undo(self, number: int, who: str = "cid") -> Refusal | Task:
        answer = self.do(Undo(b"", number), who)
        if isinstance(answer, Refusal):
            assert answer.code in REFUSED, answer
        else:
            self.undone += 1
        return answer

    def there_and_back(self, number: int, pick: int, outcome: str) -> None:
        """Advance and undo at once: the task stands where it stood."""
        task = self.tasks[number]
        visit = task.open_visits()[pick % len(task.open_visits())]
        if (
            outcome not in self.programs[task.sop].definition.steps[visit.step].outcomes
            or visit.kind != "work"
        ):
            return
        command: Any = helpful(self, number, visit, outcome)
        if pick % 2:
            command = command._replace(ticks=(), values={})
        if isinstance(self.do(command), Refusal):
            return
        back = self.undo(number)
        if not isinstance(back, Refusal):
            assert standing(back, command.values) == standing(task, command.values)

    def reopen(self, number: int, pick: int) -> None:
        task = self.tasks[number]
        answer = self.do(Reopen(b"", number, task.visits[pick % len(task.visits)].no, "a"))
        self.reopened += not isinstance(answer, Refusal)

    def override(self, number: int, pick: int, outcome: str) -> None:
        task = self.tasks[number]
        visit = task.visits[pick % len(task.visits)]
        answer = self.do(Override(b"", number, visit.no, outcome, "a"))
        if not isinstance(answer, Refusal):
            self.overridden += 1
            closed = answer.visits[visit.no - 1]
            assert closed.closed is not None or closed.n < max(
                one.n for one in answer.visits if one.step == closed.step
            )


def standing(task: Task, given: dict[str, Any]) -> Any:
    """Where a task stands: what is open, what runs until when, its values but those that were ``given``."""
    clocks = {
        (span.deadline, span.visit, span.roles): None if given else (span.due, span.limit)
        for span in task.clocks
        if span.ended is None
    }
    visits = [one._replace(ticks=(), na=(), due=None) for one in task.open_visits()]
    dues = None if given else [one.due for one in task.open_visits()]
    lanes = [(one.no, one.item) for one in task.lanes if one.closed is None]
    waits = {(one.visit, one.at) for one in task.timers if one.ended is None and one.kind == "wait"}
    holds = {(one.visit, one.reason, one.until) for one in task.holds if one.ended is None}
    data = [{k: v for k, v in held.items() if k not in given} for held in (task.data, *(
        one.data for one in task.lanes if one.closed is None))]  # fmt: skip
    counted = {visit.step: sum(one.step == visit.step and one.outcome != "undone" for one in task.visits)
               for visit in task.visits if visit.outcome != "undone"}  # fmt: skip
    return visits, dues, clocks, lanes, waits, holds, data, counted, task.ended, task.arrived
