"""Team files: who there is, which roles they hold and when, who stands in, who may do what to the
workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.language.calendar_dates import stretch
from engine.language.nodes import LIST, MAP, Node
from engine.language.scalars import integer
from engine.language.shape import check_shape
from engine.language.source import has_errors, in_order
from engine.language.team_checks import deputies, remarks
from engine.model.diagnostics import Diagnostic
from engine.model.team import FIRST_DAY, LAST_DAY, Days, Held, Person, Team
from engine.rules.near import near

PHONE = re.compile(r"[+]?[0-9]{7,15}")


def read_team(node: Node) -> tuple[Team | None, list[Diagnostic]]:
    """A team out of its file's root node, and what is wrong with it; None where an error is.

    Where ``roles`` is missing, the roles are those that people hold. Refused: a role that ``roles`` has
    not (in ``people`` and in ``may``), one login for two persons, dates that do not exist or are the wrong
    way round, deputies that nobody is, and handles that mean everybody or, at Feishu, a phone number. What
    may well be meant is a warning: that nobody can publish, that nobody holds a role any more from a day on,
    that nobody stands in.
    """
    found = check_shape(node, "team")
    if found:
        return None, found
    people = {key: _person(key, body, found) for key, (_, body) in node.entries["people"][1].entries.items()}
    roles = _roles(node.get("roles"), people)
    found += _unknown_roles(node, roles)
    found += _shared_logins(node)
    found += _handles(node)
    found += deputies(node, people)
    permissions = node.get("may")
    may = {
        what: tuple(role.text for role in _each(value))
        for what, (_, value) in (permissions.entries.items() if permissions is not None else ())
    }
    team = Team(node.entries["team"][1].text, roles, people, may)
    if has_errors(found):
        return None, in_order(found)
    found += remarks(node, team)
    return team, in_order(found)


def _each(node: Node | None) -> list[Node]:
    """The scalars of "one, or a list of them"; none where the key is missing."""
    if node is None:
        return []
    return node.items if node.kind == LIST else [node]


def _texts(body: Node, key: str) -> tuple[str, ...]:
    return tuple(item.text for item in _each(body.get(key)))


def _held(body: Node) -> list[Node]:
    """The names of a person's roles, in whichever form they stand."""
    roles = body.get("roles") if body.kind == MAP else body
    if roles is not None and roles.kind == MAP:
        return [name for name, _ in roles.entries.values()]
    return _each(roles)


def _person(key: str, body: Node, found: list[Diagnostic]) -> Person:
    name, lang, handles, capacity = (body.get(one) for one in ("name", "lang", "handles", "capacity"))
    until = _date(body.get("until"), "", found)
    dated = _dated(body, until, found)
    with_dates = {one.role for one in dated}
    return Person(
        key=key,
        name=name.text if name is not None else key,
        roles=frozenset(role.text for role in _held(body) if role.text not in with_dates),
        logins=_texts(body, "logins"),
        lang=lang.text if lang is not None else "",
        handles={app: value.text for app, (_, value) in handles.entries.items()}
        if handles is not None
        else {},
        dated=dated,
        until=until,
        deputies=_texts(body, "deputies"),
        off=tuple(sorted(_off(body.get("off"), found))),
        capacity=integer(capacity.text) if capacity is not None else None,
        shops=frozenset(_texts(body, "shops")),
        skills=frozenset(_texts(body, "skills")),
    )


def _dated(body: Node, leaves: str, found: list[Diagnostic]) -> tuple[Held, ...]:
    """The roles that a person holds for a time. Refused: one that ends before it begins, or that begins when
    the person has left."""
    roles = body.get("roles")
    held = []
    for name, value in roles.entries.values() if roles is not None and roles.kind == MAP else ():
        if value.kind != MAP:
            continue
        since = _date(value.get("from"), FIRST_DAY, found)
        until = _date(value.get("until"), LAST_DAY, found)
        if since > until:
            place = value.entries["until"][1].place
            found.append(Diagnostic("K919", place, {"role": name.text, "from": since, "until": until}))
        elif leaves and since > leaves:
            place = value.entries["from"][1].place
            found.append(Diagnostic("K920", place, {"role": name.text, "from": since, "until": leaves}))
        held.append(Held(name.text, since, until))
    return tuple(held)


def _date(node: Node | None, missing: str, found: list[Diagnostic]) -> str:
    """An ISO date; ``missing`` where the key is, or where the calendar has no such day."""
    return next(stretch(node, found), missing) if node is not None else missing


def _off(node: Node | None, found: list[Diagnostic]) -> Iterator[Days]:
    """The planned days off. Refused: days that stand there twice, since one of the two is a mistake."""
    lines: dict[str, int] = {}
    for item in _each(node):
        days = list(stretch(item, found))
        twice = next((day for day in days if day in lines), None)
        if twice is not None:
            found.append(Diagnostic("K924", item.place, {"date": twice, "first": lines[twice]}))
        lines.update(dict.fromkeys(days, item.line))
        if days:
            yield days[0], days[-1]


def _roles(node: Node | None, people: dict[str, Person]) -> dict[str, str]:
    """Role by role its title, in the order of the file."""
    if node is None:
        held = [role for person in people.values() for role in sorted(person.ever())]
        return {role: role for role in held}
    if node.kind == LIST:
        return {item.text: item.text for item in node.items}
    return {name: title.text for name, (_, title) in node.entries.items()}


def _unknown_roles(node: Node, roles: dict[str, str]) -> Iterator[Diagnostic]:
    named = [role for _, body in node.entries["people"][1].entries.values() for role in _held(body)]
    permissions = node.get("may")
    if permissions is not None:
        named += [role for _, value in permissions.entries.values() for role in _each(value)]
    by_title = {title: role for role, title in roles.items()}
    for role in named:
        if role.text not in roles:
            meant = (by_title[role.text],) if role.text in by_title else near(role.text, roles)
            data = {"role": role.text, "roles": ", ".join(roles)}
            yield Diagnostic("K901", role.place, data, meant)


def _shared_logins(node: Node) -> Iterator[Diagnostic]:
    owners: dict[str, str] = {}
    for key, (_, body) in node.entries["people"][1].entries.items():
        for login in _each(body.get("logins")):
            owner = owners.setdefault(login.text, key)
            if owner != key:
                yield Diagnostic("K902", login.place, {"login": login.text, "person": owner})


def _handles(node: Node) -> Iterator[Diagnostic]:
    """Handles by which an app would know nobody, or everybody."""
    for key, (_, body) in node.entries["people"][1].entries.items():
        handles = body.get("handles")
        for app, (_, value) in handles.entries.items() if handles is not None else ():
            if value.text == "all":
                yield Diagnostic("C131", value.place, {"handle": value.text, "person": key})
            elif app == "feishu" and PHONE.fullmatch(value.text):
                yield Diagnostic("C130", value.place, {"person": key})
