"""The team in words and as data: everybody in a table, one person in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.output import inert, say, say_json, say_object, say_table
from cli.refused import refuse
from cli.when import iso
from engine.model.team import FIRST_DAY, LAST_DAY, Held, Person
from engine.render.absences import since, until
from engine.render.naming import Names
from engine.store.sharing import Sharing
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.people.history import Then
    from engine.people.presence import Away
    from engine.store.team_record import AbsenceRow


# -- everybody -----------------------------------------------------------------------------------------


def show_all(app: App, then: Then, role: str | None, asked: bool, as_json: bool) -> int:
    """Everybody, or those who hold a role. Raises Refused ``unknown-role``."""
    team = then.presence.team
    names = Names(zone=app.zone, team=team)
    if role is not None:
        role = _role(role, then)
    people = [one for one in team.people.values() if role is None or role in one.roles]
    load = Sharing(app.store).load() if not asked else {}
    if as_json:
        say_json(_row(one, then, app.zone, load if not asked else None) for one in people)
        return 0
    if asked:
        _say_which(app, then, names)
    if not people:
        say(_("Nobody held %(role)s.") % {"role": inert(names.role(role or ""))} if asked
            else _("Nobody holds %(role)s.") % {"role": inert(names.role(role or ""))})  # fmt: skip
        return 0
    head = (_("person"), _("roles"), _("there"), *(() if asked else (_("open"),)))
    rows = []
    for one in people:
        roles = names.several(map(names.role, sorted(one.roles)))
        last = () if asked else (str(load.get(one.key, 0) or ""),)
        rows.append((names.person(one.key), roles, _there(one, then, names), *last))
    colours = ["dim" if not one.here else "yellow" if one.key in then.presence.away else "" for one in people]
    say_table(head, rows, right=() if asked else (3,), colours=colours)
    return 0


def _role(text: str, then: Then) -> str:
    """A role by its name or by its title."""
    roles = then.presence.team.roles
    if text in roles:
        return text
    found = [name for name, title in roles.items() if title == text]
    if len(found) == 1:
        return found[0]
    refuse("unknown-role", role=text, roles=list(roles))


def _say_which(app: App, then: Then, names: Names) -> None:
    """Which version of the team file a question about another day is answered from."""
    data = {
        "day": then.day, "team": then.row.name, "version": then.row.no, "at": names.at(then.row.published),
    }  # fmt: skip
    if then.before_any:
        text = _("No team was published yet on %(day)s. What the first one, of %(at)s, says of that day:")
    elif then.at > app.clock():
        text = _("What is known today of %(day)s: team %(team)s, version %(version)s, published %(at)s.")
    else:
        text = _("On %(day)s: team %(team)s, version %(version)s, published %(at)s.")
    say(inert(text % data))


def _there(person: Person, then: Then, names: Names) -> str:
    """Whether somebody is there, else until when they are away and who stands in."""
    if not person.here:
        return _("left on %(day)s") % {"day": person.until}
    away = then.presence.away.get(person.key)
    return "" if away is None else _away(away, then, names)


def _away(away: Away, then: Then, names: Names) -> str:
    deputies = then.presence.standing_in(away.person)
    data = {"until": until(away.until, names), "deputies": names.several(map(names.person, deputies))}
    if deputies:
        text = N_("away until %(until)s; %(deputies)s")
    else:
        text = N_("away until %(until)s; nobody stands in")
    return _(text) % data


def _row(person: Person, then: Then, zone: str, load: dict[str, int] | None) -> dict[str, Any]:
    """A person as data: the roles of that day, and as they stand in the file."""
    away = then.presence.away.get(person.key)
    return {
        "person": person.key,
        "name": person.name,
        "roles": sorted(person.roles),
        "here": person.here,
        "away": None
        if away is None
        else {
            "until": iso(away.until, zone),
            "reason": away.reason,
            "by": "team file" if away.no is None else "sop team off",
            "stand_in": then.presence.standing_in(person.key),
        },
        "stands_in_for": [one.person for one in then.presence.stands_in_for(person.key)],
        "deputies": list(person.deputies),
        "shops": sorted(person.shops),
        "skills": sorted(person.skills),
        "capacity": person.capacity,
        **({} if load is None else {"open": load.get(person.key, 0)}),
    }


# -- one -----------------------------------------------------------------------------------------------


def show(app: App, then: Then, text: str | None, as_json: bool) -> int:
    """All about one person; whoever asks, where nobody is named. Raises Refused ``unknown-person``."""
    from engine.store.team_record import TeamRecord

    person = find(then.presence.team.people, text if text is not None else app.actor.person)
    absences = [row for row in TeamRecord(app.store).ahead(then.at) if row.person == person.key]
    load = Sharing(app.store).load()
    if as_json:
        say_object(
            {
                **_row(person, then, app.zone, load),
                "held": [one._asdict() for one in person.dated],
                "last_day": person.until or None,
                "off": [list(days) for days in person.off],
                "absences": [absence(row, app.zone) for row in absences],
            }
        )
        return 0
    names = Names(zone=app.zone, team=then.presence.team)
    say(inert(names.person(person.key)))
    for title, value in _lines(person, then, names, absences, load):
        if value:
            say(inert(f"  {title}  {value}"))
    return 0


def find(people: dict[str, Person], text: str) -> Person:
    """A person by key or by name. Raises Refused ``unknown-person``."""
    found = people.get(text) or next((one for one in people.values() if one.name == text), None)
    if found is None:
        refuse("unknown-person", name=text, people=list(people))
    return found


def _lines(
    person: Person, then: Then, names: Names, absences: list[AbsenceRow], load: dict[str, int]
) -> list[tuple[str, str]]:
    dated = {one.role for one in person.dated}
    held = [names.role(role) for role in sorted(person.roles - dated)]
    held += [_held(one, names) for one in person.dated]
    presence = then.presence
    for_whom = [one.person for one in presence.stands_in_for(person.key)]
    coming = [row for row in absences if row.started > then.at]
    return [
        (_("roles:"), names.several(held)),
        (_("there:"), _there(person, then, names)),
        (_("last day:"), person.until if person.here else ""),
        (_("stands in for:"), names.several(map(names.person, for_whom))),
        (_("deputies:"), names.several(map(names.person, person.deputies))),
        (_("days off:"), names.several(first if first == last else f"{first}..{last}"
                                       for first, last in person.off if last >= then.day)),
        (_("away next:"), names.several(_next(row, names) for row in coming)),
        (_("shops:"), names.several(sorted(person.shops))),
        (_("skills:"), names.several(sorted(person.skills))),
        (_("at a time:"), str(person.capacity or "")),
        (_("open:"), str(load.get(person.key, 0) or "")),
    ]  # fmt: skip


def _held(held: Held, names: Names) -> str:
    """A role with its dates."""
    data = {"role": names.role(held.role), "from": held.since, "until": held.until}
    if held.since != FIRST_DAY and held.until != LAST_DAY:
        return _("%(role)s from %(from)s until %(until)s") % data
    if held.since != FIRST_DAY:
        return _("%(role)s from %(from)s on") % data
    return _("%(role)s until %(until)s") % data


def _next(row: AbsenceRow, names: Names) -> str:
    data = {"from": since(row.started, names), "until": until(row.over(), names)}
    return _("%(from)s until %(until)s") % data


def absence(row: AbsenceRow, zone: str) -> dict[str, Any]:
    """An absence as data."""
    import json

    return {
        "no": row.no,
        "person": row.person,
        "from": iso(row.started, zone),
        "until": iso(row.until, zone),
        "deputies": json.loads(row.deputies),
        "reason": row.reason,
        "ended": iso(row.ended, zone),
    }
