"""One JSON text as an object, whoever wrote it: bounded before it is parsed, and nothing lost or guessed.

Python's parser takes more than JSON has and keeps less than it says: NaN, the last of two equal keys, half
characters, numbers rounded to binary. Each of these is a problem of its row here, never an exception.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from engine.model.refusals import Refusal
from engine.rules.values.problems import brief

LONGEST = 1 << 20
"""Bytes of one row's text."""
DEEPEST = 8
"""Levels of brackets; an SOP's data has two."""
MOST_DIGITS = 40
NOTES = ("$refused", "$row")
"""Keys that a rejects file adds, and that are passed over when it is read again; no field is called so."""

TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)
"""A text in quotes (one that is left open goes to the end), or a sign of structure. Possessive: no input
makes it go back."""

HALF = re.compile("[\ud800-\udfff]")
"""Half a character; also what bytes become that are no UTF-8."""


def parse(text: str) -> dict[str, Any] | Refusal:
    """The object that a text holds, or why it holds none. Numbers with a point are floats that print as they
    were written; texts hold whole characters."""
    if _too_deep(text):
        return Refusal("json-deep", {"most": DEEPEST})
    try:
        value = _DECODER.decode(text)
    except _Problem as problem:
        return problem.refusal
    except json.JSONDecodeError as problem:
        near = brief(text[problem.pos :].strip())
        return (
            Refusal("json-syntax", {"column": problem.colno, "near": near}) if near else Refusal("json-cut")
        )
    if not isinstance(value, dict):
        return Refusal("json-not-object", {"text": brief(text.strip())})
    if "\\u" in text and HALF.search(json.dumps(value, ensure_ascii=False)):
        return Refusal("json-half-character")
    return value


def pointer(*path: str | int) -> str:
    """A JSON Pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def depths(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Every sign of structure outside quotes, with the depth that it leads to."""
    depth = 0
    for token in TOKEN.finditer(text):
        sign = token.group()
        if sign in "{[":
            depth += 1
        elif sign in "]}":
            depth -= 1
        elif sign != ",":
            continue
        yield token, depth


def _too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    return any(depth > DEEPEST for _, depth in depths(text))


class _Problem(Exception):
    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, data)


_TAKEN = object()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        for name, _ in pairs:
            if found.pop(name, _TAKEN) is _TAKEN:
                raise _Problem("json-key-twice", key=brief(name))
    return found


def _fraction(text: str) -> float:
    """A number as a float, where the float prints as the same number."""
    value = float(text)
    try:
        kept = len(text) <= MOST_DIGITS and Decimal(repr(value)) == Decimal(text)
    except ArithmeticError:  # an exponent that Decimal does not have either
        kept = False
    if not kept:
        raise _Problem("json-number", text=brief(text))
    return value


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise _Problem("json-number", text=brief(text))
    return int(text)


def _constant(text: str) -> NoReturn:
    raise _Problem("json-constant", text=text)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=_fraction, parse_int=_whole, parse_constant=_constant
)
