"""What stands behind the codes of proofs about conditions."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "G101",
        N_(
            "Cases are asked from top to bottom and the first that holds is taken. A case that can only hold "
            "where one before it holds is never taken, whatever the data: most often the order is wrong, or "
            "a number. An 'else' is not meant, which has to be there in any case."
        ),
    ),
    (
        "G102",
        N_(
            "Where one of the cases must be taken and there is no 'else', this is an example in which none "
            "is. The cases were asked with just these values."
        ),
    ),
    (
        "G103 G104",
        N_(
            "A condition that never holds, or always, decides nothing. It follows from the types, bounds and "
            "choices of the fields, and in the cases of an outcome from what its checklist has made sure of. "
            "Most often '<' and '>' were mixed up, or a bound was set after the condition was written."
        ),
    ),
    (
        "G105",
        N_(
            "A step whose 'when' never holds is skipped each time, and an outcome whose 'when' never holds "
            "can never be chosen. Of an outcome this counts too: its checklist must be kept at the same time."
        ),
    ),
    (
        "G106",
        N_(
            "Every 'must' line of a checklist has to hold before an outcome can be chosen. Lines that "
            "contradict each other leave the task where it is, whatever anybody does."
        ),
    ),
)
"""Codes, and what the rule behind them wants and why."""
