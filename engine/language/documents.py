"""The smaller documents: team, calendar and workspace files, from nodes to what is published.

Each reader checks the shape first and goes on only if that is right; it gives back the result, or None
and at least one error. Nothing is read here but the nodes; days of public holidays come from a function
that the caller hands in.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.language.calendar_file import known_zone, read_calendar
from engine.language.nodes import Node
from engine.language.shape import check_shape
from engine.language.team_file import read_team
from engine.model.diagnostics import Diagnostic

__all__ = ["Workspace", "read_calendar", "read_team", "read_workspace"]


class Workspace(NamedTuple):
    """What is true of everything in one workspace; ``shop`` is "" where no shop is named."""

    name: str
    zone: str = "Asia/Shanghai"
    lang: str = "zh"
    shop: str = ""


def read_workspace(node: Node) -> tuple[Workspace | None, list[Diagnostic]]:
    """A workspace out of its file's root node; a zone that does not exist is refused."""
    found = check_shape(node, "workspace")
    if found:
        return None, found
    given = {key: value.text for key, (_, value) in node.entries.items() if key != "workspace"}
    zone = node.get("zone")
    if zone is not None:
        found += known_zone(zone)
    return (None if found else Workspace(node.entries["workspace"][1].text, **given)), found
