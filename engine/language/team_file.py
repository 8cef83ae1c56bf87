"""Team files: who there is, which roles they hold, who may do what to the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.language.nodes import LIST, MAP, Node
from engine.language.shape import check_shape
from engine.language.source import has_errors, in_order
from engine.model.diagnostics import WARNING, Diagnostic
from engine.model.team import Person, Team
from engine.rules.near import near

PHONE = re.compile(r"[+]?[0-9]{7,15}")


def read_team(node: Node) -> tuple[Team | None, list[Diagnostic]]:
    """A team out of its file's root node, and what is wrong with it; None where an error is.

    Where ``roles`` is missing, the roles are those that people hold. Refused: a role that ``roles`` has
    not (in ``people`` and in ``may``), one login for two persons, and handles
    that mean everybody or, at Feishu, a phone number. That nobody can publish is a warning.
    """
    found = check_shape(node, "team")
    if found:
        return None, found
    people = {key: _person(key, body) for key, (_, body) in node.entries["people"][1].entries.items()}
    roles = _roles(node.get("roles"), people)
    found += _unknown_roles(node, roles)
    found += _shared_logins(node)
    found += _handles(node)
    permissions = node.get("may")
    may = {
        what: tuple(role.text for role in _each(value))
        for what, (_, value) in (permissions.entries.items() if permissions is not None else ())
    }
    team = Team(node.entries["team"][1].text, roles, people, may)
    if has_errors(found):
        return None, in_order(found)
    found += _publishers(node, team)
    return team, found


def _each(node: Node | None) -> list[Node]:
    """The scalars of "one, or a list of them"; none where the key is missing."""
    if node is None:
        return []
    return node.items if node.kind == LIST else [node]


def _held(body: Node) -> list[Node]:
    """The roles of a person, in whichever form they stand."""
    return _each(body.get("roles") if body.kind == MAP else body)


def _person(key: str, body: Node) -> Person:
    name, lang, handles = body.get("name"), body.get("lang"), body.get("handles")
    return Person(
        key=key,
        name=name.text if name is not None else key,
        roles=frozenset(role.text for role in _held(body)),
        logins=tuple(login.text for login in _each(body.get("logins"))),
        lang=lang.text if lang is not None else "",
        handles={app: value.text for app, (_, value) in handles.entries.items()}
        if handles is not None
        else {},
    )


def _roles(node: Node | None, people: dict[str, Person]) -> dict[str, str]:
    """Role by role its title, in the order of the file."""
    if node is None:
        held = [role for person in people.values() for role in sorted(person.roles)]
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


def _publishers(node: Node, team: Team) -> Iterator[Diagnostic]:
    publish = team.may.get("publish", ())
    if publish and not any(person.roles.intersection(publish) for person in team.people.values()):
        permissions = node.entries["may"][1]
        key = permissions.entries["publish"][0]
        yield Diagnostic("K903", key.place, {"roles": ", ".join(publish)}, severity=WARNING)
