"""One open visit as a person walks through it: it is read anew before each question, and each answer is a
command of its own, durable before the next question is asked."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cli.refused import print_refusal
from cli.telling import names_for
from engine.kernel import decide
from engine.kernel.deciders.common import open_visit
from engine.kernel.explain import Line, checklist, ways
from engine.kernel.walk import Stop
from engine.model.commands import Advance, Check, Command, Set
from engine.model.refusals import Refusal

if TYPE_CHECKING:
    from typing import Any

    from cli.dialogue import Dialogue
    from engine.app import App
    from engine.kernel.explain import Way
    from engine.kernel.notes import Left as Shown
    from engine.model.definition import Step
    from engine.service import Accepted

ASKED = ("tick", "fill")
"""Kinds of lines that ask for something; a condition shows whether it holds."""
TO_DO = ("open", "confirm")
OVER = frozenset(
    {
        "visit-closed",
        "task-ended",
        "unknown-visit",
        "not-your-role",
        "not-by",
        "assigned-to-other",
        "other-shop",
    }
)
"""Refusals after which nothing more can be answered here."""
NOT_MINE = OVER | {"may-not"}
"""Refusals that say that a person may not take an outcome, whatever is ticked."""


class Over(Exception):
    """The visit is not this person's to work on (any more): somebody closed it, or it was given away."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class Walked:
    """A visit (``visit_no`` of ``task_id``) being walked. ``outcome`` is the one that was chosen, whose own
    lines are asked for then; ``passed`` are the numbers of lines that were left open, ``answered`` of those
    that were asked for; ``ticks`` is whether the person may answer lines, and not only take an outcome."""

    def __init__(self, app: App, talk: Dialogue, task_id: int, visit_no: int) -> None:
        self.app = app
        self.talk = talk
        self.task_id = task_id
        self.visit_no = visit_no
        self.outcome: str | None = None
        self.passed: set[int] = set()
        self.answered: set[int] = set()
        self.ticks = True
        self.look()

    def look(self) -> None:
        """Read the task as it is now. Raises Over: the visit is closed, or this person may not work on it."""
        app = self.app
        app.anew()
        task = app.task(f"T-{self.task_id}")
        try:
            visit = open_visit(task, self.visit_no)
        except Stop as stop:
            raise Over(stop.refusal) from None
        self.task, self.visit = task, visit
        self.program = app.program(task)
        self.step: Step = self.program.definition.steps[visit.step]
        self.names = names_for(app, self.program.definition)
        self.context = app.context(task)
        self.lines = checklist(self.program, task, visit, self.context)

    def may_tick(self) -> Refusal | None:
        """What keeps the person from ticking here; None where nothing does."""
        answer = decide(self.program, self.task, Check(b"", self.task.id, self.visit.no), self.context)
        # Nothing is ticked, which is refused last: so whoever gets that far may.
        return answer if isinstance(answer, Refusal) and answer.code != "nothing-to-do" else None

    def ways(self) -> list[Way]:
        """Every outcome that people take, with what refuses it now."""
        return ways(self.program, self.task, self.visit, self.context)

    # Which lines are asked for

    def usual(self) -> list[str]:
        """The outcomes that need no reason: what the step is there for."""
        return [name for name, one in self.step.outcomes.items() if not one.reason and not one.itself]

    def wanted(self, line: Line) -> bool:
        """Whether a line is asked for before an outcome is chosen (every usual one wants it), or because it
        was chosen."""
        if self.outcome is not None:
            return line.item.no in self.step.outcomes[self.outcome].items
        usual = self.usual()
        return bool(usual) and set(usual) <= set(line.outcomes)

    def askable(self) -> list[Line]:
        """The lines that can be answered as things stand, in order."""
        return [
            line
            for line in self.lines
            if self.ticks
            and line.item.kind in ASKED
            and line.state not in ("off", "undecided")
            and self.wanted(line)
        ]

    def next_line(self) -> Line | None:
        """The first line that waits for an answer and was not left open on purpose."""
        return next((line for line in self.askable() if self.waits(line)), None)

    def waits(self, line: Line) -> bool:
        """Whether a line is to be asked. A default is asked for once: nobody said yet that it is right."""
        if line.item.no in self.passed:
            return False
        return line.state in TO_DO or self.is_default(line)

    def is_default(self, line: Line) -> bool:
        """Whether a line has the value that the SOP gives at the start, which nobody confirmed here."""
        field = self.program.definition.data.get(line.item.field or "")
        if field is None or field.default is None or line.state != "done" or line.value is None:
            return False
        return self.origin(field.name) == 0

    def origin(self, field: str) -> int:
        """The number of the visit in which a field got its value; 0: at the start."""
        from engine.kernel.scopes import owner

        held: Any = self.task
        if self.program.has_items and (lane := owner(self.program, held, self.visit.lane, field)):
            held = held.lanes[lane - 1]
        return int(held.origin.get(field, 0))

    def line(self, no: int) -> Line | None:
        """A line by its number, as it stands."""
        return next((line for line in self.lines if line.item.no == no), None)

    def before(self, no: int | None) -> Line | None:
        """The line before one (before the outcomes: the last) that can be answered anew."""
        lines = self.askable()
        earlier = lines if no is None else [line for line in lines if line.item.no < no]
        return max(earlier, key=lambda line: line.item.no, default=None)

    # Answers

    def tick(self, no: int, undo: bool = False, shown: Shown | None = None) -> bool:
        """Tick a line, with what is ``shown`` for it, or take its tick back; whether it was carried out."""
        evidence = () if shown is None else (shown,)
        return self.run(
            Check(os.urandom(16), self.task.id, self.visit.no, (no,), undo=undo, evidence=evidence)
        )

    def not_applicable(self, no: int, reason: str | None) -> bool:
        """Mark a line as not applicable."""
        return self.run(Check(os.urandom(16), self.task.id, self.visit.no, (), (no,), False, reason))

    def give(self, field: str, value: Any) -> bool:
        """Give a value (stored form), or take it away (None)."""
        return self.run(Set(os.urandom(16), self.task.id, {field: value}, None, self.visit.no))

    def close(self, outcome: str, reason: str | None, late: str | None) -> Accepted | None:
        """Take an outcome; what came of it, or None where it was refused, which is said."""
        command = Advance(
            os.urandom(16), self.task.id, self.visit.no, outcome, reason=reason, late_reason=late
        )
        return self.answer(command)

    def run(self, command: Command) -> bool:
        """As ``answer``; and the task is read anew."""
        done = self.answer(command) is not None
        self.look()
        return done

    def answer(self, command: Command) -> Accepted | None:
        """Carry out a command; None where it was refused, which is said. Raises Over."""
        app = self.app
        app.anew()
        answer = app.service.run(command, app.actor)
        if not isinstance(answer, Refusal):
            return answer
        if answer.code in OVER:
            self.look()  # a closed visit says who closed it, also where the whole task ended with it
            raise Over(answer)
        sys.stdout.flush()  # what was said before it stands before it
        print_refusal(answer, app.zone, self.program.definition, app.team)
        return None


def refused_here(walked: Walked) -> Refusal | None:
    """Why a person cannot do anything at a visit; None where they can tick or take an outcome."""
    refusal = walked.may_tick()
    walked.ticks = refusal is None
    if refusal is None:
        return None
    for way in walked.ways():
        if way.refusal is None or way.refusal.code not in NOT_MINE:
            return None
    return refusal
