"""To whom a step is given and how urgent a task is, as an SOP says it."""

from __future__ import annotations

from engine.model.definition import Assignment

FORMS = {
    "starter": "starter",
    "nobody": "nobody",
    "same": "same as {name}",
    "least": "least loaded",
    "turn": "in turn",
    "field": "{name}",
    "table": "{name}",
}
PRIORITIES = {2: "urgent", 1: "high", 0: "normal", -1: "low"}
"""The number of a priority to its word in SOPs."""


def as_written(given: Assignment) -> str:
    """An assignment as it stands in an SOP: ``same as draft``, ``in turn with photo``."""
    text = FORMS[given.how].replace("{name}", given.name)
    return f"{text} with {given.skill}" if given.skill else text


def priority(number: int) -> str:
    """A priority's word, as it stands in an SOP."""
    return PRIORITIES.get(number, str(number))
