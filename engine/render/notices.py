"""Notices as people read them: one digest, grouped by task, with what to type. Plain text in the reader's
language; each channel escapes it for where it goes.

What a notice said when it was written is told as it was; how late something is and whether it was done
meanwhile, as of now: a digest that waited for the morning is read in the morning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.kernel.mentions import MENTION
from engine.model.record import Record
from engine.model.task import Task, Visit
from engine.notify.channel import Item, Section
from engine.render.instants import lasting
from engine.render.naming import Names
from engine.words import _, ngettext


class Told(Record):
    """One notice: its number, its task, what kind it is, and its body (see ``engine.outboxing``)."""

    id: int
    task: int
    kind: str
    body: Mapping[str, Any]


class Digest(Record):
    """A title and sections; ``shown`` maps every notice to the one in whose place among the items it stands:
    itself, or the last of several that said the same."""

    title: str
    sections: tuple[Section, ...]
    shown: dict[int, int]


NamesOf = Callable[[int], Names]
"""The names around a version (a document's id)."""


def digest(told: Sequence[Told], tasks: Mapping[int, Task], names_of: NamesOf, now: int) -> Digest:
    """What waits for one reader, in the order in which it came up; what is about one task stands together.
    ``tasks`` are those of the notices as they are now, ``now`` is ms UTC."""
    by_task: dict[int, list[Told]] = {}
    for one in told:
        by_task.setdefault(one.task, []).append(one)
    shown: dict[int, int] = {}
    sections = []
    for task, some in by_task.items():
        items = []
        for same in _alike(some):
            shown |= {one.id: same[-1].id for one in same}
            items.append(_item(same, tasks.get(task), names_of, now))
        sections.append(Section(_head(some[-1], names_of), tuple(items), _command(some, tasks.get(task))))
    return Digest(_title(told, by_task), tuple(sections), shown)


def _alike(told: Sequence[Told]) -> list[list[Told]]:
    """Notices of one task; those that say the same together, in the place of the last."""
    found: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        body = one.body
        what = (one.kind, *(body.get(key) for key in ("rule", "deadline", "step", "visit", "text", "by")))
        found[what] = [*found.pop(what, []), one]
    return list(found.values())


def _title(told: Sequence[Told], by_task: Mapping[int, list[Told]]) -> str:
    if len(by_task) == 1 and all(one.kind == MENTION for one in told):
        return _("Comment: %(task)s") % {"task": _task(told[-1])}
    if len(by_task) == 1:
        return _("Reminder: %(task)s") % {"task": _task(told[-1])}
    counted = ngettext("%(n)s task", "%(n)s tasks", len(by_task)) % {"n": len(by_task)}
    return _("Reminders: %(tasks)s") % {"tasks": counted}


def _task(one: Told) -> str:
    return f"T-{one.task} {one.body.get('ref', '')}".strip()


def _head(one: Told, names_of: NamesOf) -> str:
    names = names_of(int(one.body.get("version", 0)))
    title = names.title(names.definition.title) if names.definition else ""
    sop = title or str(one.body.get("sop", ""))
    return _("%(task)s · %(sop)s") % {"task": _task(one), "sop": sop} if sop else _task(one)


def _item(same: Sequence[Told], task: Task | None, names_of: NamesOf, now: int) -> Item:
    one = same[-1]
    names = names_of(int(one.body.get("version", 0)))
    lines = [headline(one, names)]
    over = "" if one.kind == MENTION else _over(one, task)
    lines += [line for line in (over or _when(one, task, names, now),) if line]
    if len(same) > 1:
        lines.append(_("said %(n)s times") % {"n": len(same)})
    return Item(one.id, tuple(lines))


def headline(one: Told, names: Names) -> str:
    """A notice in one line: the promise or the step that it is about, and what the SOP wants said."""
    body, text = one.body, str(one.body.get("text") or "")
    if one.kind == MENTION:
        return _("%(person)s: %(text)s") % {"person": names.person(str(body.get("by", ""))), "text": text}
    promise, step = body.get("deadline"), body.get("step")
    step = names.deadline(str(promise)) if promise else names.step(str(step)) if step else ""
    if not text:
        if one.kind == "hold":
            text = _("on hold; it was expected to go on by now")
        elif one.kind == "rung":
            text = _("look at this deadline")
        else:
            text = _("the rule %(rule)s acts.") % {"rule": body.get("rule", "")}
    if one.kind == "hold" and not step:
        return text
    return _("%(step)s: %(text)s") % {"step": step, "text": text} if step else text


def _when(one: Told, task: Task | None, names: Names, now: int) -> str:
    """When it is due: as the notice says, else as the step that it is about stands."""
    due, limit, visit = one.body.get("due"), one.body.get("limit"), _visit(one, task)
    if due is None and limit is None and visit is not None:
        due = visit.due
    texts = []
    if isinstance(due, int):
        texts.append(_("due %(at)s") % {"at": names.at(due)} + _distance(due, now))
    if isinstance(limit, int) and limit != due:
        texts.append(_("at the latest %(at)s") % {"at": names.at(limit)} + _distance(limit, now))
    return _("; ").join(texts)


def _distance(at: int, now: int) -> str:
    if now > at:
        return _(" (late by %(time)s)") % {"time": lasting(now - at)}
    return _(" (in %(time)s)") % {"time": lasting(at - now)}


def _visit(one: Told, task: Task | None) -> Visit | None:
    number = one.body.get("visit") or 0
    if task is None or not isinstance(number, int) or not 0 < number <= len(task.visits):
        return None
    return task.visits[number - 1]


def _over(one: Told, task: Task | None) -> str:
    """Why nothing is to be done about it any more; "" where there is."""
    visit = _visit(one, task)
    if visit is not None and visit.closed is not None:
        return _("done meanwhile")
    if task is not None and task.ended is not None:
        return _("the task has ended meanwhile")
    return ""


def _command(told: Sequence[Told], task: Task | None) -> str:
    """What to type: to go on with the one step that is meant, else to look."""
    about = {visit.no: visit for visit in (_visit(one, task) for one in told) if visit is not None}
    work = [visit for visit in about.values() if visit.closed is None and visit.kind == "work"]
    held = any(one.kind == "hold" for one in told)
    if task is None or len(work) != 1 or task.ended is not None or held:
        return f"sop show T-{told[-1].task}"
    visit = work[0]
    if len([one for one in task.open_visits() if one.kind == "work"]) == 1:
        return f"sop advance T-{task.id}"
    return f"sop advance T-{task.id}/{visit.step}" + (f"#{visit.n}" if visit.n > 1 or visit.lane else "")
