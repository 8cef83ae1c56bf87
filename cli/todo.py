"""The work list: ``todo``. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cli.console import Console
from cli.frame import command, option
from cli.lists import Named, late_red, page, say_fitting, say_more
from cli.options import list_options
from cli.output import paint, say, say_json, warn
from cli.telling import due_text
from cli.when import iso
from engine.render.priorities import PRIORITIES, priority_text
from engine.words import N_, _
from engine.worklist import BARRED, MINE, TAKE, worklist

if TYPE_CHECKING:
    from engine.app import App
    from engine.render.titles import StepNames
    from engine.store import TodoRow
    from engine.worklist import Line, Needs

DAY = 24 * 3_600_000
HEADINGS = {
    MINE: N_("Mine"),
    BARRED: N_("Mine, but not for me to do: give them back (sop release)"),
    TAKE: N_("To take"),
}
"""The sections, in the order in which they are shown."""


@command(
    "todo",
    help=N_(
        "First what is yours and what you do for others, then what you may take. Overdue first, by due; of "
        "what is due at the same time by priority, then the oldest. --limit counts each part apart."
    ),
    epilog=N_("Examples:\n  sop todo\n  sop todo --snoozed    # with what was put off\n  sop todo --team"),
)
@option("--snoozed", is_flag=True, help=N_("Also what was put off until later."))
@option("--long", "by_name", is_flag=True, help=N_("Name what each step still needs."))
@option("--team", is_flag=True, help=N_("How much everybody has to do, and what nobody has taken."))
@page
@list_options
def todo(
    console: Console, snoozed: bool, by_name: bool, team: bool, limit: int, offset: int, as_json: bool
) -> int:
    """The work list of whoever is typing, or of ``--as``; or with ``--team`` everybody's load."""
    app = console.app()
    if team:
        if snoozed or by_name:
            raise click.UsageError(_("--team goes with neither --snoozed nor --long."))
        from cli.todo_team import say_team

        return say_team(app, as_json)
    actor, now = app.actor, app.clock()
    found = worklist(app.store, app.registry, actor, now, limit, offset, snoozed)
    named = Named(app)
    if as_json:
        say_json(_data(app, named, line) for line in found.lines)
        return 0
    _say_overlooked(app, now)
    sections = {name: [line for line in found.lines if line.section == name] for name in HEADINGS}
    if not found.lines:
        say(_("Nothing is waiting for %(person)s.") % {"person": actor.person})
    apart = bool(found.asleep) or any(lines for name, lines in sections.items() if name != TAKE)
    for name, lines in sections.items():
        if lines:
            if apart:
                say(paint(_(HEADINGS[name]), "bold"))
            _say_section(named, lines, now, by_name)
            if apart and lines[-1] is not found.lines[-1]:
                say()
    say_more(bool(found.more), limit, offset)
    if found.asleep:
        text = _("Put off until later: %(n)s; to see them: sop todo --snoozed")
        warn(text % {"n": found.asleep})
    return 0


def _say_section(named: Named, lines: Sequence[Line], now: int, by_name: bool) -> None:
    """One section as a table; columns that would be empty are left out."""
    rows = [line.row for line in lines]
    items = [" / ".join(named.items(row)) for row in rows]
    columns = {
        _("task"): places(rows),
        _("name"): [row.ref for row in rows],
        _("SOP"): [row.sop for row in rows],
        _("step"): [named.steps(row.version).step(row.step) for row in rows],
        _("item"): items,
        _("for"): [line.behalf or "" for line in lines],
        _("priority"): [priority_text(row.priority) if row.priority else "" for row in rows],
        _("due"): [_due(named.steps(line.row.version), line, now) for line in lines],
        _("needs"): [needs_text(named.steps(line.row.version), line.needs, by_name) for line in lines],
    }
    always = (_("task"), _("name"), _("SOP"), _("step"), _("due"))
    shown = {head: cells for head, cells in columns.items() if head in always or any(cells)}
    cut = (_("name"), _("SOP"), _("step"), _("item"), _("needs"))
    spare = (_("SOP"), _("name"), _("needs"))
    cells = list(zip(*shown.values(), strict=True))
    say_fitting(list(shown), cells, late_red(rows, now), cut, spare=spare)


def _data(app: App, named: Named, line: Line) -> dict[str, object]:
    row, needs = line.row, line.needs
    return {
        "task": f"T-{row.task}",
        "ref": row.ref,
        "sop": row.sop,
        "visit": f"T-{row.task}/{row.step}#{row.n}",
        "step": row.step,
        "items": named.items(row),
        "section": line.section,
        "assignee": row.assignee,
        "for": line.behalf,
        "roles": list(row.roles),
        "opened": iso(row.opened, app.zone),
        "due": iso(row.due, app.zone),
        "provisional": line.provisional,
        "priority": PRIORITIES[row.priority],
        "on_hold": line.held,
        "snoozed": iso(row.snoozed, app.zone),
        "needs": {
            "ticks": [one.no for one in needs.ticks],
            "values": [one.field for one in needs.values],
            "maybe": [one.no for one in needs.maybe],
            "evidence": [one.no for one in needs.proofs],
            "vote": needs.vote,
        },
    }


def needs_text(names: StepNames, needs: Needs, by_name: bool) -> str:
    """What a step still needs: counted, or by the names of its lines; "" where it needs nothing more."""
    if by_name:
        texts = [names.title(one.title) for one in (*needs.ticks, *needs.values)]
        texts += [_("%(title)s (evidence)") % {"title": names.title(one.title)} for one in needs.proofs]
        texts += [_("%(title)s (may apply)") % {"title": names.title(one.title)} for one in needs.maybe]
    else:
        counts = (
            (len(needs.ticks), N_("%(n)s to tick")),
            (len(needs.values), N_("%(n)s to fill in")),
            (len(needs.proofs), N_("%(n)s to show evidence for")),
            (len(needs.maybe), N_("%(n)s that may apply")),
        )
        texts = [_(text) % {"n": n} for n, text in counts if n]
    return names.several([*texts, *([_("your vote")] if needs.vote else [])])


def _due(names: StepNames, line: Line, now: int) -> str:
    """Until when, that it is on hold, and until when it was put off."""
    row = line.row
    texts = [due_text(names, row.due, now, line.provisional)]
    if line.held:
        texts.append(_("on hold"))
    if row.snoozed is not None and row.snoozed > now:
        texts.append(_("put off until %(at)s") % {"at": names.at(row.snoozed)})
    return names.several(filter(None, texts))


def _say_overlooked(app: App, now: int) -> None:
    """Where nobody swept for a day although something was due: nobody is reminded or warned then."""
    swept = app.settings.get("swept", "")
    if swept.isdecimal() and now - int(swept) < DAY:
        return
    if due := app.store.due.page(now - DAY, n=1):
        from cli.clock import overlooked

        warn(overlooked(due[0][0], app.zone))


def places(rows: Sequence[TodoRow]) -> list[str]:
    """What to type for each line: the task; where it has several on the page, or items, the very visit."""
    tasks: dict[int, int] = {}
    for row in rows:
        tasks[row.task] = tasks.get(row.task, 0) + 1
    found = [f"T-{row.task}" for row in rows]
    for number, row in enumerate(rows):
        if row.items or tasks[row.task] > 1:
            found[number] += f"/{row.step}" + (f"#{row.n}" if row.items or row.n > 1 else "")
    return found
