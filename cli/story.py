"""What happened to a task and how its deadlines came about: ``log``, ``why``. Reads only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cli.act import TASK, TASK_NOTE
from cli.console import Console
from cli.facts import sentence, span_name
from cli.frame import argument, command, option
from cli.linked import lines as ties
from cli.options import all_option, json_option
from cli.output import inert, say, say_json, say_object
from cli.show import MOST, clock_text, span_data, that_matter
from cli.telling import names_for, place_name, task_name
from cli.when import iso
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.kernel import Context, Program
    from engine.model.definition import Definition
    from engine.model.task import Span, Task, Visit
    from engine.render.naming import Names
    from engine.store import EventRow
AFTER_EVENTS = 1 << 62
"""Where a refusal stands among events that were written down in the same millisecond."""


@command("log", help=N_("With --json every event as it is stored, its hash included."))
@argument("task", TASK_NOTE, metavar=TASK)
@option("--refused", is_flag=True, help=N_("Also what was tried and refused."))
@json_option
def log(console: Console, task: str, refused: bool, as_json: bool) -> int:
    """Everything that happened to a task, in the order in which it was written down."""
    app = console.app()
    found = app.task(task)
    names = names_for(app, app.program(found).definition)
    with app.store.reading():
        events = app.store.events(found.id)
        refusals = app.store.refusals(found.id) if refused else []
    past = list(_as_it_was(app, found, names, events))
    if as_json:
        say_json(_event(app, event, then, it) for event, then, it in past)
        return 0
    entries = [
        (event.recorded, event.seq, list(_event_lines(app, then, it, event))) for event, then, it in past
    ]
    for row in refusals:
        text = _("refused: %(command)s (%(code)s)") % {"command": inert(row.kind), "code": inert(row.code)}
        who = inert(names.person(row.actor))
        entries.append((row.recorded, AFTER_EVENTS, [f"{names.at(row.recorded)}  {who}: {text}"]))
    for _recorded, _seq, lines in sorted(entries):
        say("\n".join(lines))
    return 0


def _as_it_was(
    app: App, task: Task, names: Names, events: list[EventRow]
) -> Iterator[tuple[EventRow, Names, Task]]:
    """Each event with the names around the version that the task was on then, its visits and clocks under
    the names that they had."""
    found: list[tuple[EventRow, Names, Task]] = []
    for event in reversed(events):
        found.append((event, names, task))
        if event.kind == "migrate":
            moved = json.loads(event.body)["facts"][0]
            names = names_for(app, app.registry.definition(moved["from"]))
            visits, clocks = list(task.visits), list(task.clocks)
            for one in moved["visits"]:
                visits[one["visit"] - 1] = visits[one["visit"] - 1]._replace(step=one["was"])
            for one in moved["clocks"]:
                deadline, step = one["was"]
                clocks[one["clock"] - 1] = clocks[one["clock"] - 1]._replace(deadline=deadline, step=step)
            task = task._replace(visits=tuple(visits), clocks=tuple(clocks))
    return iter(found[::-1])


def _event_lines(app: App, names: Names, task: Task, event: EventRow) -> Iterator[str]:
    who = inert(names.starter(event.actor, event.kind != "start"))
    if event.acting:
        other = inert(names.person(event.acting))
        who = _("%(person)s (typed by %(other)s)") % {"person": who, "other": other}
    head = f"{names.at(event.happened)}  {who}"
    if event.recorded - event.happened >= 60_000:
        head += _(" (written down %(at)s)") % {"at": names.at(event.recorded)}
    yield head
    for fact in json.loads(event.body)["facts"]:
        if fact["fact"] == "migrated":
            fact["versions"] = [_number(app, fact[which]) for which in ("from", "to")]
        yield f"  {sentence(names, task, fact)}"


def _number(app: App, version: int) -> int:
    """What people call a version."""
    row = app.store.document_by_id(version)
    return row.no if row is not None else version


def _event(app: App, event: EventRow, names: Names, task: Task) -> dict[str, Any]:
    """An event as it is stored; private values and items are left out for those without a part in the SOP."""
    facts = json.loads(event.body)["facts"]
    if not names.private and names.definition is not None:
        private = {name for name, field in names.definition.data.items() if field.private}
        for fact in facts:
            if "data" in fact:
                fact["data"] = {name: value for name, value in fact["data"].items() if name not in private}
            if "item" in fact and private and _is_secret(names.definition, task, fact["block"]):
                del fact["item"]
    return {
        "seq": event.seq,
        "kind": event.kind,
        "actor": event.actor,
        "acting": event.acting,
        "login": event.login,
        "happened": iso(event.happened, app.zone),
        "recorded": iso(event.recorded, app.zone),
        "facts": facts,
        "hash": event.hash.hex(),
    }


def _say_what_is_due(names: Names, program: Program, task: Task, context: Context) -> None:
    """Where a timer is due: that a sweep will fire it, or what keeps it from that."""
    from engine.kernel import decide
    from engine.model.commands import Wake
    from engine.model.refusals import Refusal
    from engine.render.refusals import sentence as refused

    if not any(timer.ended is None and timer.at <= context.recorded for timer in task.timers):
        return
    answer = decide(program, task, Wake(b"", task.id), context)
    if isinstance(answer, Refusal):
        data = {"task": f"T-{task.id}", "text": inert(refused(answer, names))}
        say(_("%(task)s: its time is over, but it cannot go on: %(text)s") % data)
    else:
        say(
            _("%(task)s: its time is over; it goes on at the next sweep: sop sweep")
            % {"task": f"T-{task.id}"}
        )


def _is_secret(definition: Definition, task: Task, block: int) -> bool:
    from engine.model.places import secret_blocks

    return task.visits[block - 1].step in secret_blocks(definition)


@command(
    "why",
    help=N_(
        "What each way on still lacks; from which instant each deadline was reckoned, which days were "
        "skipped, and why."
    ),
)
@argument("task", TASK_NOTE, metavar=TASK)
@all_option
@json_option
def why(console: Console, task: str, everything: bool, as_json: bool) -> int:
    """What keeps a task where it is, and how the due and limit of every clock came about."""
    app = console.app()
    found, only = app.place(task)
    program, context = app.program(found), app.context(found)
    names, now = names_for(app, program.definition), app.clock()
    if as_json:
        deadlines = [
            {
                **span_data(app, span),
                "due_why": _reasons(names, program, found, span, "due", context),
                "limit_why": _reasons(names, program, found, span, "limit", context),
            }
            for span in found.clocks
        ]
        say_object({"open": _ways_data(app, program, found, context), "deadlines": deadlines})
        return 0
    _say_ways(names, program, found, context, everything, only)
    if only is not None:
        found = found._replace(clocks=tuple(one for one in found.clocks if one.visit == only.no))
    if not found.clocks:
        say(_("%(task)s has no deadlines so far.") % {"task": task_name(found)})
    for text in ties(app, found, names, past=False):
        say(_("%(task)s: %(text)s") % {"task": f"T-{found.id}", "text": text})
    _say_what_is_due(names, program, found, context)
    spans = found.clocks if everything or len(found.clocks) <= MOST else that_matter(found.clocks)
    for span in spans:
        name = inert(span_name(names, found, span))
        say(_("%(task)s: %(text)s") % {"task": name, "text": clock_text(names, span, now)})
        for which, title in (("due", N_("due")), ("limit", N_("limit"))):
            for number, text in enumerate(_reasons(names, program, found, span, which, context)):
                say("    " + text if number else "  " + _(title) + _(": ") + text)
    if len(spans) < len(found.clocks):
        more = {"n": len(found.clocks) - len(spans), "task": f"T-{found.id}"}
        say(_("and %(n)s more deadlines; all of them: sop why %(task)s --all") % more)
    return 0


def _say_ways(
    names: Names, program: Program, task: Task, context: Context, everything: bool, only: Visit | None
) -> None:
    """Every outcome of the open visits, with all that keeps it from being taken; what closes itself says what
    it waits for. Outcomes of the whole SOP are said once, with the first visit."""
    from engine.kernel.explain import ways
    from engine.model.places import of_whole_sop
    from engine.model.waiting import waits_for
    from engine.render.checklist import outcome_view
    from engine.render.tree import tree, visits_of
    from engine.render.waiting import waiting

    shown = visits_of(tree(program.definition, task, everything, only))
    whole = of_whole_sop(program.definition) if task.lanes else frozenset()
    for visit in shown:
        place = place_name(names, task, visit) if task.lanes else f"T-{task.id}/{visit.step}"
        title = names.step(visit.step).removeprefix(visit.step)
        say(inert(place + title))
        if visit.kind != "work":
            says = waiting(waits_for(program.definition, task, visit), names)
            say(inert(f"  {says}"))
        for way in ways(program, task, visit, context):
            if visit is not shown[0] and way.outcome.name in whole:
                continue
            view = outcome_view(way, visit, names)
            say(inert("  " + view["name"] + _(": ") + view["says"]))
            for lack in view["lacks"]:
                say(inert(f"    - {lack}"))
    folded = len(task.open_visits()) - len(shown)
    if folded > 0 and only is None:
        more = {"n": folded, "task": f"T-{task.id}"}
        say(_("and %(n)s more open steps; all of them: sop why %(task)s --all") % more)


def _ways_data(app: App, program: Program, task: Task, context: Context) -> list[dict[str, Any]]:
    """The same as plain data: of each outcome the refusal, None where nothing refuses it."""
    from cli.standing import place_data
    from engine.kernel.explain import ways
    from engine.service import plain

    return [
        {
            "visit": f"T-{task.id}/{visit.step}#{visit.n}",
            **place_data(app, task, visit),
            "outcomes": {
                way.outcome.name: None if way.refusal is None else plain(way.refusal)
                for way in ways(program, task, visit, context)
            },
        }
        for visit in task.open_visits()
    ]


def _reasons(
    names: Names, program: Program, task: Task, span: Span, which: str, context: Context
) -> list[str]:
    """The lines that explain an instant of a running clock; none for one that has ended, whose plan is
    what is on record."""
    from engine.kernel.explain import reckoning
    from engine.rules.calendars import CalendarGap
    from engine.rules.deadlines.explain import explain

    reckoned = reckoning(program, task, span, which, context) if span.ended is None else None
    if reckoned is None:
        return []
    try:
        lines = explain(reckoned.instant, reckoned.anchor_of, context.calendar, task.data)
    except CalendarGap as gap:
        return [_("The calendar has no data for %(year)s.") % {"year": gap.year}]
    return [inert(reckoned.instant.source), *(_explained(names, line.code, line.data) for line in lines)]


def _explained(names: Names, code: str, data: dict[str, Any]) -> str:
    from engine.rules.deadlines.lines import LINES

    shown = {}
    for key, value in data.items():
        shown[key] = names.at(value) if key == "at" and isinstance(value, int) else str(value)
        if key == "weekday":
            shown[key] = _(str(value))
    return inert(_(LINES[code]) % shown)
