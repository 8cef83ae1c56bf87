"""How much everybody has to do, and what nobody has taken: ``todo --team``. Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.lists import say_fitting
from cli.output import paint, say, say_json
from cli.refused import refuse
from cli.when import iso
from engine.model.record import Record
from engine.render.absences import until
from engine.render.naming import Names
from engine.store.worklists import Worklists
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.team import Team


class Load(Record):
    """What one person has to do: ``open`` steps that are theirs, of which overdue, on hold, put off; ``away``
    and until when (ms UTC), who stands in for them; ``gone``: they are not in the team any more."""

    person: str
    roles: tuple[str, ...]
    open: int
    overdue: int
    held: int
    asleep: int
    capacity: int | None
    away: bool
    until: int | None
    deputies: tuple[str, ...]
    gone: bool


class Waiting(Record):
    """What waits to be taken by the holders of a role ("" for everybody, or a person's key): how many, of
    which overdue; ``more``: more than were counted."""

    role: str
    n: int
    overdue: int
    more: bool


def say_team(app: App, as_json: bool) -> int:
    """Print it; everybody may see it, or where the team says who may ``see``, those alone."""
    actor, now = app.actor, app.clock()
    team = app.team
    assert team is not None, "who is not in a team acts as nobody"
    seers = team.may.get("see")
    if seers is not None and "see" not in actor.may:
        refuse("may-not-see-team", person=actor.person, roles_needed=sorted(seers))
    with app.store.reading():
        loads = _loads(app, team, now)
        waiting = _waiting(app, now)
    if as_json:
        say_json([*(_load_data(app, one) for one in loads), *map(_waiting_data, waiting)])
        return 0
    _say_loads(app, team, loads)
    say()
    _say_waiting(team, waiting)
    return 0


def _load_data(app: App, one: Load) -> dict[str, Any]:
    return {
        "section": "person",
        "name": one.person,
        "roles": list(one.roles),
        "open": one.open,
        "overdue": one.overdue,
        "on_hold": one.held,
        "put_off": one.asleep,
        "capacity": one.capacity,
        "away": one.away,
        "away_until": iso(one.until, app.zone),
        "deputies": list(one.deputies),
        "left": one.gone,
        "more": False,
    }


def _waiting_data(one: Waiting) -> dict[str, Any]:
    """The same columns; ``more``: there are more than were counted."""
    return {
        **dict.fromkeys(("on_hold", "put_off", "capacity", "away", "away_until", "left")),
        "section": "to_take",
        "name": one.role,
        "roles": [one.role] if one.role else [],
        "open": one.n,
        "overdue": one.overdue,
        "deputies": [],
        "more": one.more,
    }


def _loads(app: App, team: Team, now: int) -> list[Load]:
    """Everybody of the team, the most overdue first, then the most to do; and who left and has something."""
    counts = Worklists(app.store).loads(now, app.actor.shops)
    presence = app.registry.presence(now, team)
    found = []
    for key in (*team.people, *(key for key in counts if key not in team.people)):
        person = team.people.get(key)
        gone = person is None or not person.here
        if gone and key not in counts:
            continue
        away = presence.away.get(key) if presence is not None else None
        deputies = presence.standing_in(key) if presence is not None and away is not None else []
        found.append(
            Load(
                key,
                tuple(role for role in team.roles if person is not None and role in person.roles),
                *counts.get(key, (0, 0, 0, 0)),
                None if person is None else person.capacity,
                away is not None,
                None if away is None else away.until,
                tuple(deputies),
                gone,
            )
        )
    return sorted(found, key=lambda one: (-one.overdue, -one.open))


def _waiting(app: App, now: int) -> list[Waiting]:
    """Role by role, the most overdue first; what several roles may take counts for each of them."""
    roles: dict[str, Waiting] = {}
    for names, (n, overdue, more) in Worklists(app.store).counted(now, app.actor.shops).items():
        for role in names or ("",):
            before = roles.get(role, Waiting(role, 0, 0, False))
            roles[role] = Waiting(role, before.n + n, before.overdue + overdue, before.more or more)
    return sorted(roles.values(), key=lambda one: (-one.overdue, -one.n, one.role))


def _say_loads(app: App, team: Team, loads: list[Load]) -> None:
    names = Names(zone=app.zone, team=team)
    head = {
        "person": _("person"), "roles": _("roles"), "open": _("open"), "overdue": _("overdue"),
        "held": _("on hold"), "asleep": _("snoozed"), "capacity": _("at a time"), "where": _("presence"),
    }  # fmt: skip
    rows = [
        {
            "person": names.person(one.person),
            "roles": names.several(one.roles),
            "open": one.open,
            "overdue": one.overdue,
            "held": one.held,
            "asleep": one.asleep,
            "capacity": "" if one.capacity is None else one.capacity,
            "where": _where(names, one),
        }
        for one in loads
    ]
    shown = [
        key for key in head if key in ("person", "roles", "open", "overdue") or any(row[key] for row in rows)
    ]
    colours = ["red" if one.overdue or (one.gone and one.open) else "" for one in loads]
    say_fitting(
        [head[key] for key in shown],
        [[row[key] for key in shown] for row in rows],
        colours,
        cut=(head["roles"], head["where"]),
        right=[
            place
            for place, key in enumerate(shown)
            if key in ("open", "overdue", "held", "asleep", "capacity")
        ],
    )


def _where(names: Names, one: Load) -> str:
    """That somebody is away, until when, and who does their work; that they left."""
    if one.gone:
        return _("left")
    if not one.away:
        return ""
    data = {"until": until(one.until, names), "deputies": names.several(map(names.person, one.deputies))}
    if one.deputies:
        return _("away until %(until)s; %(deputies)s") % data
    return _("away until %(until)s; nobody stands in") % data


def _say_waiting(team: Team, waiting: list[Waiting]) -> None:
    if not waiting:
        say(_("Nothing waits to be taken."))
        return
    say(paint(_("To take"), "bold"))
    rows = []
    for one in waiting:
        title = team.roles.get(one.role, one.role)
        role = _("everybody") if not one.role else one.role if title == one.role else f"{one.role} ({title})"
        rows.append(
            (role, f"{one.n}+" if one.more else one.n, f"{one.overdue}+" if _capped(one) else one.overdue)
        )
    colours = ["red" if one.overdue else "" for one in waiting]
    say_fitting((_("role"), _("open"), _("overdue")), rows, colours, right=(1, 2))


def _capped(one: Waiting) -> bool:
    """Whether there may be more overdue than were counted: they are counted first."""
    from engine.store.worklists import MOST_COUNTED

    return one.more and one.overdue >= MOST_COUNTED
