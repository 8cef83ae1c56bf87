"""A signal: something happened outside, and somebody tells the task."""

from __future__ import annotations

from engine.kernel import waits
from engine.kernel.context import Context
from engine.kernel.deciders.advance import give
from engine.kernel.deciders.common import happened_at, must_be_allowed, must_be_open, on_behalf
from engine.kernel.moves import settle
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Signal
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit
from engine.rules.near import near


def decide_signal(program: Program, task: Task, command: Signal, context: Context) -> Walk:
    """Decide a signal: its values are given, open waits for it close, rules about it act afterwards. Whoever
    may give values may tell. One that nothing waits for now is carried out all the same: it is on record, and
    a wait that opens later does not see it.

    Raises Stop: ``task-ended``, ``may-not``, ``unknown-signal``, ``bad-values``.
    """
    must_be_open(task)
    right = must_be_allowed(program, "give", context, task.shop)
    known = signals(program)
    if command.name not in known:
        data = {"signal": command.name, "signals": known, "sop": program.definition.sop}
        meant = near(command.name, known)
        help = ("signal", meant[0], f"T-{task.id}") if meant else ()
        raise Stop(Refusal("unknown-signal", data, (), help))
    earliest = max((visit.opened for visit in _waiting(program, task, command.name)), default=task.started)
    walk = Walk(program, task, context, happened_at(command.happened, context, earliest, "before-opened"))
    on_behalf(walk, right)
    changed: set[str] = set()
    give(walk, command.values, next(iter(task.open_visits()), None), changed)
    walk.draft.apply({"fact": "signalled", "name": command.name})
    waits.signalled(walk, command.name, changed)
    settle(walk, changed)
    return walk


def signals(program: Program) -> list[str]:
    """The signals that an SOP listens to, in waits and in rules."""
    definition = program.definition
    found = [step.wait.signal for step in definition.steps.values() if step.wait and step.wait.signal]
    found += [rule.after[1] for rule in definition.rules.values() if rule.after[:1] == ("signal",)]
    return list(dict.fromkeys(found))


def _waiting(program: Program, task: Task, name: str) -> list[Visit]:
    """The open visits that wait for a signal."""
    steps = program.definition.steps
    found = []
    for visit in task.open_visits():
        wait = steps[visit.step].wait
        if wait is not None and wait.signal == name:
            found.append(visit)
    return found
