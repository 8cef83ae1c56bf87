"""The values of a change in words: cases, names, what rungs do, to whom steps are given."""

from __future__ import annotations

from typing import Any

from engine.language.diff import Change
from engine.model.definition import Assignment, Case, Expression
from engine.model.timing import Instant, Recurrence, Rung
from engine.render.naming import Names
from engine.render.people_words import as_written, priority
from engine.render.rung_words import rung_words
from engine.words import _

STEP, ROLE, FIELD, PRIORITY, TEXT = "step", "role", "field", "priority", ""
OF = {
    "to": STEP, "first": STEP, "step": STEP, "not_by": STEP,
    "role": ROLE, "owner": ROLE,
    "ref": FIELD, "unique": FIELD, "required": FIELD, "votes.covers": FIELD,
    "votes.advise": ROLE, "priority": PRIORITY,
}  # fmt: skip


def kind_of(change: Change) -> str:
    """Of what the names in a change's values are."""
    if change.path and change.path[0][0] == "may":
        return ROLE
    return OF.get(change.what, TEXT)


def value_text(value: Any, kind: str, names: Names) -> str:
    """A value of the model as people read it: names with their titles, the rest as it is written."""
    if value is None:
        return _("none") if kind == "case" else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if kind == PRIORITY and isinstance(value, int):
        return priority(value)
    if isinstance(value, Assignment):
        return as_written(value)
    if isinstance(value, dict):
        return _("; ").join(
            _("%(where)s: %(text)s") % {"where": names.outcome(name), "text": value_text(cases, kind, names)}
            for name, cases in value.items()
        )
    if isinstance(value, Expression | Instant | Recurrence):
        return value.source
    if isinstance(value, Rung):
        return rung_words(value, lambda what: value_text(what, TEXT, names))
    if hasattr(value, "type") and hasattr(value, "name"):
        return f"{value.name}: {value.type}"  # a result of a table
    if isinstance(value, str):
        told = {STEP: names.step, ROLE: names.role, FIELD: names.field}.get(kind)
        return told(value) if told else value
    if isinstance(value, tuple) and value and all(isinstance(one, Case) for one in value):
        return _("; ").join(_case(one, len(value), kind, names) for one in value)
    if isinstance(value, tuple) and value and all(_is_setting(one) for one in value):
        return Names.several(
            # as it is written: what is worked out begins with '='
            f"{name}: = {to.source}"
            if isinstance(to, Expression)
            else f"{name} = {value_text(to, TEXT, names)}"
            for name, to in value
        )
    if isinstance(value, tuple | list):
        return Names.several(value_text(one, kind, names) for one in value)
    return str(value)


def _is_setting(value: Any) -> bool:
    return type(value) is tuple and len(value) == 2 and isinstance(value[0], str)


def _case(case: Case, among: int, kind: str, names: Names) -> str:
    told = _("none") if case.value is None else value_text(case.value, kind, names)
    if case.when is None:
        return _("%(value)s otherwise") % {"value": told} if among > 1 else told
    return _("%(value)s if %(condition)s") % {"value": told, "condition": case.when.source}
