"""Running a story: its commands are decided by the kernel, each at its own virtual time.

There is no database and no clock: what a moment says is when it happens and when it is written down.
Everything else is as with real tasks, values that are read from what people type included. A story
stops at the first moment that goes otherwise, with everything that is otherwise there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from engine.kernel import Context, Decision, Program, decide
from engine.kernel.deciders.common import worked_out
from engine.kernel.walk import Stop, Walk, live_items
from engine.model.commands import Actor, Advance, Cancel, Check, Command, Comment, Set, Start
from engine.model.definition import Definition
from engine.model.diagnostics import Diagnostic
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit
from engine.rules.calendars import Calendar
from engine.rules.values import ValueProblem, from_text
from engine.stories.expecting import otherwise
from engine.stories.plan import Act, Moment, Story, Suite

TASK = 1
CALENDAR = 1


class Failure(NamedTuple):
    """What went otherwise: ``found`` has the place in the story file; ``refusal`` is what refused the
    command, where that is what is told."""

    found: Diagnostic
    refusal: Refusal | None = None


class Reached(NamedTuple):
    """What a story reached: steps that were opened, (step, outcome, target) taken, (step, number) of
    checklist lines that were carried out, and clocks whose due or limit it looked at."""

    steps: frozenset[str]
    outcomes: frozenset[tuple[str, str, str]]
    lines: frozenset[tuple[str, int]]
    clocks: frozenset[str]


class Result(NamedTuple):
    """How a story went; it passed when ``failures`` is empty."""

    story: Story
    failures: tuple[Failure, ...]
    reached: Reached


def run(suite: Suite) -> Iterator[Result]:
    """Every story of a suite, each by itself."""
    program = Program(suite.definition)
    for story in suite.stories:
        calendar = Calendar.from_compiled(story.calendar) if story.calendar else Calendar.of_zone(suite.zone)
        yield _Run(program, story, calendar, suite.zone).result()


class _Run:
    """One story being run."""

    def __init__(self, program: Program, story: Story, calendar: Calendar, zone: str) -> None:
        self.program = program
        self.story = story
        self.calendar = calendar
        self.zone = zone
        self.task: Task | None = None
        self.context: Context | None = None
        self.steps: set[str] = set()
        self.outcomes: set[tuple[str, str, str]] = set()
        self.lines: set[tuple[str, int]] = set()
        self.clocks: set[str] = set()

    def result(self) -> Result:
        """Run the moments until one goes otherwise."""
        failures: list[Failure] = []
        for moment in self.story.moments:
            failures = self._moment(moment)
            if failures:
                break
        reached = Reached(
            frozenset(self.steps), frozenset(self.outcomes), frozenset(self.lines), frozenset(self.clocks)
        )
        return Result(self.story, tuple(failures), reached)

    def _moment(self, moment: Moment) -> list[Failure]:
        if moment.act is not None:
            failure = self._act(moment, moment.act)
            if failure is not None:
                return [failure]
        if self.task is None:
            return [Failure(Diagnostic("T007", one.place)) for one in moment.wanted[:1]]
        failures = []
        task = self._with_computed(self.task, moment)
        for wanted in moment.wanted:
            found = otherwise(wanted, task, self.program.definition, moment.recorded, self.zone)
            if found is not None:
                failures.append(Failure(found))
            elif wanted.key in ("due", "limit"):
                self.clocks.add(wanted.name)
        return failures

    def _with_computed(self, task: Task, moment: Moment) -> Task:
        """The task with the computed fields that the moment looks at, as far as they can be worked out."""
        assert self.context is not None
        data = dict(task.data)
        for wanted in moment.wanted:
            field = self.program.definition.data.get(wanted.name) if wanted.key == "data" else None
            if field is None or field.value is None:
                continue
            walk = Walk(self.program, task, self.context, moment.recorded)
            with suppress(Stop):
                data[field.name] = worked_out(walk, field, field.value, "data")
        return task._replace(data=data)

    def _act(self, moment: Moment, act: Act) -> Failure | None:
        """Carry out what is done, or say why not; None when it went as the story says."""
        person = self.story.team.people[moment.by]
        context = Context(
            Actor(person.key, person.roles, person.key),
            moment.recorded,
            self.zone,
            self.calendar,
            CALENDAR if self.story.calendar else 0,
            task_id=TASK,
        )
        self.context = context
        answer = self._decided(moment, act, context)
        if isinstance(answer, Refusal):
            return _refused(moment, answer)
        if moment.refused:
            wanted = ", ".join(moment.refused)
            return Failure(Diagnostic("T041", moment.refused_place, {"choices": wanted}))
        seq = 1 if self.task is None else self.task.seq + 1
        self.task = answer.draft.task(seq, b"")
        self._note(answer, context)
        return None

    def _decided(self, moment: Moment, act: Act, context: Context) -> Decision | Refusal:
        if act.verb != "start" and self.task is None:
            return Refusal("unknown-task", {"text": f"T-{TASK}"})
        command = self._command(moment, act)
        if isinstance(command, Refusal):
            return command
        return decide(self.program, None if act.verb == "start" else self.task, command, context)

    def _command(self, moment: Moment, act: Act) -> Command | Refusal:
        definition = self.program.definition
        given = {**self.story.data, **act.values} if act.verb == "start" else act.values
        values = typed(definition, given, self.zone)
        if isinstance(values, Refusal):
            return values
        if act.verb == "start":
            return Start(b"", definition.sop, values, moment.at)
        if act.verb == "set":
            return Set(b"", TASK, values, moment.at)
        if act.verb == "comment":
            return Comment(b"", TASK, act.text, moment.at)
        if act.verb == "cancel":
            return Cancel(b"", TASK, act.reason, moment.at)
        visit = self._visit(act.step)
        if isinstance(visit, Refusal):
            return visit
        if act.verb == "check":
            return Check(b"", TASK, visit.no, act.ticks, act.na, act.undo, act.reason, moment.at)
        outcome = _outcome(definition, act)
        if isinstance(outcome, Refusal):
            return outcome
        return Advance(
            b"", TASK, visit.no, outcome, values, act.ticks, act.na, act.all_ticks,
            act.reason, act.late_reason, moment.at,
        )  # fmt: skip

    def _visit(self, step: str) -> Visit | Refusal:
        """The open visit of a step, else its latest one, which closing then refuses."""
        assert self.task is not None
        visits = [visit for visit in self.task.visits if visit.step == step]
        if not visits:
            here = [visit.step for visit in self.task.open_visits()]
            return Refusal("step-not-open", {"step": step, "task": TASK, "open": here})
        return next((visit for visit in visits if visit.closed is None), visits[-1])

    def _note(self, decision: Decision, context: Context) -> None:
        """Remember what was reached."""
        assert self.task is not None
        walk: Walk | None = None
        for fact in decision.facts:
            kind = fact["fact"]
            if kind == "opened":
                self.steps.add(fact["step"])
            elif kind == "ticked":
                step = self.task.visits[fact["visit"] - 1].step
                self.lines.update((step, no) for no in (*fact["items"], *fact["na"]))
            elif kind == "closed":
                step = self.task.visits[fact["visit"] - 1].step
                self.outcomes.add((step, fact["outcome"], fact["to"]))
                outcome = self.program.definition.steps[step].outcomes.get(fact["outcome"])
                if outcome is None:
                    continue
                walk = walk or Walk(self.program, self.task, context, decision.happened)
                items = live_items(walk, self.program.definition.steps[step], outcome.items)
                self.lines.update((step, item.no) for item, live in items if live and item.kind != "tick")


def typed(definition: Definition, given: dict[str, str], zone: str) -> dict[str, Any] | Refusal:
    """What people typed in stored form; "" is None, which takes a value away. As in the command line, what
    is no value of its field is refused before the command is looked at."""
    values: dict[str, Any] = {}
    wrong: list[Refusal] = []
    for name, text in given.items():
        field = definition.data[name]
        try:
            values[name] = from_text(field, text, zone) if text else None
        except ValueProblem as problem:
            data = {"field": name, "title": field.title, "problem": problem.code, "data": problem.data}
            wrong.append(Refusal("bad-value", data))
    if wrong:
        return wrong[0] if len(wrong) == 1 else Refusal("bad-values", {}, tuple(wrong))
    return values


def _outcome(definition: Definition, act: Act) -> str | Refusal:
    outcomes = definition.steps[act.step].outcomes
    if act.outcome is not None:
        return act.outcome
    if "done" in outcomes:
        return "done"
    if len(outcomes) == 1:
        return next(iter(outcomes))
    return Refusal("which-outcome", {"step": act.step, "outcomes": list(outcomes)})


def codes(refusal: Refusal) -> list[str]:
    """The code of a refusal, then those of its reasons, each once."""
    found = [refusal.code]
    for reason in refusal.reasons:
        found += codes(reason)
    return list(dict.fromkeys(found))


def _refused(moment: Moment, refusal: Refusal) -> Failure | None:
    if not moment.refused:
        return Failure(Diagnostic("T040", moment.place, {"code": refusal.code}), refusal)
    seen = codes(refusal)
    if set(moment.refused) <= set(seen):
        return None
    data = {"choices": ", ".join(moment.refused), "codes": ", ".join(seen)}
    return Failure(Diagnostic("T042", moment.refused_place, data), refusal)
