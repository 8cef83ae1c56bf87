"""A published version's stored text, before anything is made of it: its format, and its steps' titles.

``codec`` makes a definition of it. Lists show titles only, of many versions, and need not wait for that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from engine.model.record import Record

FORMAT = 1
UPCASTERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


class Titles(Record):
    """``steps``: name -> title; ``texts``: language -> what the SOP says -> the same in that language."""

    steps: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]


def read(text: str, format: int = FORMAT) -> dict[str, Any]:
    """The stored text as plain data in today's format. Raises ValueError for a format newer than this
    program."""
    document: dict[str, Any] = json.loads(text)
    if format > FORMAT:
        raise ValueError(f"compiled format {format} is newer than {FORMAT}")
    while format < FORMAT:
        document = UPCASTERS[format](document)
        format += 1
    return document


def titles(text: str, format: int = FORMAT) -> Titles:
    """The titles in a stored text. Raises ValueError as ``read`` does."""
    document = read(text, format)
    return Titles(
        {name: step["title"] for name, step in document["steps"].items()}, document.get("texts", {})
    )
