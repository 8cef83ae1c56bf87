"""One task as it stands: ``show``. Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.act import TASK, TASK_NOTE
from cli.console import Console
from cli.facts import WHY, span_name
from cli.frame import argument, command
from cli.linked import as_data, say_ties
from cli.options import all_option, json_option
from cli.output import inert, say, say_object
from cli.telling import names_for, whereabouts
from cli.when import iso
from engine.render.instants import lasting
from engine.render.priorities import PRIORITIES
from engine.render.width import pad, width
from engine.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.app import App
    from engine.kernel import Context, Program
    from engine.model.task import Span, Task, Visit
    from engine.render.naming import Names


MOST = 10
"""A task with more clocks than these shows those that run, the most urgent first."""


@command("show")
@argument("task", TASK_NOTE, metavar=TASK)
@all_option
@json_option
def show(console: Console, task: str, everything: bool, as_json: bool) -> int:
    """Where a task stands; with the step of an item, that one alone."""
    app = console.app()
    found, visit = app.place(task)
    if as_json:
        say_object(shown(app, found, app.program(found), app.context(found)))
    else:
        say_task(app, found, visit, everything)
    return 0


def say_task(app: App, found: Task, visit: Visit | None, everything: bool = False) -> None:
    """Where a task stands, in words; with a visit that one alone."""
    program, context = app.program(found), app.context(found)
    from cli.had import taken
    from cli.standing import called
    from cli.votes import broken, viewer
    from engine.render.checklist import TEXT, render

    names, now = names_for(app, program.definition), app.clock()
    ties, since = called(app, found), taken(app, found)
    votes = viewer(app, found, program, context, names)
    say(render(program, found, context, names, TEXT, everything, visit, ties, since, votes))
    for text in broken(app, found, program, context, names):
        say(text)
    if visit is not None:
        return
    say()
    started = {"at": names.at(found.started), "person": inert(names.starter(found.starter, found.depth > 0))}
    say(_("started %(at)s by %(person)s") % started)
    _say_pairs([(names.field(name), names.value(name, value)) for name, value in found.data.items()])
    if found.notes:
        from cli.attachments import say_attachments

        say_attachments(names, found)
    if found.clocks:
        say()
        say(_("Deadlines"))
        spans = found.clocks if everything or len(found.clocks) <= MOST else that_matter(found.clocks)
        _say_pairs([(span_name(names, found, span), clock_text(names, span, now)) for span in spans])
        if len(spans) < len(found.clocks):
            more = {"n": len(found.clocks) - len(spans), "task": found.id}
            say(_("  and %(n)s more; all of them: sop show T-%(task)s --all") % more)
    say_ties(app, found, names, [one.no for one in found.open_visits()])


def that_matter(spans: Sequence[Span]) -> list[Span]:
    """The clocks that still run, the earliest due first; no more than fit."""
    running = [span for span in spans if span.ended is None]
    return sorted(running, key=lambda span: (span.due is None, span.due or 0))[:MOST]


def _say_pairs(pairs: list[tuple[str, str]]) -> None:
    """Names on the left, what belongs to them on the right."""
    left = max((width(inert(name)) for name, _text in pairs), default=0)
    for name, text in pairs:
        say(f"  {pad(inert(name), left)}  {inert(text)}")


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


def shown(app: App, task: Task, program: Program, context: Context) -> dict[str, Any]:
    """A task as plain data: values in stored form, private ones left out for those without a part in it."""
    from cli.attachments import notes_data
    from cli.had import had_data, taken
    from cli.standing import lanes_data
    from cli.votes import record
    from engine.kernel.explain import checklist, ways
    from engine.render.left import line_data
    from engine.render.overrides import task_data
    from engine.service import plain

    names, since = names_for(app, program.definition), taken(app, task)
    fields = program.definition.data
    hidden = {name for name, field in fields.items() if field.private and not names.private}
    where = whereabouts(app, task)
    for visit, data in zip(task.open_visits(), where["open"], strict=True):
        data |= had_data(app, since, visit)
        data |= {"priority": PRIORITIES[visit.priority], "snoozed": iso(visit.snoozed, app.zone)}
        data["checklist"] = [
            {
                "no": line.item.no,
                "kind": line.item.kind,
                "title": names.title(line.item.title),
                "field": line.item.field,
                "state": line.state,
                "outcomes": list(line.outcomes),
                **_line_data(app, line_data(task, visit, line.item.no)),
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
        "lanes": lanes_data(app, task, names),
        **record(app, task),
        "attachments": notes_data(app, task),
        "overrides": task_data(task, app.zone),
        "clocks": [span_data(app, span) for span in task.clocks],
        **as_data(app, task),
    }


def _line_data(app: App, data: dict[str, Any]) -> dict[str, Any]:
    """What was left for a line, with its instants as people write them."""
    return {**data, "evidence": [{**one, "at": iso(one["at"], app.zone)} for one in data["evidence"]]}


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
