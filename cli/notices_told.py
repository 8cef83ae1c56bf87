"""Notices in the terminal: what became of them, and what a delivery did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cli.output import inert, say, warn
from cli.telling import names_for
from cli.when import iso
from engine.delivery.addressing import body_of
from engine.kernel.notices import EVERYBODY, PERSON, ROLE
from engine.render.notices import Told, headline
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.app import App
    from engine.delivery import Tally
    from engine.delivery.looking import Seen
    from engine.render.naming import Names
    from engine.store.outbox import MessageRow, NoticeRow

MOST = 1000

STATES = {
    "waiting": N_("waiting"),
    "sent": N_("sent"),
    "dead": N_("given up"),
    "expired": N_("too old when channels were set up"),
    "nobody": N_("leads to nobody"),
}
WHY = {
    "channel-gone": N_("its channel is gone"),
    "unreadable": N_("what is stored of it cannot be read"),
    "given-up": N_("every attempt ended without an answer"),
}
ANSWERS = {"delivered": N_("delivered"), "retry": N_("put off"), "dead": N_("refused")}
NOT_SET_UP = N_(
    "No channels are set up, so nothing is sent; it all waits here. What would go to whom: sop notices. To "
    "set channels up: sop publish channels.yaml"
)


def names_around(app: App, body: dict[str, Any]) -> Names:
    """The names around the version that a notice is about."""
    try:
        return names_for(app, app.registry.definition(int(body.get("version", 0))))
    except (KeyError, ValueError, TypeError):
        return names_for(app, None)


def line_of(app: App, row: NoticeRow) -> str:
    """What a notice says, on one line; not inert yet."""
    body = body_of(row)
    return headline(Told(row.id or 0, row.task, row.kind, body), names_around(app, body))


def whom(app: App, row: NoticeRow) -> str:
    """Whom a notice is for, as the team's words say it; not inert yet."""
    body = body_of(row)
    names = names_around(app, body)
    return names.several(dict.fromkeys(_one(names, str(name)) for name in body.get("for", ())))


def _one(names: Names, name: str) -> str:
    if name == EVERYBODY:
        return _("everybody")
    if name.startswith(PERSON):
        return names.person(name.removeprefix(PERSON))
    return names.role(name.removeprefix(ROLE))


def where(message: MessageRow | None, channel: str, address: str) -> str:
    """A place that a notice goes to: the channel, and the address where it has several; not inert yet."""
    place = f"{channel} {address}".strip()
    return place if message is None or message.state == "sent" else f"{place} ({_(STATES[message.state])})"


def reason(why: str | None) -> str:
    """Why a message did not get there, in words; not inert yet."""
    return _(WHY[why]) if why in WHY else why or ""


def as_data(app: App, one: Seen) -> dict[str, Any]:
    """A notice as plain data."""
    row = one.notice
    body = body_of(row)
    return {
        "notice": row.id,
        "task": f"T-{row.task}",
        "event": row.seq,
        "about": row.kind,
        "for": body.get("for", []),
        "text": line_of(app, row),
        "at": iso(row.created, app.zone),
        "state": one.state,
        "places": [
            {
                "channel": recipient.channel,
                "address": recipient.address,
                "people": json.loads(recipient.people),
                **_message_data(app, message),
            }
            for recipient, message in one.places
        ],
    }


def _message_data(app: App, message: MessageRow | None) -> dict[str, Any]:
    if message is None:
        return {"message": None, "state": "waiting"}
    waits = message.due if message.state == "waiting" else None
    return {
        "message": message.id,
        "key": message.key,
        "state": message.state,
        "attempts": message.attempts,
        "next": iso(waits, app.zone),
        "ended": iso(message.ended, app.zone),
        "why": reason(message.why) or None,
    }


def tally_data(tally: Tally) -> dict[str, Any]:
    """What a delivery did, as plain data."""
    return {key: value for key, value in tally._asdict().items() if key != "again"}


def say_tally(tally: Tally, waiting: int = 0) -> None:
    """What a delivery did, in one line; with channels not set up, that so many notices wait."""
    if not tally.configured:
        if waiting:
            text = ngettext("Notices: %(n)s waits.", "Notices: %(n)s wait.", waiting)
            say(text % {"n": f"{waiting:,}"})
            warn(_(NOT_SET_UP))
        return
    if not any((tally.addressed, tally.nobody, tally.expired, tally.sent, tally.later, tally.dead)):
        return
    parts = [ngettext("%(n)s message sent", "%(n)s messages sent", tally.sent) % {"n": f"{tally.sent:,}"}]
    if tally.later:
        parts.append(_("%(n)s put off") % {"n": f"{tally.later:,}"})
    if tally.dead:
        parts.append(_("%(n)s given up") % {"n": f"{tally.dead:,}"})
    if tally.expired:
        parts.append(_("%(n)s too old to be sent") % {"n": f"{tally.expired:,}"})
    say(_("Notices: %(what)s.") % {"what": _(", ").join(parts)})
    if tally.dead:
        warn(_("Given up: see sop notices --state dead, and once it is mended: sop notices retry --dead"))
    if tally.nobody:
        text = ngettext(
            "%(n)s notice leads to nobody: see sop notices --state nobody",
            "%(n)s notices lead to nobody: see sop notices --state nobody",
            tally.nobody,
        )
        warn(text % {"n": f"{tally.nobody:,}"})


def unsent(app: App, most: int = MOST) -> list[Seen]:
    """The notices that still wait, the newest first, at most so many."""
    from engine.delivery.looking import listed

    with app.store.reading():
        return listed(app.store, None, "waiting", most)


def how_many_wait(app: App) -> int:
    """How many notices wait; counted up to a thousand."""
    return len(unsent(app))


def say_planned(app: App, found: list[Seen]) -> None:
    """The notices that a sweep would send now, for its dry run."""
    for one in found:
        data = {
            "n": one.notice.id,
            "task": f"T-{one.notice.task}",
            "to": whom(app, one.notice),
            "text": line_of(app, one.notice),
        }
        say(inert(_("notice %(n)s of %(task)s, to %(to)s: %(text)s") % data))
