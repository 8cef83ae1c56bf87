"""``notices``: what people are told, what became of it, and what to do about what did not get there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.console import Console
from cli.frame import argument, command, option
from cli.lists import page
from cli.notices_told import (
    ANSWERS,
    NOT_SET_UP,
    STATES,
    as_data,
    how_many_wait,
    line_of,
    reason,
    say_tally,
    tally_data,
    where,
    whom,
)
from cli.options import list_options
from cli.output import inert, say, say_json, say_object, say_table, warn
from cli.refused import refuse
from cli.when import instant
from engine.render.instants import local
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.app import App
    from engine.delivery.looking import Seen
    from engine.model.actor import Actor

ACTIONS = ("show", "retry", "send", "prune")


@command(
    "notices",
    help=N_(
        "Without an ACTION: the notices, the newest first, and where each went or would go. show N: one of "
        "them, with every attempt. retry N: try again what was given up, under the same key; --dead and "
        "--expired: all of those. send: plan and send what can go out now, as 'sop sweep' does. prune "
        "--before TIME: forget the texts of what was sent before then. Until channels are published nothing "
        "is sent."
    ),
    epilog=N_("Example:\n  sop notices --state dead\n  sop notices show 7\n  sop notices retry --dead"),
)
@argument("action", N_("show, retry, send or prune"), metavar=N_("ACTION"), required=False)
@argument("number", N_("The number of a notice."), metavar=N_("N"), required=False, type=click.IntRange(1))
@option("--task", "task", metavar=N_("TASK"), help=N_("Only notices about this task."))
@option("--state", type=click.Choice(tuple(STATES)), help=N_("Only notices that came to this."))
@option("--dead", "dead", is_flag=True, help=N_("With retry: everything that was given up."))
@option("--expired", "old", is_flag=True, help=N_("With retry: everything that was too old."))
@option("--before", metavar=N_("TIME"), help=N_("With prune: what was sent before then."))
@page
@list_options
def notices(
    console: Console,
    action: str | None,
    number: int | None,
    task: str | None,
    state: str | None,
    dead: bool,
    old: bool,
    before: str | None,
    limit: int,
    offset: int,
    as_json: bool,
) -> int:
    """Look at the outbox, and look after it."""
    if action is not None and action not in ACTIONS:
        raise click.UsageError(
            _("%(action)s is none of: show, retry, send, prune.") % {"action": inert(action)}
        )
    if (action == "show" or (action == "retry" and not dead and not old)) and number is None:
        raise click.UsageError(_("Which notice? Its number stands in 'sop notices'."))
    if action == "prune" and before is None:
        raise click.UsageError(_("prune needs --before TIME."))
    app = console.app()
    if action == "show":
        return _show(app, _named(app, number or 0), as_json)
    if action == "retry":
        return _retry(app, number, dead, old, as_json)
    if action == "send":
        return _send(app, as_json)
    if action == "prune":
        return _prune(app, before or "", as_json)
    return _list(app, app.task(task).id if task else None, state, limit, offset, as_json)


def _list(app: App, task: int | None, state: str | None, limit: int, offset: int, as_json: bool) -> int:
    from engine.delivery import ways_of
    from engine.delivery.looking import listed

    with app.store.reading():
        rows = listed(app.store, task, state, limit + 1, offset, app.sight)
        set_up = ways_of(app.store) is not None
    more, rows = len(rows) > limit, rows[:limit]
    if as_json:
        say_json(as_data(app, one) for one in rows)
        return 0
    if not rows:
        say(_("There are no such notices.") if task or state else _("There are no notices."))
        return 0
    ahead = _ahead(app, rows) if set_up else {}
    lines = [
        (
            one.notice.id,
            local(one.notice.created, app.zone),
            f"T-{one.notice.task}",
            whom(app, one.notice),
            line_of(app, one.notice),
            _(STATES[one.state]),
            _(", ").join(
                [where(message, row.channel, row.address) for row, message in one.places]
                or ahead.get(one.notice.id or 0, [])
            ),
        )
        for one in rows
    ]
    colours = ["red" if one.state == "dead" else "" for one in rows]
    head = (_("no."), _("at"), _("task"), _("to"), _("notice"), _("state"), _("goes to"))
    say_table(head, lines, right=(0,), colours=colours)
    if more:
        warn(_("There are more: --offset %(n)s") % {"n": offset + limit})
    if not set_up:
        warn(_(NOT_SET_UP))
    return 0


def _ahead(app: App, rows: list[Seen]) -> dict[int, list[str]]:
    """Where notices would go that were not planned yet."""
    if not any(one.notice.state == "new" for one in rows):
        return {}
    from engine.delivery import parts_of, ways_of
    from engine.delivery.planning import whereto

    ways = ways_of(app.store)
    if ways is None:
        return {}
    found = whereto(parts_of(app, ways), app.clock())
    return {notice: [where(None, name, address) for name, address, _m in to] for notice, to in found.items()}


def _named(app: App, number: int) -> Seen:
    from engine.delivery.looking import seen
    from engine.store.outbox import Outbox

    with app.store.reading():
        found = seen(app.store, Outbox(app.store).named([number]))
    if not found:
        refuse("unknown-notice", number=number)
    app.task(f"T-{found[0].notice.task}")  # whoever may not see the task is not told of it
    return found[0]


def _show(app: App, one: Seen, as_json: bool) -> int:
    from engine.delivery.looking import attempts

    tried = attempts(app.store, one)
    if as_json:
        data = as_data(app, one)
        data["attempts"] = [row._asdict() for rows in tried.values() for row in rows]
        say_object(data)
        return 0
    row = one.notice
    data = {"n": row.id, "task": f"T-{row.task}", "seq": row.seq, "at": local(row.created, app.zone)}
    say(_("Notice %(n)s, of %(at)s: %(task)s, event %(seq)s") % data)
    say(inert("  " + line_of(app, row)))
    say(inert("  " + _("to %(to)s") % {"to": whom(app, row)}))
    say("  " + _(STATES[one.state]))
    for recipient, message in one.places:
        say(inert("  " + where(message, recipient.channel, recipient.address)))
        if message is None:
            continue
        for each in tried.get(message.id or 0, []):
            answer = _(ANSWERS[each.answer]) if each.answer in ANSWERS else _("no answer yet")
            why = reason(each.why)
            said = {"no": each.no, "at": local(each.at, app.zone), "answer": answer, "why": why}
            line = _("%(no)s. %(at)s: %(answer)s (%(why)s)") if why else _("%(no)s. %(at)s: %(answer)s")
            say(inert("    " + line % said))
        if message.state == "dead" and not tried.get(message.id or 0):
            say(inert("    " + reason(message.why)))
        if message.state == "waiting":
            say("    " + _("next attempt: %(at)s") % {"at": local(message.due, app.zone)})
    return 0


def _of_the_team(app: App) -> Actor:
    """Who acts: only somebody of the team sends messages. Raises Refused as ``App.actor``."""
    return app.actor


def _must_look_after(app: App) -> None:
    """What was given up or thrown away is for who looks after the workspace. Raises Refused ``may-not``."""
    from engine.app import Refused
    from engine.people.permissions import right_to_administer

    actor = _of_the_team(app)
    refusal = right_to_administer(app.team, actor.person, actor.roles)
    if refusal is not None:
        raise Refused(refusal)


def _retry(app: App, number: int | None, dead: bool, old: bool, as_json: bool) -> int:
    from engine.delivery.looking import PAGE, listed, take_up

    _must_look_after(app)
    if number is not None:
        one = _named(app, number)
        if not (done := take_up(app.store, [one], app.clock())):
            refuse("notice-not-given-up", number=number)
    else:
        done = 0
        for state in ("dead",) * dead + ("expired",) * old:
            while chosen := listed(app.store, None, state, PAGE):
                taken = take_up(app.store, chosen, app.clock())
                done += taken
                if not taken:
                    break
    if as_json:
        say_object({"notices": done})
        return 0
    text = ngettext("%(n)s notice is tried again.", "%(n)s notices are tried again.", done)
    say(text % {"n": f"{done:,}"} if done else _("Nothing was given up."))
    return 0


def _send(app: App, as_json: bool) -> int:
    from engine.delivery import deliver
    from engine.delivery.looking import listed

    _of_the_team(app)
    tally = deliver(app)
    if as_json:
        say_object(tally_data(tally))
    elif tally == type(tally)(tally.configured, again=tally.again) and (
        tally.configured or not listed(app.store, None, "waiting", 1)
    ):
        say(_("Nothing is to be sent now."))
    else:
        say_tally(tally, how_many_wait(app))
    return 1 if tally.dead else 0


def _prune(app: App, before: str, as_json: bool) -> int:
    from engine.store.outbox import Outbox

    _must_look_after(app)
    at = instant(before, app.zone, app.clock(), "--before")
    with app.store.writing():
        done = Outbox(app.store).prune(at)
    if as_json:
        say_object({"messages": done})
        return 0
    text = ngettext("The text of %(n)s message is gone.", "The texts of %(n)s messages are gone.", done)
    say(text % {"n": f"{done:,}"} if done else _("Nothing that was sent is older than that."))
    return 0
