"""What each type of value has: four functions, one entry in ``engine.rules.values.KINDS``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.model.definition import Field
from engine.model.record import Record


class Kind(Record):
    """``read(field, text, zone)`` takes what a person typed, without white space around it, and gives
    something for ``check``; ``check(field, value)`` gives the canonical stored form; both raise
    ValueProblem. ``show(field, stored, zone)`` is for people, ``schema(field)`` a JSON Schema of what
    ``check`` takes."""

    read: Callable[[Field, str, str], Any]
    check: Callable[[Field, Any], Any]
    show: Callable[[Field, Any, str], str]
    schema: Callable[[Field], dict[str, Any]]


FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""For ``str.translate``: letters, digits and signs of a Chinese keyboard to those of ASCII."""


def narrow(text: str) -> str:
    """A text with full-width letters, digits and signs replaced by their ASCII twins."""
    return text if text.isascii() else text.translate(FULL_WIDTH)
