"""Texts over several lines, moved to another indentation without changing what they say."""

from __future__ import annotations

import re

INDICATOR = re.compile(r"[|>][+-]?([1-9])|[|>]([1-9])")


def moved_block(raw: str, old: int, new: int) -> list[str]:
    """The lines of a ``|`` or ``>`` text. ``old`` and ``new``: the columns of its key or dash."""
    head, *body = raw.split("\n")
    if body and not body[-1]:
        body.pop()
    said = INDICATOR.match(head)
    if said:
        step = int(said.group(1) or said.group(2))
        before, after = old + step, new + step
    else:
        written = next((line for line in body if line.strip(" ")), "")
        before, after = len(written) - len(written.lstrip(" ")), new + 2
    lines = [line[before:] for line in body]
    return [head.rstrip(), *(" " * after + line if line else "" for line in lines)]


def moved_text(raw: str, style: str, new: int) -> list[str]:
    """The lines of a plain or quoted text over several lines, under a key or dash in column ``new``."""
    first, *others = raw.split("\n")
    lines = [_ended(first, style), *(_ended(line.lstrip(" \t"), style) for line in others)]
    return [lines[0], *(" " * (new + 2) + line if line else "" for line in lines[1:])]


def _ended(line: str, style: str) -> str:
    """A line without the spaces at its end; one that a backslash keeps stays."""
    bare = line.rstrip(" \t")
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return bare + line[len(bare)] if style == '"' and backslashes % 2 and bare != line else bare
