"""What became of the team, in words: one paragraph for each event, one line for each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cli.output import inert, say, say_json
from cli.team_told import find
from cli.when import iso
from engine.people.events import facts_of
from engine.render.absences import since, until
from engine.render.naming import Names
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.people.changes import Fact
    from engine.store.team_record import TeamEventRow

KEYS = {
    "name": N_("name"),
    "until": N_("last day"),
    "deputies": N_("deputies"),
    "off": N_("days off"),
    "capacity": N_("at a time"),
    "shops": N_("shops"),
    "skills": N_("skills"),
    "lang": N_("language"),
    "logins": N_("logins"),
    "handles": N_("handles"),
}
PERMISSIONS = {
    "publish": N_("publish"),
    "act_as": N_("act as others"),
    "administer": N_("administer"),
    "assign": N_("assign steps"),
    "override": N_("override"),
    "see": N_("see every task"),
}


def log(app: App, text: str | None, limit: int, as_json: bool) -> int:
    """The latest changes, the oldest of them first; of one person where one is named."""
    team = app.team
    person = None
    if text is not None:
        person = find(team.people if team is not None else {}, text).key
    events = _latest(app, person, limit)
    if as_json:
        say_json(_data(row, facts, app.zone) for row, facts in events)
        return 0
    names = Names(zone=app.zone, team=team)
    if not events:
        say(_("Nothing is on record."))
    for row, facts in events:
        who = names.person(row.actor)
        if row.acting is not None:
            who = _("%(person)s (typed by %(typist)s)") % {"person": who, "typist": names.person(row.acting)}
        say(inert(f"{names.at(row.recorded)}  {who}"))
        for fact in facts:
            say(inert(f"  {line(fact, names)}"))
    return 0


def _latest(app: App, person: str | None, limit: int) -> list[tuple[TeamEventRow, list[Fact]]]:
    """The latest events, or those with something about a person, the oldest first."""
    from engine.store.team_record import LAST, TeamRecord

    record, before = TeamRecord(app.store), LAST
    found: list[tuple[TeamEventRow, list[Fact]]] = []
    while len(found) < limit and (page := record.latest(before)):
        for row in page:
            facts = facts_of(row)
            if person is not None:
                facts = [fact for fact in facts if fact.get("person") == person]
            if facts and len(found) < limit:
                found.append((row, facts))
        before = page[-1].no
    return found[::-1]


def _data(row: TeamEventRow, facts: list[Fact], zone: str) -> dict[str, Any]:
    return {
        "event": row.no,
        "kind": row.kind,
        "actor": row.actor,
        "acting": row.acting,
        "login": row.login,
        "recorded": iso(row.recorded, zone),
        "facts": [_dated(fact, zone) for fact in facts],
    }


def _dated(fact: Fact, zone: str) -> Fact:
    """A fact with its instants as ISO 8601."""
    instants = {
        key: iso(fact[key], zone) for key in ("from", "until", "at") if isinstance(fact.get(key), int)
    }
    return {**fact, **instants}


def line(fact: Fact, names: Names) -> str:
    """One fact in words; one of another version of the program by its name."""
    say_it = LINES.get(fact["fact"])
    return fact["fact"] if say_it is None else say_it(fact, names)


def _published(fact: Fact, names: Names) -> str:
    return _("team %(team)s, version %(version)s, was published") % fact


def _joined(fact: Fact, names: Names) -> str:
    return _("%(person)s joined") % {"person": names.person(fact["person"])}


def _left(fact: Fact, names: Names) -> str:
    return _("%(person)s is in the team no more") % {"person": names.person(fact["person"])}


def _role(given: bool) -> Callable[[Fact, Names], str]:
    def told(fact: Fact, names: Names) -> str:
        first, last = fact.get("from"), fact.get("until")
        if first and last:
            text = N_("%(person)s: given %(role)s from %(from)s until %(until)s") if given else N_(
                "%(person)s: no more %(role)s from %(from)s until %(until)s")  # fmt: skip
        elif first:
            text = N_("%(person)s: given %(role)s from %(from)s on") if given else N_(
                "%(person)s: no more %(role)s from %(from)s on")  # fmt: skip
        elif last:
            text = N_("%(person)s: given %(role)s until %(until)s") if given else N_(
                "%(person)s: no more %(role)s until %(until)s")  # fmt: skip
        else:
            text = N_("%(person)s: given %(role)s") if given else N_("%(person)s: no more %(role)s")
        data = {"person": names.person(fact["person"]), "role": names.role(fact["role"])}
        return _(text) % {**data, "from": first, "until": last}

    return told


def _changed(fact: Fact, names: Names) -> str:
    what = fact["what"]
    data = {"person": names.person(fact["person"]), "what": _(KEYS[what]) if what in KEYS else what}
    if "after" not in fact:
        return _("%(person)s: %(what)s changed") % data
    people = what == "deputies"
    data |= {key: _value(fact[key], names, people) for key in ("before", "after")}
    return _("%(person)s: %(what)s: %(before)s → %(after)s") % data


def _value(value: Any, names: Names, people: bool) -> str:
    if value is None:
        return _("none")
    if not isinstance(value, list):
        return str(value)
    if people:
        return names.several(map(names.person, value))
    texts = ["..".join(dict.fromkeys(one)) if isinstance(one, list) else str(one) for one in value]
    return names.several(texts)


def _may(fact: Fact, names: Names) -> str:
    data = {"what": _(PERMISSIONS[fact["what"]]) if fact["what"] in PERMISSIONS else fact["what"]}
    for key in ("before", "after"):
        roles = fact[key]
        data[key] = _("not said") if roles is None else names.several(map(names.role, roles)) or _("nobody")
    return _("who may %(what)s: %(before)s → %(after)s") % data


def _away(fact: Fact, names: Names) -> str:
    data = {
        "person": names.person(fact["person"]),
        "from": since(fact["from"], names),
        "until": until(fact.get("until"), names),
        "reason": fact.get("reason"),
        "deputies": names.several(map(names.person, fact.get("deputies", ()))),
    }
    text = _("%(person)s is away from %(from)s until %(until)s") % data
    if data["deputies"]:
        text += _("; standing in: %(deputies)s") % data
    return text + (_(", because: %(reason)s") % data if data["reason"] else "")


def _back(fact: Fact, names: Names) -> str:
    data = {"person": names.person(fact["person"])}
    if fact["at"] < fact["from"]:
        return _("%(person)s does not go away") % data
    return _("%(person)s is back") % data


LINES: dict[str, Callable[[Fact, Names], str]] = {
    "published": _published,
    "renamed": lambda fact, names: _("the team is called %(after)s now, not %(before)s") % fact,
    "role-added": lambda fact, names: _("there is a role %(role)s") % {"role": names.role(fact["role"])},
    "role-removed": lambda fact, names: _("there is no role %(role)s any more") % fact,
    "joined": _joined,
    "left": _left,
    "role-given": _role(True),
    "role-taken": _role(False),
    "changed": _changed,
    "may": _may,
    "away": _away,
    "back": _back,
}
