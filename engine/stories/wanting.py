"""What ``then`` names, read: one function for each key, beside the names that there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.language.nodes import Node
from engine.stories.names import Names
from engine.stories.plan import WHOLE_TASK, Wanted

Read = Callable[[Names, str, Node, Node], list[Wanted]]


def _assigned(names: Names, key: str, name: Node, value: Node) -> list[Wanted]:
    found = []
    for step, (node, whose) in value.entries.items():
        if names.known(node, "step", names.definition.steps):
            people = names.each(whose, "whose", names.assignees)
            found.append(Wanted(key, step, people, whose.place))
    return found


def _names_of(kind: str, known: Callable[[Names], Any]) -> Read:
    def read(names: Names, key: str, name: Node, value: Node) -> list[Wanted]:
        place = value.place if value.text or value.items else name.place
        return [Wanted(key, "", names.each(value, kind, known(names)), place)]

    return read


def _person(names: Names, key: str, name: Node, value: Node) -> list[Wanted]:
    """Step by step one person, or '' for nobody."""
    people = names.team.people if names.team else {}
    return [
        Wanted(key, step, person.text, person.place)
        for step, (node, person) in value.entries.items()
        if names.known(node, "step", names.definition.steps)
        and (not person.text or names.known(person, "person", people))
    ]


def _people(names: Names, key: str, name: Node, value: Node) -> list[Wanted]:
    """Step by step persons."""
    people = names.team.people if names.team else {}
    return [
        Wanted(key, step, names.each(several, "person", people), several.place)
        for step, (node, several) in value.entries.items()
        if names.known(node, "step", names.definition.steps)
    ]


def _end(names: Names, key: str, name: Node, value: Node) -> list[Wanted]:
    return [Wanted(key, "", value.text, value.place)] if names.known(value, "end", names.ends) else []


def _instants(names: Names, key: str, name: Node, value: Node) -> list[Wanted]:
    found = []
    for clock, (node, instant) in value.entries.items():
        if names.known(node, "clock", names.clocks):
            at = None if instant.text == "none" else names.instant(instant, instant.text)
            found.append(Wanted(key, clock, at, instant.place))
    return found


def _data(names: Names, key: str, name: Node, value: Node) -> list[Wanted]:
    fields = names.definition.data
    return [
        Wanted(key, field, names.stored(fields[field], node), node.place)
        for field, (name, node) in value.entries.items()
        if names.known(name, "field", fields)
    ]


WANTED: dict[str, Read] = {
    "open": _names_of("step", lambda names: names.definition.steps),
    "told": _names_of("addressee", lambda names: names.told),
    "escalated": _names_of("rung", lambda names: names.rungs),
    "assigned": _assigned,
    "assignee": _person,
    "for": _person,
    "votes": _people,
    "held": _names_of("step", lambda names: [*names.definition.steps, WHOLE_TASK]),
    "paused": _names_of("clock", lambda names: names.clocks),
    "end": _end,
    "due": _instants,
    "limit": _instants,
    "late": _names_of("clock", lambda names: names.clocks),
    "breached": _names_of("clock", lambda names: names.clocks),
    "data": _data,
}
"""Keys of ``then``, and what reads each."""
