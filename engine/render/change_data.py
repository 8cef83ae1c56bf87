"""The changes between two versions of an SOP as plain data for JSON."""

from __future__ import annotations

from typing import Any

from engine.language.diff import Change, Line
from engine.model.definition import Definition, Expression
from engine.model.timing import Instant
from engine.render.changes import Words
from engine.render.escape import terminal
from engine.render.naming import Names


def as_data(changes: list[Change], old: Definition, new: Definition, zone: str) -> list[dict[str, Any]]:
    """The changes as plain data for JSON, each with its sentence in the reader's language."""
    words = Words(Names(zone, old), Names(zone, new))
    return [
        {
            "path": [{"in": collection, "name": name} for collection, name in change.path],
            "what": change.what,
            "change": change.kind,
            "before": _plain(change.before),
            "after": _plain(change.after),
            "text": terminal(words.sentence(change)),
        }
        for change in changes
    ]


def _plain(value: Any) -> Any:
    """A value of the model as JSON: expressions and instants as written, cases with their conditions."""
    if isinstance(value, Expression | Instant):
        return value.source
    if hasattr(value, "when") and hasattr(value, "then"):
        return {"when": value.when, "then": value.then}  # a row of a table
    if isinstance(value, Line):
        return {**_plain(value.item), "outcomes": list(value.outcomes)}
    if hasattr(value, "_asdict"):
        defaults = value._field_defaults
        given = value._asdict().items()
        return {
            name: _plain(part)
            for name, part in given
            if name != "no" and not (name in defaults and part == defaults[name])
        }
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value
