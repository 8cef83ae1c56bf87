"""A published version's stored text, before anything is made of it: its format, its steps' titles, and what
work lists say of a step.

``codec`` makes a definition of it. Lists show little, of many versions, and need not wait for that.
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


class Asked(Record):
    """A line of a step's checklist: ``no``, its title, the field to fill ("" for a tick). ``maybe``: whether
    it is asked for depends on data. ``own``: each item of a list has that field for itself. ``proof``: there
    has to be something to show for it."""

    no: int
    title: str
    field: str = ""
    maybe: bool = False
    own: bool = False
    proof: bool = False


class Outline(Record):
    """What work lists say of an SOP. ``asked``: step -> what has to be ticked or filled before the first
    outcome that needs no reason; ``voted`` the steps that several people vote on; ``apart`` those that
    ``not_by`` keeps apart from others, or from somebody."""

    titles: Titles
    asked: Mapping[str, tuple[Asked, ...]]
    voted: frozenset[str]
    apart: frozenset[str]


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
    return _titles(read(text, format))


def outline(text: str, format: int = FORMAT) -> Outline:
    """The outline of a stored text. Raises ValueError as ``read`` does."""
    document = read(text, format)
    steps = document["steps"]
    own = {name for name, field in document.get("data", {}).items() if field.get("each")}
    apart = {name for name, step in steps.items() if step.get("not_by")}
    apart |= {word for name in apart for word in steps[name]["not_by"] if word in steps}
    return Outline(
        _titles(document),
        {name: _asked(step, own) for name, step in steps.items() if step.get("items")},
        frozenset(name for name, step in steps.items() if step.get("votes")),
        frozenset(apart),
    )


def _titles(document: dict[str, Any]) -> Titles:
    return Titles(
        {name: step["title"] for name, step in document["steps"].items()}, document.get("texts", {})
    )


def _asked(step: dict[str, Any], own: set[str]) -> tuple[Asked, ...]:
    """The lines that guard the first outcome that people take without a reason; conditions (``must``) are
    nothing to do."""
    ways = [one for one in step["outcomes"].values() if not one.get("itself") and not one.get("reason")]
    wanted = set(ways[0].get("items", ())) if ways else set()
    found = []
    for line in step["items"]:
        if line["no"] in wanted and line["kind"] != "must":
            field = line.get("field") or ""
            flags = (bool(line.get("when")), field in own, bool(line.get("evidence")))
            found.append(Asked(line["no"], line["title"], field, *flags))
    return tuple(found)
