"""Running a story: its commands are decided by the kernel, each at its own virtual time.

There is no database and no clock: what a moment says is when it happens and when it is written down.
Everything else is as with real tasks, values that are read from what people type included. A story
stops at the first moment that goes otherwise, with everything that is otherwise there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from engine.kernel import Context, Decision, Program, decide
from engine.kernel.deciders.common import worked_out
from engine.kernel.past import Recorded, past
from engine.kernel.walk import Stop, Walk, live_items
from engine.model.commands import Act as Rule
from engine.model.commands import Command, Wake
from engine.model.diagnostics import Diagnostic
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.rules.calendars import Calendar
from engine.stories.asking import TASK, command_of
from engine.stories.expecting import Seen, clock_of, otherwise
from engine.stories.ladders import counts_as
from engine.stories.moments import BEGIN, PRESENCE, SCHEDULED, UNDO
from engine.stories.people import People
from engine.stories.plan import Act, Moment, Story, Suite
from engine.stories.scheduled import ACTOR, start_of

CALENDAR = 1


class Failure(NamedTuple):
    """What went otherwise: ``found`` has the place in the story file; ``refusal`` is what refused the
    command, where that is what is told."""

    found: Diagnostic
    refusal: Refusal | None = None


class Reached(NamedTuple):
    """What a story reached: steps that were opened, (step, outcome, target) taken, (step, number) of
    checklist lines that were carried out, clocks whose due or limit it looked at, rules that acted, rungs
    that happened whole (as ``ladders.counts_as`` names them)."""

    steps: frozenset[str]
    outcomes: frozenset[tuple[str, str, str]]
    lines: frozenset[tuple[str, int]]
    clocks: frozenset[str]
    rules: frozenset[str] = frozenset()
    rungs: frozenset[str] = frozenset()


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
        self.rules: set[str] = set()
        self.rungs: set[str] = set()
        self.seen = Seen([], [])
        self.people = People(story.team, zone)
        self.events: list[Recorded] = []

    def result(self) -> Result:
        """Run the moments until one goes otherwise."""
        failures: list[Failure] = []
        for moment in self.story.moments:
            self.seen = Seen([], [])
            failures = self._pass_time(moment) or self._moment(moment)
            if failures:
                break
        reached = Reached(
            frozenset(self.steps),
            frozenset(self.outcomes),
            frozenset(self.lines),
            frozenset(self.clocks),
            frozenset(self.rules),
            frozenset(self.rungs),
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
            found = otherwise(wanted, task, self.program.definition, moment.recorded, self.zone, self.seen)
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
        if act.verb in PRESENCE:
            there = self.people.note(act, moment.at)
            return None if there else Failure(Diagnostic("T044", moment.place, {"person": act.to}))
        context = self._context(moment.by, moment.recorded)
        if act.verb == SCHEDULED:
            context = self.context = context._replace(actor=ACTOR)
        answer = self._decided(moment, act, context)
        if isinstance(answer, Refusal):
            return _refused(moment, answer)
        if moment.refused:
            wanted = ", ".join(moment.refused)
            return Failure(Diagnostic("T041", moment.refused_place, {"choices": wanted}))
        return self._accept(moment, act.verb, answer, context)

    def _context(self, by: str, recorded: int) -> Context:
        """What a command is decided with; work that nobody does has no person."""
        actor = self.people.actor(by, recorded)
        number = CALENDAR if self.story.calendar else 0
        staff = self.people.staff(recorded, self.task)
        self.context = Context(actor, recorded, self.zone, self.calendar, number, task_id=TASK, staff=staff)
        return self.context

    def _accept(self, moment: Moment, kind: str, answer: Decision, context: Context) -> Failure | None:
        """Take over what was decided for a command of a kind, and do what it sets off in this task."""
        if not answer.facts:
            return None
        seq = 1 if self.task is None else self.task.seq + 1
        self.task = answer.draft.task(seq, b"")
        who = context.actor
        self.events.append((kind, who.person, who.acting, answer.happened, context.recorded, answer.facts))
        self.people.follow(self.task, answer.facts)
        self._note(answer, context)
        for effect in answer.effects:
            if isinstance(effect, Rule):
                failure = self._by_itself(moment, effect, context.recorded)
                if failure is not None:
                    return failure
        return None

    def _by_itself(self, moment: Moment, command: Command, recorded: int) -> Failure | None:
        """Carry out what no person does: a timer, a rule."""
        context = self._context("", recorded)
        answer = decide(self.program, self.task, command, context)
        if isinstance(answer, Refusal):
            return Failure(Diagnostic("T040", moment.place, {"code": answer.code}), answer)
        return self._accept(moment, command.kind, answer, context)

    def _pass_time(self, moment: Moment) -> list[Failure]:
        """Let happen what is due when the moment is written down (timers, rungs of clocks that run), each at
        its instant, as a sweep would do it."""
        while self.task is not None and self.task.ended is None:
            due = min(_due(self.task), default=None)
            if due is None or due > moment.recorded:
                break
            written = self.context.recorded if self.context is not None else due
            failure = self._by_itself(moment, Wake(b"", TASK), max(due, written))
            if failure is not None:
                return [failure]
        return []

    def _decided(self, moment: Moment, act: Act, context: Context) -> Decision | Refusal:
        if act.verb not in BEGIN and self.task is None:
            return Refusal("unknown-task", {"text": f"T-{TASK}"})
        command: Command | Refusal
        if act.verb == SCHEDULED:
            command = start_of(self.program, moment.at, self.calendar)
        else:
            command = command_of(
                self.program.definition, self.task, self.story.data, act, moment.at, self.zone
            )
        if isinstance(command, Refusal):
            return command
        if act.verb == UNDO and self.task is not None:
            context = context._replace(past=past(TASK, self.task.shop, self.events))
        return decide(self.program, None if act.verb in BEGIN else self.task, command, context)

    def _note(self, decision: Decision, context: Context) -> None:
        """Remember what was reached."""
        assert self.task is not None
        walk: Walk | None = None
        for fact in decision.facts:
            kind = fact["fact"]
            if kind == "noticed":
                self.seen.told.extend(fact["to"])
            elif kind == "escalated" and not fact.get("skipped"):
                span = self.task.clocks[fact["clock"] - 1]
                self.seen.escalated.append(f"{clock_of(span)}.{fact['rung']}")
                if "failed" not in fact:
                    self.rungs.add(counts_as(self.program.definition, span, fact["rung"]))
            elif kind == "ruled":
                self.rules.add(fact["rule"])
            elif kind == "opened":
                self.steps.add(fact["step"])
            elif kind == "ticked":
                step = self.task.visits[fact["visit"] - 1].step
                self.lines.update((step, no) for no in (*fact["items"], *fact["na"]))
            elif kind == "closed" and "override" not in fact:  # what went against a rule shows no way
                step = self.task.visits[fact["visit"] - 1].step
                self.outcomes.add((step, fact["outcome"], fact["to"]))
                outcome = self.program.definition.steps[step].outcomes.get(fact["outcome"])
                if outcome is None:
                    continue
                walk = walk or Walk(self.program, self.task, context, decision.happened)
                items = live_items(walk, self.program.definition.steps[step], outcome.items)
                self.lines.update((step, item.no) for item, live in items if live and item.kind != "tick")


def _due(task: Task) -> Iterator[int]:
    """When something happens by itself, ms UTC."""
    yield from (timer.at for timer in task.timers if timer.ended is None)
    yield from (span.rungs[0][0] for span in task.clocks if span.ended is None and span.rungs)


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
