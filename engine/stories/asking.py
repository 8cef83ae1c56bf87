"""What a moment asks for, as a command: people's texts read as values, names as numbers of visits."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from engine.kernel.notes import Left
from engine.model.commands import (
    Advance,
    Assign,
    Attach,
    Cancel,
    Check,
    Claim,
    Command,
    Comment,
    Delegate,
    Hold,
    Override,
    Release,
    Reopen,
    Resume,
    Return,
    Set,
    Signal,
    Start,
    Undo,
)
from engine.model.definition import CANCELLED, DROPPED, END, Definition, Field
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit, lanes_around
from engine.rules.values import ValueProblem, from_text, show
from engine.stories.plan import Act

TASK = 1
EMPTY = sha256(b"").hexdigest()
CALLED = 2
"""The number of the task that a call started: it is not run, the story says how it ended."""


def command_of(
    definition: Definition, task: Task | None, given: dict[str, str], act: Act, at: int, zone: str
) -> Command | Refusal:
    """The command of an act that happens ``at`` (ms UTC), or what refuses it before it is one. ``given`` is
    what every start of the story has."""
    if act.verb == "returns":
        return _return(definition, task, act, at, zone)
    values = typed(definition, {**given, **act.values} if act.verb == "start" else act.values, zone)
    if isinstance(values, Refusal):
        return values
    if act.verb == "start":
        return Start(b"", definition.sop, values, at)
    if act.verb in WHOLE:
        return WHOLE[act.verb](act, values, at)
    if act.verb == "set" and not act.items:
        return Set(b"", TASK, values, at)
    if act.verb in HOLDS and not act.step and not act.items:
        return HOLDS[act.verb](act, 0, at)
    if act.verb == "attach":
        text, digest, size = left(act.text)
        return Attach(b"", TASK, text, hash=digest, size=size, happened=at)
    if act.verb == "undo":
        return Undo(b"", TASK, act.reason, at)
    visit = visit_of(definition, task, act, zone)
    if isinstance(visit, Refusal):
        return visit
    if act.verb in HOLDS:
        return HOLDS[act.verb](act, visit.no, at)
    if act.verb == "set":
        return Set(b"", TASK, values, at, visit.no)
    if act.verb in SHARES:
        return SHARES[act.verb](act, visit.no, at)
    if act.verb == "check":
        shown = tuple(left(text) for text in act.evidence)
        return Check(b"", TASK, visit.no, act.ticks, act.na, act.undo, act.reason, at, shown)
    outcome = _outcome(definition, act)
    if isinstance(outcome, Refusal):
        return outcome
    if act.verb == "override":
        return Override(b"", TASK, visit.no, outcome, act.reason, values, at)
    return Advance(
        b"", TASK, visit.no, outcome, values, act.ticks, act.na, act.all_ticks,
        act.reason, act.late_reason, at,
    )  # fmt: skip


def visit_of(definition: Definition, task: Task | None, act: Act, zone: str) -> Visit | Refusal:
    """The open visit of a step (of any step, where only an item is named), else its latest one, which closing
    then refuses."""
    assert task is not None
    visits = [
        visit
        for visit in task.visits
        if (not act.step or visit.step == act.step) and _is_of(definition, task, visit, act.items, zone)
    ]
    if not visits:
        here = [visit.step for visit in task.open_visits()]
        return Refusal("step-not-open", {"step": act.step or act.items[-1], "task": TASK, "open": here})
    return next((visit for visit in visits if visit.closed is None), visits[-1])


def _is_of(definition: Definition, task: Task, visit: Visit, items: tuple[str, ...], zone: str) -> bool:
    """Whether a visit stands among these items, as people write them."""
    if not items:
        return True
    around = set()
    for lane in lanes_around(task, visit.lane):
        each = definition.steps[task.visits[lane.block - 1].step].each
        if each is not None:
            kind = each.over.type.removeprefix("list[").removesuffix("]")
            around.add(show(Field(each.item, "", kind), lane.item, zone))
    return around >= set(items)


def _return(definition: Definition, task: Task | None, act: Act, at: int, zone: str) -> Command | Refusal:
    if task is None:
        return Refusal("unknown-task", {"text": f"T-{TASK}"})
    visit = visit_of(definition, task, act, zone)
    if isinstance(visit, Refusal):
        return visit
    call = definition.steps[act.step].call
    here = {there: name for name, there in call.get} if call else {}
    values = typed(definition, {here[name]: text for name, text in act.values.items()}, zone)
    if isinstance(values, Refusal):
        return values
    came = str(act.outcome or "done").removeprefix("end.")
    end = {"done": END, END: END, DROPPED: CANCELLED}.get(came, f"{END}.{came}")
    brought = {name: values[here[name]] for name in act.values}
    return Return(b"", TASK, visit.no, CALLED, end, brought, at)


WHOLE: dict[str, Callable[[Act, dict[str, Any], int], Command]] = {
    "comment": lambda act, values, at: Comment(b"", TASK, act.text, at),
    "cancel": lambda act, values, at: Cancel(b"", TASK, act.reason, at),
    "signal": lambda act, values, at: Signal(b"", TASK, act.text, values, at),
}
"""The verbs that mean the task as a whole."""

HOLDS: dict[str, Callable[[Act, int, int], Command]] = {
    "hold": lambda act, visit, at: Hold(b"", TASK, visit, act.reason, act.until, at),
    "resume": lambda act, visit, at: Resume(b"", TASK, visit, at),
}
"""The verbs that mean a visit, or the task as a whole (visit 0)."""


SHARES: dict[str, Callable[[Act, int, int], Command]] = {
    "claim": lambda act, visit, at: Claim(b"", TASK, visit, at),
    "release": lambda act, visit, at: Release(b"", TASK, visit, act.reason, at),
    "assign": lambda act, visit, at: Assign(b"", TASK, visit, act.to, act.reason, at),
    "delegate": lambda act, visit, at: Delegate(b"", TASK, visit, act.to, act.reason, at),
    "reopen": lambda act, visit, at: Reopen(b"", TASK, visit, act.reason, at),
}
"""The verbs about whose a visit is, and the one that opens it again."""


def left(text: str) -> Left:
    """What is left at a task: a link as it stands. A story reads no file, so any other text is one that is
    there, and empty."""
    return (text, "", None) if "://" in text else (text, EMPTY, 0)


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
