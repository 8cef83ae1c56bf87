"""One task as it stands: ``show``. Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.act import TASK, TASK_NOTE
from cli.console import Console
from cli.facts import WHY, clock_name
from cli.frame import argument, command
from cli.options import json_option
from cli.output import inert, paint, say, say_object
from cli.telling import names_for, task_name, tell_where, visit_name, whereabouts
from cli.when import iso
from engine.render.instants import lasting
from engine.render.width import pad, width
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.kernel import Context, Program
    from engine.kernel.explain import Line, Way
    from engine.model.task import Span, Task, Visit
    from engine.render.naming import Names

MARKS = {"done": "[x]", "na": "[-]", "confirm": "[?]", "undecided": "[?]"}
STATES = {
    "confirm": N_("to be confirmed"),
    "fails": N_("does not hold"),
    "na": N_("not applicable"),
    "undecided": N_("depends on a value that is missing"),
}
"""What is said behind a checklist line in such a state; the mark says the others."""


@command("show")
@argument("task", TASK_NOTE, metavar=TASK)
@json_option
def show(console: Console, task: str, as_json: bool) -> int:
    """Where a task stands."""
    app = console.app()
    found = app.task(task)
    program = app.program(found)
    context = app.context(found)
    if as_json:
        say_object(_shown(app, found, program, context))
        return 0
    names, now = names_for(app, program.definition), app.clock()
    say(paint(f"{task_name(found)}  {inert(found.sop)}", "bold"))
    started = {"at": names.at(found.started), "person": inert(names.person(found.starter))}
    say(_("started %(at)s by %(person)s") % started)
    if found.data:
        say()
        _say_pairs([(names.field(name), names.value(name, value)) for name, value in found.data.items()])
    say()
    tell_where(names, found, now)
    for visit in found.open_visits():
        _say_visit(names, program, found, visit, context)
    if found.clocks:
        say()
        _say_pairs([(clock_name(names, s.deadline, s.step), clock_text(names, s, now)) for s in found.clocks])
    return 0


def _say_pairs(pairs: list[tuple[str, str]]) -> None:
    """Names on the left, what belongs to them on the right."""
    left = max(width(inert(name)) for name, _text in pairs)
    for name, text in pairs:
        say(f"  {pad(inert(name), left)}  {inert(text)}")


def _say_visit(names: Names, program: Program, task: Task, visit: Visit, context: Context) -> None:
    """The checklist lines of an open visit and what each outcome still lacks."""
    from engine.kernel.explain import checklist, ways

    lines = [line for line in checklist(program, task, visit, context) if line.state != "off"]
    if lines:
        say()
        say(_("Checklist of %(visit)s:") % {"visit": inert(visit_name(task, visit))})
    for line in lines:
        say(f"  {line.item.no:>2} {MARKS.get(line.state, '[ ]')} {inert(_line_text(names, line))}")
    say()
    say(_("Outcomes:"))
    found = ways(program, task, visit, context)
    _say_pairs([(names.outcome(way.outcome.name, visit.step), _way_text(names, way)) for way in found])


def _line_text(names: Names, line: Line) -> str:
    item = line.item
    named = item.field if item.title in ("", item.field) else None
    text = names.field(named) if named else names.title(item.title)
    if item.field and line.value is not None:
        text += f" = {names.value(item.field, line.value)}"
    note = STATES.get(line.state)
    return f"{text} ({_(note)})" if note else text


def _way_text(names: Names, way: Way) -> str:
    if way.refusal is None:
        return _("possible now")
    if way.refusal.reasons:
        return _("not yet: %(n)s missing") % {"n": len(way.refusal.reasons)}
    from engine.render.refusals import line

    return line(way.refusal, names.zone, names.definition, names.team, names.private)


def clock_text(names: Names, span: Span, now: int) -> str:
    """A clock's plan and, where it has stopped, why; how late it is or was."""
    parts = []
    if span.due is not None:
        parts.append(_("due %(at)s") % {"at": names.at(span.due)})
    if span.limit is not None:
        parts.append(_("limit %(at)s") % {"at": names.at(span.limit)})
    if span.provisional:
        parts.append(_("provisional"))
    until = now if span.ended is None else span.ended
    if span.ended is not None:
        parts.append(f"{_(WHY.get(span.why or '', ''))} {names.at(span.ended)}".strip())
    if span.due is not None and until > span.due and span.why != "replanned":
        parts.append(_("late by %(time)s") % {"time": lasting(until - span.due)})
    return _(", ").join(parts)


def _shown(app: App, task: Task, program: Program, context: Context) -> dict[str, Any]:
    """A task as plain data: values in stored form, private ones left out for those without a part in it."""
    from engine.kernel.explain import checklist, ways
    from engine.service import plain

    names = names_for(app, program.definition)
    fields = program.definition.data
    hidden = {name for name, field in fields.items() if field.private and not names.private}
    where = whereabouts(app, task)
    for visit, data in zip(task.open_visits(), where["open"], strict=True):
        data["checklist"] = [
            {
                "no": line.item.no,
                "kind": line.item.kind,
                "title": names.title(line.item.title),
                "field": line.item.field,
                "state": line.state,
                "outcomes": list(line.outcomes),
            }
            for line in checklist(program, task, visit, context)
        ]
        data["outcomes"] = {
            way.outcome.name: None if way.refusal is None else plain(way.refusal)
            for way in ways(program, task, visit, context)
        }
    return {
        "task": f"T-{task.id}",
        "ref": task.ref,
        "sop": task.sop,
        "starter": task.starter,
        "started": iso(task.started, app.zone),
        "data": {name: value for name, value in task.data.items() if name not in hidden},
        **where,
        "clocks": [span_data(app, span) for span in task.clocks],
    }


def span_data(app: App, span: Span) -> dict[str, Any]:
    """A clock as plain data."""
    return {
        "deadline": span.deadline,
        "step": span.step,
        "due": iso(span.due, app.zone),
        "limit": iso(span.limit, app.zone),
        "started": iso(span.started, app.zone),
        "ended": iso(span.ended, app.zone),
        "why": span.why,
        "born_late": span.born_late,
        "provisional": span.provisional,
    }
