"""The names that a story mentions, each beside what there is; unknown ones are said with what comes near."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from engine.language.codes.names import VALUES
from engine.language.compile.literals import shown
from engine.language.nodes import LIST, Node
from engine.model.definition import CANCELLED, END, Definition, Field, Rule, is_end
from engine.model.diagnostics import Diagnostic
from engine.model.team import Team
from engine.model.timing import Rung
from engine.rules.near import near
from engine.rules.values import ValueProblem, from_text
from engine.stories.ladders import all_rungs, rungs_of
from engine.words import N_

WHAT = {
    "person": N_("person"),
    "step": N_("step"),
    "outcome": N_("outcome"),
    "field": N_("data field"),
    "clock": N_("deadline"),
    "end": N_("end"),
    "code": N_("refusal"),
    "addressee": N_("addressee of a rule"),
    "rung": N_("rung of an escalation"),
    "whose": N_("role or person"),
}
"""Kinds of names, as diagnostics say them."""


ASSIGNEE = "assignee"
MOST = 20
"""So many names are listed where none is near to what was written."""


class Names:
    """What can be named in the stories of one SOP; ``found`` gathers what cannot."""

    def __init__(self, definition: Definition, team: Team | None, zone: str, found: list[Diagnostic]) -> None:
        self.definition = definition
        self.team = team
        self.zone = zone
        self.found = found
        steps = definition.steps.values()
        self.clocks = [*definition.deadlines, *(step.name for step in steps if step.due or step.limit)]
        deeds: list[Rule | Rung] = [*definition.rules.values(), *all_rungs(definition)]
        self.told = list(dict.fromkeys([*(name for deed in deeds for name in deed.notify), ASSIGNEE]))
        self.rungs = list(rungs_of(definition))
        roles = (role for step in steps for case in step.role for role in case.value)
        given = (name for deed in deeds for name in deed.assign)
        people = team.people if team is not None else ()
        self.assignees = [role for role in dict.fromkeys([*roles, *given, *people]) if role]
        targets = [case.value for step in steps for out in step.outcomes.values() for case in out.to]
        self.ends = list(dict.fromkeys([*filter(is_end, targets), END, CANCELLED]))

    def known(self, node: Node, kind: str, names: Iterable[str]) -> bool:
        """Whether a node's text is one of the names; otherwise it is said that it is not."""
        names = list(names)
        if node.text in names:
            return True
        shown = [*names[:MOST], "…"] if len(names) > MOST else names
        data = {"what": WHAT[kind], "name": node.text, "choices": ", ".join(shown) or "-"}
        self.found.append(Diagnostic("T004", node.place, data, near(node.text, names)))
        return False

    def each(self, node: Node | None, kind: str, names: Iterable[str]) -> tuple[str, ...]:
        """The names in a text or a list of texts that there are."""
        names = list(names)
        return tuple(item.text for item in scalars(node) if self.known(item, kind, names))

    def step(self, node: Node) -> str:
        """A step; "" for one that there is not."""
        return node.text if self.known(node, "step", self.definition.steps) else ""

    def codes(self, node: Node | None) -> tuple[str, ...]:
        """Codes of refusals."""
        from engine.render.refusal_texts import TEXTS

        return self.each(node, "code", TEXTS)

    def lines(self, node: Node | None, step: str) -> tuple[int, ...]:
        """Numbers of checklist lines, given as numbers or as their texts."""
        if not step:
            return ()
        items = [item for item in self.definition.steps[step].items if item.kind == "tick" or item.na]
        by_text = {item.title: item.no for item in items} | {str(item.no): item.no for item in items}
        numbers = []
        for each in scalars(node):
            if each.text in by_text:
                numbers.append(by_text[each.text])
                continue
            lines = ", ".join(f"{item.no} {item.title}" for item in items)
            data = {"name": each.text, "step": step, "choices": lines or "-"}
            self.found.append(Diagnostic("T005", each.place, data, near(each.text, by_text)))
        return tuple(numbers)

    def values(self, node: Node | None) -> dict[str, str]:
        """Field by field what is typed; the values themselves are for the command to take or refuse."""
        if node is None:
            return {}
        return {
            name: value.text
            for name, (key, value) in node.entries.items()
            if self.known(key, "field", self.definition.data)
        }

    def stored(self, field: Field, node: Node) -> object:
        """A value that is expected, in stored form; None for '' and for one that the field cannot have,
        which is said."""
        if not node.text:
            return None
        try:
            return from_text(field, node.text, self.zone)
        except ValueProblem as problem:
            data = dict(problem.data)
            meant = tuple(data.pop("suggestions", ()))
            data |= {"field": field.name, "type": shown(field)}
            self.found.append(Diagnostic(VALUES[problem.code], node.place, data, meant))
            return None

    def dates(self, node: Node | None) -> tuple[str, ...]:
        """Dates that exist."""
        days = []
        for each in scalars(node):
            try:
                days.append(date.fromisoformat(each.text).isoformat())
            except ValueError:
                self.found.append(Diagnostic("K911", each.place, {"date": each.text}))
        return tuple(days)

    def instant(self, node: Node, text: str) -> int | None:
        """Milliseconds UTC of a local date and time; None for one that does not exist, which is said."""
        try:
            return int(from_text(Field("at", "", "datetime"), text, self.zone))
        except ValueProblem:
            self.found.append(Diagnostic("K911", node.place, {"date": text}))
            return None


def scalars(node: Node | None) -> list[Node]:
    """The texts of "one, or a list of them"; none where the key is missing."""
    if node is None:
        return []
    return node.items if node.kind == LIST else [node]
