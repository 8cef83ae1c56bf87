"""An SOP's source together with those of the parts that it uses: what a published version keeps.

    --- # sop: 24 characters
    sop: shipping
    ...
    --- # parts: 17 characters, ../common.parts.yaml
    parts: common
    ...

A stream of YAML documents, for people; cut by the numbers, so that no text can be taken for a border.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SOP = re.compile("--- # sop: ([0-9]{1,9}) characters\n")
_PARTS = re.compile("--- # parts: ([0-9]{1,9}) characters, ([^\n]+)\n")


def bundle(source: str, parts: Sequence[tuple[str, str]]) -> str:
    """The SOP's source, and (path as the SOP says it, source) of each parts file; the source alone where
    there are none."""
    if not parts:
        return source
    pieces = [f"--- # sop: {len(source)} characters\n{source}\n"]
    pieces += [f"--- # parts: {len(text)} characters, {path}\n{text}\n" for path, text in parts]
    return "".join(pieces)


def unbundle(text: str) -> tuple[str, dict[str, str]]:
    """What ``bundle`` was given: the SOP's source, and the parts by their paths. Any other text is a source
    alone."""
    head = _SOP.match(text)
    found: list[tuple[str, str]] = []
    while head is not None:
        end = head.end() + int(head[1])
        if text[end : end + 1] != "\n":
            break
        found.append((head[2] if found else "", text[head.end() : end]))
        if end + 1 == len(text):
            return found[0][1], dict(found[1:])
        head = _PARTS.match(text, end + 1)
    return text, {}
