"""What things are called in the reader's language: steps, outcomes, fields, roles, checklist lines.

People type names and read titles, so both are shown where they differ: ``pack (打包)``. A title is
translated by the SOP's own ``texts`` where it has the reader's language. Nothing here is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from engine.render.titles import StepNames
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.model.definition import Definition
    from engine.model.team import Team

ANYBODY = N_("anybody")
MASK = "••••"
WITHDRAWN = {"superseded": N_("put aside"), "undone": N_("undone")}
"""Outcomes of visits that no SOP has."""


NOBODY, ITSELF = "*", N_("sop itself")
"""As whom the program acts where no person does; no person can have this key."""

SCHEDULE = N_("schedule")

WORDS = {
    "assignee": N_("whose step it is"),
    "starter": N_("who started the task"),
    "everybody": N_("everybody"),
}
"""The language's own words for people."""


class Names(StepNames):
    """The names around one SOP, for one reader.

    ``definition`` and ``team`` may be None: then names stand alone. ``private``: whether this reader
    may see the values of private fields. ``zone``: the workspace's, for every instant.
    """

    __slots__ = ("definition", "private", "team")

    def __init__(
        self, zone: str, definition: Definition | None = None, team: Team | None = None, private: bool = False
    ) -> None:
        super().__init__(zone, {}, definition.texts if definition else {})
        self.definition = definition
        self.team = team
        self.private = private

    def word(self, text: str) -> str:
        """A word of the SOP that people type as it stands (a reason, a choice), with its translation."""
        return self._both(text, text)

    def step(self, name: str) -> str:
        """A step, or the end that stands in its place."""
        step = self.definition.steps.get(name) if self.definition else None
        return self._both(name, step.title) if step else name

    def deadline(self, name: str) -> str:
        """A deadline block."""
        found = self.definition.deadlines.get(name) if self.definition else None
        return self._both(name, found.title) if found else name

    def outcome(self, name: str, step: str | None = None) -> str:
        """An outcome, with its title where the step is known or only one title is in use."""
        if name in WITHDRAWN:
            return _(WITHDRAWN[name])
        if self.definition is None:
            return name
        steps = self.definition.steps
        among = [steps[step]] if step in steps else list(steps.values())
        titles = {one.outcomes[name].title for one in among if name in one.outcomes}
        return self._both(name, titles.pop()) if len(titles) == 1 else name

    def field(self, name: str) -> str:
        """A data field."""
        field = self.definition.data.get(name) if self.definition else None
        return self._both(name, field.title) if field else name

    def role(self, name: str) -> str:
        """A role; the role of nobody in particular is everybody's."""
        if not name:
            return _(ANYBODY)
        return self._both(name, self.team.roles.get(name, "")) if self.team else name

    def roles(self, names: Iterable[str]) -> str:
        """Several roles as one text; none means everybody."""
        return self.several(self.role(name) for name in names) or _(ANYBODY)

    def whom(self, word: str) -> str:
        """Whom a word behind ``notify`` or ``assign`` means: a role, a field that names a person, or one of
        the language's own words, which readers are not shown as they stand."""
        if word in WORDS:
            return _(WORDS[word])
        return self.field(word) if self.definition and word in self.definition.data else self.role(word)

    def told(self, name: str) -> str:
        """Whom a notice is for, as its ``for`` names them."""
        if name.startswith("person:"):
            return self.person(name.removeprefix("person:"))
        return _(WORDS["everybody"]) if name == "everybody" else self.role(name.removeprefix("role:"))

    def person(self, key: str) -> str:
        """A person, with the full name where it differs from the key."""
        if key == NOBODY:
            return _(ITSELF)
        person = self.team.people.get(key) if self.team else None
        return key if person is None or person.name in ("", key) else f"{key} ({person.name})"

    def starter(self, key: str, called: bool) -> str:
        """Who started a task: a person, the task that ``called`` it, or a schedule."""
        return _(SCHEDULE) if key == NOBODY and not called else self.person(key)

    def value(self, field_name: str, value: Any) -> str:
        """A stored value as people read it; a private one is masked unless this reader may see it."""
        field = self.definition.data.get(field_name) if self.definition else None
        if field is None:
            return str(value)
        if field.private and not self.private:
            return MASK
        from engine.rules.values import show

        return show(field, value, self.zone)

    @staticmethod
    def followed(first: str, second: str) -> str:
        """Two sentences after one another: with a space between them where the language has one."""
        return _("%(first)s %(second)s") % {"first": first, "second": second}
