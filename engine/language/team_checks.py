"""What a team file says of people together: deputies, who is left when somebody goes, who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from engine.language.nodes import LIST, Node
from engine.model.diagnostics import WARNING, Diagnostic
from engine.model.team import LAST_DAY, Days, Person, Team
from engine.rules.deputies import stand_ins
from engine.rules.near import near

FOR_SOMEBODY = ("administer", "assign", "override", "see")
"""What is allowed to roles that somebody should hold; ``publish`` is told apart (K903), and ``act_as`` for
nobody may well be meant."""


def deputies(node: Node, people: dict[str, Person]) -> Iterator[Diagnostic]:
    """Deputies that are nobody of the team, or the person themself."""
    by_name = {person.name: key for key, person in people.items()}
    for key, (_, body) in node.entries["people"][1].entries.items():
        for deputy in _each(body.get("deputies")):
            if deputy.text == key:
                yield Diagnostic("K918", deputy.place, {"person": key})
            elif deputy.text not in people:
                meant = by_name.get(deputy.text)
                data = {"deputy": deputy.text, "people": ", ".join(people)}
                yield Diagnostic("K917", deputy.place, data, (meant,) if meant else near(deputy.text, people))


def remarks(node: Node, team: Team) -> Iterator[Diagnostic]:
    """What is remarkable in a team file in which nothing is wrong."""
    yield from _permissions(node, team)
    yield from _vacant(node, team)
    yield from _leaving(node, team)
    yield from _unattended(node, team)
    yield from _elsewhere(node, team)


def _permissions(node: Node, team: Team) -> Iterator[Diagnostic]:
    held = frozenset(role for person in team.people.values() for role in person.ever())
    for action, roles in team.may.items():
        if not roles or not held.isdisjoint(roles):
            continue
        place = node.entries["may"][1].entries[action][0].place
        data = {"roles": ", ".join(roles)}
        if action == "publish":
            yield Diagnostic("K903", place, data, severity=WARNING)
        elif action in FOR_SOMEBODY:
            yield Diagnostic("K925", place, {"action": action, **data}, severity=WARNING)


def _vacant(node: Node, team: Team) -> Iterator[Diagnostic]:
    """Roles that are held for a time, and by nobody after it."""
    for role in team.roles:
        ends = dict(_ends(role, team))
        last = max(ends.values(), default=LAST_DAY)
        if last == LAST_DAY:
            continue
        key = next(key for key, end in ends.items() if end == last)
        place = node.entries["people"][1].entries[key][0].place
        data = {"role": role, "from": _after(last), "person": key}
        yield Diagnostic("K921", place, data, severity=WARNING)


def _ends(role: str, team: Team) -> Iterator[tuple[str, str]]:
    """Who holds a role, each with the last day on which they do."""
    for key, person in team.people.items():
        leaves = person.until or LAST_DAY
        if role in person.roles:
            yield key, leaves
        for held in person.dated:
            if held.role == role:
                yield key, min(held.until, leaves)


def _leaving(node: Node, team: Team) -> Iterator[Diagnostic]:
    """People whose deputies have all left before them."""
    for key, person in team.people.items():
        ends = [team.people[deputy].until or LAST_DAY for deputy in person.deputies]
        last = max(ends, default=LAST_DAY)
        if last < (person.until or LAST_DAY):
            place = node.entries["people"][1].entries[key][1].entries["deputies"][1].place
            data = {"person": key, "from": _after(last)}
            yield Diagnostic("K922", place, data, severity=WARNING)


def _unattended(node: Node, team: Team) -> Iterator[Diagnostic]:
    """Planned days off on which nobody stands in, though there are deputies: said once for each stretch."""
    order = {key: person.deputies for key, person in team.people.items()}
    for key, person in team.people.items():
        if not person.deputies:
            continue
        items = _each(node.entries["people"][1].entries[key][1].get("off"))
        for item, days in zip(sorted(items, key=lambda one: one.text), person.off, strict=False):
            day = next((day for day in _days(days) if not _attended(key, day, team, order)), None)
            if day is not None:
                data = {"person": key, "date": day}
                yield Diagnostic("K923", item.place, data, severity=WARNING)


def _elsewhere(node: Node, team: Team) -> Iterator[Diagnostic]:
    """Deputies who work for other shops alone."""
    for key, person in team.people.items():
        body = node.entries["people"][1].entries[key][1]
        for deputy in _each(body.get("deputies")):
            theirs = team.people[deputy.text].shops
            if person.shops and theirs and person.shops.isdisjoint(theirs):
                data = {"person": key, "deputy": deputy.text, "shops": ", ".join(sorted(person.shops))}
                yield Diagnostic("K926", deputy.place, data, severity=WARNING)


def _attended(key: str, day: str, team: Team, order: dict[str, tuple[str, ...]]) -> bool:
    """Whether somebody stands in for a person on a day; those who have left by then are another remark's."""
    away = [one.key for one in team.people.values() if one.off_on(day)]
    return bool(stand_ins(key, order, away, list(team.people)))


def _days(days: Days) -> Iterator[str]:
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[1])
    for number in range((last - first).days + 1):
        yield (first + timedelta(days=number)).isoformat()


def _after(day: str) -> str:
    """The day after one (ISO dates)."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _each(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return node.items if node.kind == LIST else [node]
