"""What priorities are called: as people type them, and in the reader's language."""

from __future__ import annotations

from engine.words import N_, _

PRIORITIES = {2: "urgent", 1: "high", 0: "normal", -1: "low"}
"""The words by the numbers that visits have."""
_SHOWN = {2: N_("urgent"), 1: N_("high"), 0: N_("normal"), -1: N_("low")}


def priority_text(priority: int) -> str:
    """A priority in the reader's language."""
    return _(_SHOWN[priority])


def priority_called(word: str) -> int | None:
    """The priority that a word means, in either language; None where it is none."""
    word = word.strip().lower()
    for number, name in PRIORITIES.items():
        if word in (name, priority_text(number).lower()):
            return number
    return None
