"""Move a task to another version of its SOP: all of it or nothing, or every reason why not (ADR 0017).

The task is found under the new definition as it was left under the old one: a visit stays the visit it is,
a line that asks for the same stays ticked, a value stays where its field takes it, a clock keeps its anchor.
"""

from __future__ import annotations

from typing import Any

from engine.kernel import clocks, timers
from engine.kernel.carrying import Lines, changed_block, lines, values
from engine.kernel.context import Context
from engine.kernel.deciders.common import (
    checked_text,
    must_be_allowed,
    must_be_open,
    on_behalf,
    refuse_all,
)
from engine.kernel.facts import Fact
from engine.kernel.moves import settle
from engine.kernel.program import Program
from engine.kernel.setting import worked_out_default
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Migrate
from engine.model.definition import Definition
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit
from engine.rules.near import near


def decide_migrate(program: Program, task: Task, command: Migrate, context: Context) -> Walk:
    """Decide a migration. ``program`` is that of the version the task is on, which says who may migrate;
    ``context.target`` that of the version ``command.to``.

    Raises Stop: ``task-ended``, ``may-not``, ``other-sop``, ``already-there``, and, several of them as
    ``cannot-migrate``: ``step-gone``, ``step-elsewhere``, ``block-changed``, ``waits-otherwise``,
    ``unique-changed``, ``other-type``, ``bad-value``, ``newly-required``, ``missing-value``. What can move by
    itself then, does, as after every command.
    """
    must_be_open(task)
    right = must_be_allowed(program, "migrate", context, task.shop)
    target = context.target
    assert target is not None
    before, after = program.definition, target.definition
    if after.sop != task.sop:
        raise Stop(Refusal("other-sop", {"task": task.id, "sop": task.sop, "other_sop": after.sop}))
    if command.to == task.version:
        raise Stop(Refusal("already-there", {"task": task.id}))
    reason = None if command.reason is None else checked_text(command.reason, "reason-empty")

    walk = Walk(target, task, context, context.recorded)
    on_behalf(walk, right)
    problems = _standing(before, after, task, command.names)
    data, unsuitable = _data(walk, before, task)
    problems += unsuitable
    if not problems:
        _apply(walk, before, task, command, data, reason)
        problems = _roles(walk)
    refuse_all("cannot-migrate", problems)
    clocks.replan_all(walk, before)
    _timers(walk, before)
    settle(walk, set(data))
    return walk


def carried(name: str, names: dict[str, str], there: dict[str, Any]) -> str:
    """What a step or deadline is called in the new version: as before where that has it, else what
    ``names`` says takes its place, else as before, which is gone."""
    return name if name in there else names.get(name, name)


def _standing(before: Definition, after: Definition, task: Task, names: dict[str, str]) -> list[Refusal]:
    """What keeps the open visits from standing where they would."""
    problems: list[Refusal] = []
    block = changed_block(before, after, task)
    if block is not None:
        problems.append(Refusal("block-changed", {"step": block}))
    for visit in task.open_visits():
        if block is not None and visit.lane:
            continue  # that it stands in such a block says it all
        old, name = before.steps[visit.step], carried(visit.step, names, after.steps)
        new = after.steps.get(name)
        if new is None:
            data: dict[str, Any] = {"step": visit.step, "steps": list(after.steps)}
            titled = [other.name for other in after.steps.values() if other.title == old.title != old.name]
            fresh = [name for name in after.steps if name not in before.steps]
            if meant := titled or near(visit.step, fresh) or near(visit.step, after.steps):
                data["suggestions"] = list(meant)
            problems.append(Refusal("step-gone", data))
        elif old.kind != new.kind or old.lane != new.lane:
            problems.append(Refusal("step-elsewhere", {"step": visit.step}))
        elif (old.wait, old.call) != (new.wait, new.call):
            problems.append(Refusal("waits-otherwise", {"step": visit.step}))
    if task.unique is not None and after.unique not in ("", before.unique):
        problems.append(Refusal("unique-changed", {"field": after.unique, "was": before.unique}))
    return problems


def _data(walk: Walk, before: Definition, task: Task) -> tuple[dict[str, Any], list[Refusal]]:
    """What becomes of the values, with the defaults of fields that are new, worked out as at a start."""
    after = walk.program.definition
    changed, problems = values(before, after, task.data)
    unsuitable = {problem.data["field"] for problem in problems}
    data = walk.draft.data = {**task.data, **changed}
    for name in [name for name, value in changed.items() if value is None]:
        del data[name]
    for field in after.data.values():
        new = field.name not in before.data or field.name in after.required
        if field.name in data or field.default is None or field.value is not None or not new:
            continue
        try:
            changed[field.name] = data[field.name] = worked_out_default(walk, field)
        except Stop as stop:
            problems.append(stop.refusal)
            unsuitable.add(field.name)
    for name in after.required:
        if name not in data and name not in unsuitable:
            problems.append(Refusal("newly-required", {"field": name, "title": after.data[name].title}))
    walk.draft.data = task.data
    return changed, problems


