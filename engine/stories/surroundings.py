"""What lies around a story file: SOPs, calendars, the team, the zone; as checked together."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, NamedTuple

from engine.language.documents import Workspace
from engine.language.nodes import Node
from engine.language.source import read
from engine.model.definition import Definition
from engine.model.diagnostics import Diagnostic
from engine.model.team import Team
from engine.publishing import Checked

ZONE = Workspace("").zone


class Sop(NamedTuple):
    """An SOP beside the stories; ``definition`` is None when there are errors among ``found``, what is
    wrong with it. ``anywhere``: the outcomes from any step, each with the steps that took it over (those
    which have not one of their own by that name)."""

    file: str
    source: str
    definition: Definition | None
    found: list[Diagnostic]
    anywhere: dict[str, frozenset[str]]


class Surroundings(NamedTuple):
    """``calendars`` are compiled; ``team`` is None where there is no team file; ``zone`` an IANA name."""

    sops: dict[str, Sop]
    calendars: dict[str, dict[str, Any]]
    team: Team | None
    zone: str


def surroundings(checked: Iterable[Checked], folder: str) -> Surroundings:
    """What stories in ``folder`` are about. Of two documents of one name (of two teams, two workspaces) the
    one nearer to the folder counts, and of two as near the first by its path.

    An SOP that has errors is there without a definition, under the name that its file says.
    """
    found = Surroundings({}, {}, None, ZONE)
    for document in sorted(checked, key=lambda each: (_away(each.file, folder), each.file)):
        if document.kind == "sop":
            name, sop = _sop(document)
            found.sops.setdefault(name, sop)
        elif document.value is None:
            continue
        elif document.kind == "calendar":
            found.calendars.setdefault(document.name, document.value)
        elif document.kind == "team" and found.team is None:
            found = found._replace(team=document.value)
        elif document.kind == "workspace" and found.zone is ZONE:
            found = found._replace(zone=document.value.zone)
    return found


def _away(file: str, folder: str) -> int:
    """How many folders lie between a file's own and the stories'."""
    between = os.path.relpath(os.path.dirname(file) or ".", folder or ".")
    return 0 if between == "." else between.count(os.sep) + 1


def _sop(document: Checked) -> tuple[str, Sop]:
    root, _ = read(document.source.encode("utf-8"), document.file)
    said = root.get("sop") if root is not None else None
    name = document.name or (said.text if said is not None else "")
    definition: Definition | None = document.value
    return name, Sop(
        document.file, document.source, definition, document.diagnostics, _anywhere(root, definition)
    )


def _anywhere(root: Node | None, definition: Definition | None) -> dict[str, frozenset[str]]:
    outcomes = root.get("outcomes") if root is not None else None
    if root is None or outcomes is None or definition is None:
        return {}
    steps = root.get("steps")
    own: dict[str, set[str]] = {}
    for step, (_, body) in (steps.entries if steps is not None else {}).items():
        mine = body.get("outcomes")
        own[step] = set(mine.entries) if mine is not None else set()
    return {
        name: frozenset(
            step.name
            for step in definition.steps.values()
            if name in step.outcomes and name not in own.get(step.name, ())
        )
        for name in outcomes.entries
    }
