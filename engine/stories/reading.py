"""A story file: bytes to stories, or to everything that is wrong with it.

The file is read as every document is (``engine.language``): shape first, then the names it mentions,
each beside the SOP, the team and the calendar that lie around it. Nothing is run here.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from engine.language.nodes import LIST, Node
from engine.language.shape import check_shape
from engine.language.source import has_errors, in_order, read
from engine.model.definition import Definition
from engine.model.diagnostics import Diagnostic
from engine.model.team import Person, Team
from engine.stories.moments import read_moments
from engine.stories.names import Names
from engine.stories.plan import Story, Suite
from engine.stories.surroundings import Surroundings


class Given(NamedTuple):
    """What a story begins with, as far as it is known."""

    team: Team | None
    data: dict[str, str]
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()


def read_stories(data: bytes, file: str, around: Surroundings) -> tuple[Suite | None, list[Diagnostic]]:
    """The stories of a file, and what is wrong with it (and with its SOP, where that has errors); None where
    there is an error. Never raises for what the file says."""
    root, found = read(data, file)
    if root is None or has_errors(found):
        return None, found
    found += check_shape(root, "story")
    if has_errors(found):
        return None, in_order(found)
    named = root.entries["story"][1]
    sop = around.sops.get(named.text)
    if sop is None:
        return None, in_order([*found, unknown_sop(named, around)])
    definition = sop.definition
    if definition is None:
        return None, [*in_order([*found, Diagnostic("T002", named.place, {"name": named.text})]), *sop.found]
    reader = _Reader(definition, around, found)
    common = reader.given(root.get("given"), Given(around.team, {}))
    stories = tuple(
        reader.story(title, name, body, common)
        for title, (name, body) in root.entries["stories"][1].entries.items()
    )
    if has_errors(found):
        return None, in_order(found)
    return Suite(sop.file, definition, around.zone, sop.anywhere, stories), in_order(found)


def unknown_sop(node: Node, around: Surroundings) -> Diagnostic:
    """That the SOP which a story file names is not there."""
    from engine.rules.near import near

    data = {"name": node.text, "choices": ", ".join(sorted(around.sops)) or "-"}
    return Diagnostic("T001", node.place, data, near(node.text, around.sops))


class _Reader:
    """Reads the stories of one file; ``found`` gathers what is wrong."""

    def __init__(self, definition: Definition, around: Surroundings, found: list[Diagnostic]) -> None:
        self.definition = definition
        self.around = around
        self.found = found

    def given(self, node: Node | None, under: Given) -> Given:
        """``given`` laid over what holds already."""
        if node is None:
            return under
        names = Names(self.definition, under.team, self.around.zone, self.found)
        data = node.get("data")
        return Given(
            _team(node.get("people"), under.team),
            {**under.data, **names.values(data)},
            (*under.off, *names.dates(node.get("off"))),
            (*under.on, *names.dates(node.get("on"))),
        )

    def story(self, title: str, name: Node, body: Node, common: Given) -> Story:
        """One story, in either form."""
        given, moments = common, body
        if body.kind != LIST:
            given, moments = self.given(body.get("given"), common), body.entries["when"][1]
        if given.team is None and not any(one.code == "T003" for one in self.found):
            self.found.append(Diagnostic("T003", name.place))
        names = Names(self.definition, given.team, self.around.zone, self.found)
        compiled = self.around.calendars.get(self.definition.calendar)
        return Story(
            title,
            name.place,
            given.team or Team("", {}, {}, {}),
            None if compiled is None else _with_days(compiled, given),
            given.data,
            read_moments(moments, names),
        )


def _team(node: Node | None, under: Team | None) -> Team | None:
    """The people that a story gives, in place of those of the team file; its roles keep their titles."""
    if node is None:
        return under
    people = {}
    for key, (_, body) in node.entries.items():
        roles = [role.text for role in (body.items if body.kind == LIST else [body])]
        people[key] = Person(key, key, frozenset(roles))
    return Team("", under.roles if under else {}, people, {})


def _with_days(compiled: dict[str, Any], given: Given) -> dict[str, Any]:
    """A compiled calendar with the days that a story adds; they win over the calendar's own."""
    off, on = set(given.off), set(given.on)
    return {
        **compiled,
        "off": sorted(set(compiled["off"]) - on | off),
        "on": sorted(set(compiled["on"]) - off | on),
    }
