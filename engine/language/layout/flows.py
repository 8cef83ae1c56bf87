"""Lists and maps in brackets: on one line where they fit, else as a block, with their texts as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import yaml

from engine.language.layout.pieces import CLOSING, OPENING, Flow
from engine.language.report import width

WIDTH = 110
"""Terminal columns that a line with brackets may take, its comment left out."""
STEP = 2
ALIKE = re.compile(r", | #|: ")
"""What in a text of a list is easily taken for the list's own signs."""


class Part(NamedTuple):
    """A text (``raw``), or what brackets hold: entries with a key each in a map, with "" in a list."""

    raw: str
    opening: str = ""
    entries: tuple[tuple[str, Part], ...] = ()


def read_flow(text: str, flow: Flow) -> Part | None:
    """What the brackets hold. None where there is more than texts in them (comments, several lines of one
    text, pairs in a list): then they are best left as they are."""
    tokens = list(flow.tokens)
    for one, other in pairwise(tokens):
        if text[one.end_mark.index : other.start_mark.index].strip():
            return None
    part, rest = _read(text, tokens)
    return part if not rest else None


def _read(text: str, tokens: list[Any]) -> tuple[Part | None, list[Any]]:
    first = tokens[0]
    raw = text[first.start_mark.index : first.end_mark.index]
    if isinstance(first, yaml.ScalarToken):
        return (None if "\n" in raw else Part(raw)), tokens[1:]
    if not isinstance(first, OPENING):
        return None, tokens
    entries: list[tuple[str, Part]] = []
    tokens = tokens[1:]
    while not isinstance(tokens[0], CLOSING):
        key = ""
        if raw == "{":
            key, tokens = _key(text, tokens)
            if not key:
                return None, tokens
        if isinstance(tokens[0], (yaml.FlowEntryToken, *CLOSING)):
            part: Part | None = Part("")
        else:
            part, tokens = _read(text, tokens)
        if part is None:
            return None, tokens
        entries.append((key, part))
        if isinstance(tokens[0], yaml.FlowEntryToken):
            tokens = tokens[1:]
        elif not isinstance(tokens[0], CLOSING):
            return None, tokens
    return Part("", raw, tuple(entries)), tokens[1:]


def _key(text: str, tokens: list[Any]) -> tuple[str, list[Any]]:
    """The key of an entry and what follows its colon; "" for anything but a plain ``key:``."""
    kinds = (yaml.KeyToken, yaml.ScalarToken, yaml.ValueToken)
    if len(tokens) < 4 or not all(
        isinstance(token, kind) for token, kind in zip(tokens, kinds, strict=False)
    ):
        return "", tokens
    mark, key = tokens[0], tokens[1]
    raw = text[key.start_mark.index : key.end_mark.index]
    if mark.start_mark.index != mark.end_mark.index or "\n" in raw:
        return "", tokens
    return raw, tokens[3:]


def one_line(part: Part) -> str:
    """The part in brackets on one line."""
    if not part.opening:
        return part.raw
    inner = ", ".join(
        f"{key}: {one_line(value)}".rstrip() if key else one_line(value) for key, value in part.entries
    )
    return f"{{{inner}}}" if part.opening == "{" else f"[{inner}]"


def is_misleading(part: Part) -> bool:
    """Whether a list in it has a text that is easily misread between brackets."""
    own = part.opening == "[" and any(ALIKE.search(value.raw) for _, value in part.entries)
    return own or any(is_misleading(value) for _, value in part.entries)


def fits(before: int, text: str) -> bool:
    """Whether a text fits after so many columns."""
    return before + width(text) <= WIDTH


def as_block(part: Part, indent: int) -> Iterator[str]:
    """The lines of a part (with entries) as a block, its entries ``indent`` spaces in."""
    for key, value in part.entries:
        head = " " * indent + (f"{key}:" if key else "-")
        line = one_line(value)
        if not value.entries or (fits(width(head) + 1, line) and not is_misleading(value)):
            yield f"{head} {line}".rstrip()
        elif key:
            yield head
            yield from as_block(value, indent + STEP)
        else:
            first, *others = as_block(value, indent + STEP)
            yield f"{head} {first.lstrip(' ')}"
            yield from others