def _apply(
    walk: Walk, before: Definition, task: Task, command: Migrate, data: dict[str, Any], reason: str | None
) -> None:
    """The one fact that says all that a replay needs: it knows neither definition."""
    after = walk.program.definition
    lost: list[Fact] = []
    fact: Fact = {
        "fact": "migrated",
        "from": task.version,
        "to": command.to,
        "visits": _visits(before, after, task, command.names, lost),
        "clocks": _clocks(after, task, command.names),
        "data": data,
        "lost": lost,
    }
    if moved := _notes(before, after, task, command.names):
        fact["notes"] = moved
    if reason is not None:
        fact["reason"] = reason
    walk.draft.apply(fact)


def _notes(before: Definition, after: Definition, task: Task, names: dict[str, str]) -> list[Fact]:
    """What was left for a line that has another number now; 0 where the line is gone."""
    changed: list[Fact] = []
    for note in task.notes:
        visit = task.visits[note.visit - 1] if note.item else None
        step = "" if visit is None else carried(visit.step, names, after.steps)
        if visit is None or visit.lane or visit.step not in before.steps or step not in after.steps:
            continue
        item = lines(before.steps[visit.step], after.steps[step]).kept.get(note.item, 0)
        if item != note.item:
            changed.append({"note": note.no, "item": item})
    return changed


def _visits(
    before: Definition, after: Definition, task: Task, names: dict[str, str], lost: list[Fact]
) -> list[Fact]:
    """The visits that are called otherwise, or whose lines have other numbers. Closed ones as well: what
    counts visits and closings goes by names. Two steps that became one are counted together."""
    steps = [carried(visit.step, names, after.steps) for visit in task.visits]
    renamed = {step for visit, step in zip(task.visits, steps, strict=True) if step != visit.step}
    counted = dict.fromkeys(renamed, 0)
    changed: list[Fact] = []
    for visit, step in zip(task.visits, steps, strict=True):
        n = visit.n
        if step in counted:
            n = counted[step] = counted[step] + 1
        ticks, na = visit.ticks, visit.na
        if (ticks or na) and visit.lane == 0 and visit.step in before.steps and step in after.steps:
            moved = lines(before.steps[visit.step], after.steps[step])
            ticks, na = _marks(moved, visit, {item.no for item in after.steps[step].items if item.na})
            gone = [moved.gone[no].title for no in (*visit.ticks, *visit.na) if no in moved.gone]
            if gone and visit.closed is None:
                lost.append({"visit": visit.no, "lines": gone})
        if (step, n, ticks, na) != (visit.step, visit.n, visit.ticks, visit.na):
            marks = {"ticks": list(ticks), "na": list(na)}
            changed.append({"visit": visit.no, "was": visit.step, "step": step, "n": n, **marks})
    return changed


def _marks(moved: Lines, visit: Visit, may_be_na: set[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A visit's ticks and not-applicable marks under the new numbers."""
    ticks = sorted(moved.kept[no] for no in visit.ticks if no in moved.kept)
    na = sorted(moved.kept[no] for no in visit.na if moved.kept.get(no) in may_be_na)
    return tuple(ticks), tuple(na)


def _clocks(after: Definition, task: Task, names: dict[str, str]) -> list[Fact]:
    """The running clocks that are called otherwise, or are stopped by another step."""
    changed: list[Fact] = []
    for span in task.clocks:
        if span.ended is not None:
            continue
        deadline, step = span.deadline, carried(span.step, names, after.steps)
        if deadline:
            deadline = carried(deadline, names, after.deadlines)
            if deadline in after.deadlines:
                step = after.deadlines[deadline].step
        if (deadline, step) != (span.deadline, span.step):
            was = [span.deadline, span.step]
            changed.append({"clock": span.no, "was": was, "deadline": deadline, "step": step})
    return changed


def _roles(walk: Walk) -> list[Refusal]:
    """Who may close the open visits now; a refusal where that cannot be told."""
    problems: list[Refusal] = []
    for visit in walk.draft.open_visits():
        step = walk.program.definition.steps[visit.step]
        if step.kind != "work" or visit.lane:
            continue
        try:
            roles = walk.roles(step)
        except Stop as stop:
            problems.append(stop.refusal)
            continue
        if roles != visit.roles:
            walk.draft.apply({"fact": "roles", "visit": visit.no, "roles": list(roles)})
    return problems


def _timers(walk: Walk, before: Definition) -> None:
    """Timers of rules: those whose rule is gone, or acts at other times, are dropped; those of clocks that go
    on go with them. What is missing then is set as after any command."""
    rules, draft = walk.program.definition.rules, walk.draft
    listened = {rule.after[1] for rule in rules.values() if rule.after[:1] == ("overdue",)}
    for timer in timers.running(walk):
        if timer.kind == "every":
            old, new = before.rules.get(timer.name), rules.get(timer.name)
            if old is None or new is None or old.every != new.every:
                timers.end(walk, timer, "dropped")
        elif timer.kind == "overdue":
            span = draft.clocks[timer.clock - 1]
            name = span.deadline or span.step
            if span.ended is not None or name != timer.name or name not in listened:
                timers.end(walk, timer, "dropped")
                if span.ended is None and name in listened:
                    timers.start(walk, "overdue", name, timer.visit, timer.clock, timer.at)
