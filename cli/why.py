"""What keeps a task from going on, who could change that, and how its deadlines came about: ``why``.

Reads only. What each clock's instants were reckoned from is told in ``cli.reasons``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.act import TASK, TASK_NOTE
from cli.console import Console
from cli.frame import argument, command, option
from cli.linked import lines as ties
from cli.options import all_option, json_option
from cli.output import inert, say, say_object
from cli.show import MOST
from cli.telling import names_for, place_name, task_name
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.kernel import Context, Program
    from engine.model.task import Span, Task, Visit
    from engine.render.naming import Names

DEADLINE = N_("Only this deadline, by its name or its step's; one that is over too.")


@command(
    "why",
    help=N_(
        "What each way on still lacks and who could take it; from which instant each deadline was reckoned, "
        "which days were skipped and why, when it stood still, what it was before, and what happens next. "
        "Deadlines that are over are explained where they were late, or with --all or --deadline."
    ),
)
@argument("task", TASK_NOTE, metavar=TASK)
@option("--deadline", metavar=N_("NAME"), help=DEADLINE)
@all_option
@json_option
def why(console: Console, task: str, deadline: str | None, everything: bool, as_json: bool) -> int:
    """What keeps a task where it is, and how the due and limit of every clock came about."""
    from cli.reasons import Past, chain_data, say_chain
    from engine.kernel.reasons import chains

    app = console.app()
    found, only = app.place(task)
    program, context = app.program(found), app.context(found)
    names = names_for(app, program.definition)
    past = Past(app, found)
    listed = chains(found)
    if only is not None:
        listed = [one for one in listed if one[-1].visit == only.no]
    if deadline is not None:
        listed = _named(listed, deadline)
    if as_json:
        ways = [] if deadline is not None else _ways_data(app, program, found, context)
        rows = [row for one in listed for row in chain_data(past, names, one)]
        say_object({"open": ways, "deadlines": rows})
        return 0
    if deadline is None:
        _say_ways(app, names, program, found, context, everything, only)
        if not listed:
            say(_("%(task)s has no deadlines so far.") % {"task": task_name(found)})
        for text in ties(app, found, names, past=False):
            say(_("%(task)s: %(text)s") % {"task": f"T-{found.id}", "text": text})
        _say_what_is_due(names, program, found, context)
    shown = listed if everything or deadline or len(listed) <= MOST else _that_matter(listed)
    for one in shown:
        say_chain(past, names, one, everything or deadline is not None)
    if len(shown) < len(listed):
        more = {"n": len(listed) - len(shown), "task": f"T-{found.id}"}
        say(_("and %(n)s more deadlines; all of them: sop why %(task)s --all") % more)
    return 0


def _named(listed: list[tuple[Span, ...]], name: str) -> list[tuple[Span, ...]]:
    """The clocks with a name: a deadline's, or that of the step whose own due it is."""
    named = [one for one in listed if one[-1].deadline == name]
    named = named or [one for one in listed if not one[-1].deadline and one[-1].step == name]
    if not named:
        known = dict.fromkeys(one[-1].deadline or one[-1].step for one in listed)
        data = {"name": inert(name), "known": inert(_(", ").join(known)) or "-"}
        text = _("There is no deadline %(name)s here; there are: %(known)s.") % data
        raise click.BadParameter(text, param_hint="--deadline")
    return named


def _that_matter(listed: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """The clocks that still run, the earliest due first; no more than fit."""
    running = [one for one in listed if one[-1].ended is None]
    return sorted(running, key=lambda one: one[-1].due or 0)[:MOST]


def _say_ways(
    app: App,
    names: Names,
    program: Program,
    task: Task,
    context: Context,
    everything: bool,
    only: Visit | None,
) -> None:
    """Every outcome of the open visits, with all that keeps it from being taken; what closes itself says what
    it waits for. Outcomes of the whole SOP are said once, with the first visit."""
    from cli.refused import explained
    from cli.unblock import who
    from cli.votes import lines, viewer
    from engine.kernel.explain import ways
    from engine.model.places import of_whole_sop
    from engine.model.waiting import waits_for
    from engine.render.checklist import outcome_view
    from engine.render.tree import tree, visits_of
    from engine.render.waiting import waiting

    shown = visits_of(tree(program.definition, task, everything, only))
    views = viewer(app, task, program, context, names)
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
            told = way.refusal if way.refusal is None else explained(app, way.refusal)
            view = outcome_view(way._replace(refusal=told), visit, names)
            say(inert("  " + view["name"] + _(": ") + view["says"]))
            for lack in view["lacks"]:
                say(inert(f"    - {lack}"))
        for text in (*who(app, names, task, visit), *lines(views(visit))):
            say(inert(f"  {text}"))
    folded = len(task.open_visits()) - len(shown)
    if folded > 0 and only is None:
        more = {"n": folded, "task": f"T-{task.id}"}
        say(_("and %(n)s more open steps; all of them: sop why %(task)s --all") % more)


def _ways_data(app: App, program: Program, task: Task, context: Context) -> list[dict[str, Any]]:
    """The same as plain data: of each outcome the refusal, None where nothing refuses it."""
    from cli.standing import place_data
    from cli.unblock import holders
    from cli.votes import in_open
    from engine.kernel.explain import ways
    from engine.service import plain

    return [
        {
            "visit": f"T-{task.id}/{visit.step}#{visit.n}",
            **place_data(app, task, visit),
            "who": holders(app, program.definition, task, visit),
            **in_open(app, task, visit),
            "outcomes": {
                way.outcome.name: None if way.refusal is None else plain(way.refusal)
                for way in ways(program, task, visit, context)
            },
        }
        for visit in task.open_visits()
    ]


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
