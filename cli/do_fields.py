"""What a field takes, for whoever is about to type a value: its type, its bounds, an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.words import N_, _

if TYPE_CHECKING:
    from engine.model.definition import Field
    from engine.render.naming import Names

TYPES = {
    "text": N_("a text"),
    "person": N_("a person"),
    "file": N_("a file: its path or name"),
    "link": N_("a link, such as https://example.com/1"),
    "integer": N_("a whole number"),
    "number": N_("a number, such as 31.5"),
    "money": N_("an amount of money, such as 12.50"),
    "boolean": N_("yes or no"),
    "choice": N_("one of these, by its number or its name"),
    "date": N_("a date, such as 2026-11-21"),
    "datetime": N_("a date and time, such as 2026-11-21 18:00"),
    "duration": N_("a length of time, such as 3 days, 24h or 4 work hours"),
    "list": N_("a list with commas between, such as A1, B7"),
}
LENGTHS = frozenset({"text", "person", "file", "link"})
"""Types whose bounds count characters; those of a list count its items."""


def hint(field: Field, names: Names) -> str:
    """One line without a full stop: ``a number, such as 31.5; at least 0.01``. Not escaped."""
    parts = [_(TYPES.get(field.type, TYPES["text"]))]
    if field.min is not None:
        parts.append(_bound(field, field.min, names, least=True))
    if field.max is not None:
        parts.append(_bound(field, field.max, names, least=False))
    if field.pattern is not None:
        parts.append(_("of the form %(pattern)s") % {"pattern": field.pattern})
    if field.type == "list" and field.of not in (None, "text"):
        parts.append(_("each %(type)s") % {"type": _(TYPES.get(field.of or "", TYPES["text"]))})
    return _("; ").join(parts)


def _bound(field: Field, bound: object, names: Names, least: bool) -> str:
    if field.type in LENGTHS:
        text = N_("at least %(n)s characters") if least else N_("at most %(n)s characters")
        return _(text) % {"n": bound}
    if field.type == "list":
        text = N_("at least %(n)s of them") if least else N_("at most %(n)s of them")
        return _(text) % {"n": bound}
    from engine.rules.values import show

    text = N_("at least %(n)s") if least else N_("at most %(n)s")
    if field.type in ("date", "datetime"):
        text = N_("not before %(n)s") if least else N_("not after %(n)s")
    return _(text) % {"n": show(field, bound, names.zone)}
