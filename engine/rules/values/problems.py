"""What may be wrong with a value: each code's text, once. The data of a ValueProblem fill it."""

from __future__ import annotations

from typing import Any

from engine.words import N_

PROBLEMS: dict[str, str] = {
    "empty": N_("a value is needed"),
    "not-text": N_("%(value)s is not a text"),
    "control-character": N_("the text contains the character %(character)s, which nobody can see"),
    "surrounding-space": N_("the text begins or ends with white space"),
    "too-long": N_("%(length)s characters; at most %(most)s are allowed"),
    "too-short": N_("%(length)s characters; at least %(least)s are needed"),
    "no-match": N_("%(value)s does not have the form %(pattern)s"),
    "not-a-link": N_("%(value)s is not a link; it begins with http:// or https://"),
    "not-an-integer": N_("%(value)s is not a whole number"),
    "not-a-number": N_("%(value)s is not a number"),
    "not-money": N_("%(value)s is not an amount of money, such as 12.50"),
    "too-many-decimals": N_("%(value)s has more than %(most)s decimals"),
    "too-small": N_("%(value)s is less than %(least)s"),
    "too-large": N_("%(value)s is more than %(most)s"),
    "not-a-boolean": N_("%(value)s is neither yes nor no"),
    "not-a-date": N_("%(value)s is not a date, such as 2026-11-21"),
    "not-a-datetime": N_("%(value)s is not a date and time, such as 2026-11-21 18:00"),
    "time-missing": N_("%(value)s has no time of day; write it as 2026-11-21 18:00"),
    "too-early": N_("%(value)s is before %(least)s"),
    "too-late": N_("%(value)s is after %(most)s"),
    "not-a-duration": N_("%(value)s is not a length of time, such as 3 days, 24h or 4 work hours"),
    "duration-not-comparable": N_("%(value)s cannot be compared with %(bound)s, which sets the bound"),
    "not-a-choice": N_("%(value)s is none of: %(choices)s"),
    "not-a-list": N_("%(value)s is not a list"),
    "too-few-items": N_("the list has %(length)s; at least %(least)s are needed"),
    "too-many-items": N_("%(length)s items; at most %(most)s are allowed"),
}
"""Code -> msgid. All of them may also carry ``item``, the number from 1 of the item of a list."""


class ValueProblem(Exception):
    """A value that a field does not take: ``code`` is a key of ``PROBLEMS``, ``data`` fills its text
    (and holds ``suggestions`` where a choice is nearly named)."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


def brief(value: Any) -> str:
    """A value as a message quotes it: at most 60 characters."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except ValueError:  # an integer of more digits than Python writes
        text = "…"
    return text if len(text) <= 60 else text[:59] + "…"
