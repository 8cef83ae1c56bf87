"""Somebody is away, and is back: said, put on record, and told with who stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.act import command_id
from cli.output import inert, say, say_object
from cli.refused import print_refusal, refuse
from cli.team_told import absence
from cli.when import instant
from engine.model.refusals import Refusal
from engine.people.events import Leave, Noted, Return, come_back, leave
from engine.people.history import team_at
from engine.people.presence import Presence
from engine.render.absences import since, until
from engine.render.naming import Names
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App


def off(
    app: App,
    person: str | None,
    start: str | None,
    end: str | None,
    deputies: tuple[str, ...],
    reason: str | None,
    name: str | None,
    as_json: bool,
) -> int:
    """Say that somebody is away, and who stands in."""
    presence, actor, now = _presence(app), app.actor, app.clock()
    command = Leave(
        command_id(name),
        app.person(person).key if person is not None else actor.person,
        None if start is None else instant(start, app.zone, now, "--from"),
        None if end is None else instant(end, app.zone, now, "--until"),
        tuple(app.person(one).key for one in deputies),
        reason,
    )
    answer = leave(app.store, presence, command, actor, now)
    if isinstance(answer, Refusal):
        print_refusal(answer, app.zone, None, app.team)
        return 1
    return _tell(app, answer, as_json)


def back(app: App, person: str | None, name: str | None, as_json: bool) -> int:
    """Say that somebody is back, or does not go."""
    key = app.person(person).key if person is not None else app.actor.person
    command = Return(command_id(name), key)
    answer = come_back(app.store, _presence(app), command, app.actor, app.clock())
    if isinstance(answer, Refusal):
        print_refusal(answer, app.zone, None, app.team)
        return 1
    return _tell(app, answer, as_json)


def _presence(app: App) -> Presence:
    found = app.registry.presence(app.clock(), app.team)
    if found is None:
        refuse("no-team", ("sop publish team.yaml",))
    return found


def _tell(app: App, noted: Noted, as_json: bool) -> int:
    row = noted.absence
    then = team_at(app.store, app.zone, max(row.started, app.clock()))
    assert then is not None
    stand_ins = then.presence.standing_in(row.person)
    if as_json:
        say_object(
            {
                **absence(row, app.zone),
                "repeated": noted.repeated,
                "event": noted.event.no,
                "stand_in": stand_ins,
            }
        )
        return 0
    names = Names(zone=app.zone, team=app.team)
    data = {
        "person": names.person(row.person),
        "from": since(row.started, names),
        "until": until(row.until, names),
    }
    if noted.repeated:
        say(_("This had been said before; nothing was changed."))
    if row.ended is not None:
        text = (
            _("%(person)s does not go away: called off.")
            if row.ended < row.started
            else _("%(person)s is back.")
        )
        say(inert(text % data))
        return 0
    begun = row.started <= app.clock()
    if row.until is None:
        text = _("%(person)s is away.") if begun else _("%(person)s is away from %(from)s on.")
    elif begun:
        text = _("%(person)s is away until %(until)s.")
    else:
        text = _("%(person)s is away from %(from)s until %(until)s.")
    say(inert(text % data))
    _say_who_stands_in(noted, then.presence, stand_ins, names)
    return 0


def _say_who_stands_in(noted: Noted, presence: Presence, stand_ins: list[str], names: Names) -> None:
    """Who it will be; that deputies are away themselves; that there is nobody."""
    named = presence.deputies.get(noted.absence.person, ())
    for deputy in named:
        if deputy in presence.away:
            data = {"deputy": names.person(deputy), "until": until(presence.away[deputy].until, names)}
            say(inert(_("%(deputy)s is away too, until %(until)s.") % data))
    if stand_ins:
        say(
            inert(_("Standing in: %(deputies)s.") % {"deputies": names.several(map(names.person, stand_ins))})
        )
    elif named:
        say(_("Nobody stands in: all deputies are away or have left. Name another one with --deputy."))
    else:
        say(_("Nobody stands in. Name somebody with --deputy, or under 'deputies' in the team file."))
