"""What may be a name, beyond its characters, which the schema settles.

Fields, steps, tables and deadlines share one namespace, because expressions and instants use names bare:
``weight_kg > 30``, ``24h after paid_at``. A *word* is a name that expressions can say. A step may also be
a *phrase* such as ``Collect samples``: its title is its name, and no expression can say it.
The reasons stand in docs/decisions/0009.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple

OF_EXPRESSIONS = frozenset({"true", "false", "none", "now", "start", "today", "has"})
OF_INSTANTS = frozenset({"start", "due", "limit", "after", "before", "by", "none"})
OF_FLOW = frozenset({"end", "else", "hold"})
OF_PEOPLE = frozenset({"assignee", "starter"})
RESERVED = frozenset(keyword.kwlist) | OF_EXPRESSIONS | OF_INSTANTS | OF_FLOW | OF_PEOPLE
"""Words no field, step, table or deadline can be called (``Start`` is not ``start``)."""

OF_THE_RECORD = frozenset({"opened", "joined", "cancelled", "superseded", "undone", "skipped", "void"})
"""Words no outcome can be called: a visit's record and ``step.opened`` use them."""


class Fault(NamedTuple):
    """Why a text cannot be a name: the code of the diagnostic and what fills its text."""

    code: str
    data: dict[str, Any]


def field_fault(name: str) -> Fault | None:
    """Why ``name`` cannot be a field's or a table's, or None: a word that is not reserved."""
    return _unsteady(name, "NFKC") or _strange(name) or _reserved(name, RESERVED, "N402")


def step_fault(name: str) -> Fault | None:
    """Why ``name`` cannot be a step's, or None: a word that is not reserved, or a phrase."""
    if is_word(name):
        return _reserved(name, RESERVED, "N402")
    return _unsteady(name, "NFC") or _unprintable(name)


def deadline_fault(name: str) -> Fault | None:
    """Why ``name`` cannot be a deadline's, or None: words, joined by ``-`` or not, not reserved."""
    return joined_fault(name) or _reserved(name, RESERVED, "N402")


def outcome_fault(name: str) -> Fault | None:
    """Why ``name`` cannot be an outcome's, or None. Expressions never say it, so ``pass`` is fine."""
    return joined_fault(name) or _reserved(name, OF_THE_RECORD, "N403")


def role_fault(name: str) -> Fault | None:
    """Why ``name`` cannot be a role's, or None. A set of roles is stored with spaces between its names."""
    return joined_fault(name) or _reserved(name, OF_PEOPLE, "N404")


def joined_fault(name: str) -> Fault | None:
    """Why ``name`` is not made of letters, digits, ``_`` and ``-``, or None: an SOP's, an end's name."""
    return _unsteady(name, "NFKC") or _strange("_" + name.replace("-", "_"), name)


def is_word(name: str) -> bool:
    """Whether expressions could say this name (reserved or not)."""
    return name.isidentifier() and unicodedata.is_normalized("NFKC", name)


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether a text says one of the names as a whole word."""
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None for name in names if name in text
    )


def _unsteady(name: str, form: Any) -> Fault | None:
    """Python folds identifiers (NFKC): a name that this changes would never be found again."""
    plain = unicodedata.normalize(form, name)
    return Fault("N405", {"name": name, "plain": plain}) if plain != name else None


def _strange(word: str, name: str | None = None) -> Fault | None:
    if word.isidentifier():
        return None
    for end in range(1, len(word) + 1):
        if not word[:end].isidentifier():
            return Fault("N401", {"name": name or word, "character": _shown(word[end - 1])})
    return Fault("N401", {"name": name or word, "character": ""})


def _unprintable(name: str) -> Fault | None:
    for character in name:
        if not character.isprintable():
            return Fault("N401", {"name": name, "character": _shown(character)})
    return None


def _shown(character: str) -> str:
    return character if character.isprintable() else f"U+{ord(character):04X}"


def _reserved(name: str, reserved: frozenset[str], code: str) -> Fault | None:
    return Fault(code, {"name": name}) if name in reserved else None
