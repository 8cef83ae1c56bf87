"""Publishing: documents go into the database, immutable, by content; running commands read no file.

All documents of one call are published in one transaction, or none is: an SOP that has an error keeps
the team file beside it from being published too, so that what belongs together appears together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from engine.model.codec import FORMAT, dump
from engine.model.diagnostics import ERROR, Diagnostic
from engine.model.refusals import Refusal
from engine.model.team import Team, team_to_json
from engine.store import DocumentRow, Store

KINDS = ("workspace", "calendar", "team", "sop")
"""In the order in which they are read: an SOP is checked against the calendars and the team beside it."""


class Checked(NamedTuple):
    """A document that was read: ``compiled`` is None when it has errors. ``lines`` are its source lines."""

    file: str
    kind: str
    name: str
    source: str
    compiled: Any
    diagnostics: list[Diagnostic]
    lines: list[str]


class Published(NamedTuple):
    """A document as it stands in the database now; ``is_new`` is false when its content was there already."""

    file: str
    row: DocumentRow
    is_new: bool


def check_documents(
    files: Mapping[str, bytes], team: Team | None = None, calendars: frozenset[str] = frozenset()
) -> list[Checked]:
    """Read and check documents together. ``team`` and ``calendars`` are what is published already;
    documents among ``files`` take their place. Never raises for anything a document says."""
    from engine.language import document_kind, load_calendar, load_sop, load_team, load_workspace

    kinds = {file: document_kind(data, file) for file, data in files.items()}
    readers: dict[str, Callable[..., Any]] = {
        "workspace": load_workspace,
        "calendar": load_calendar,
        "team": load_team,
        "sop": lambda data, file: load_sop(data, file, team=team, calendars=known),
    }
    known = set(calendars)
    checked = []
    for kind in KINDS:
        for file, data in files.items():
            if kinds[file] != kind:
                continue
            loaded = readers[kind](data, file)
            checked.append(_checked(file, kind, data, loaded))
            if kind == "team" and loaded.value is not None:
                team = loaded.value
            if kind == "calendar" and loaded.value is not None:
                known.add(loaded.value["name"])
    return sorted(checked, key=lambda document: list(files).index(document.file))


def _checked(file: str, kind: str, data: bytes, loaded: Any) -> Checked:
    value = loaded.value
    name = ""
    if value is not None:
        name = value.sop if kind == "sop" else value.name if kind == "team" else value["name"]
    source = data.decode("utf-8-sig", errors="replace")
    return Checked(file, kind, name, source, value, loaded.diagnostics, loaded.lines)


def has_errors(checked: list[Checked]) -> bool:
    """Whether a document among them may not be published."""
    return any(
        document.compiled is None or any(found.severity == ERROR for found in document.diagnostics)
        for document in checked
    )


def refuse_publishing(team: Team | None, person: str, roles: frozenset[str]) -> Refusal | None:
    """Who may publish: the roles that the team's ``may: {publish: ...}`` names; everybody of the team where
    it names none; anybody while there is no team yet (the first publication is how a team comes to be)."""
    if team is None or "publish" not in team.may or roles & set(team.may["publish"]):
        return None
    return Refusal(
        "may-not",
        {"person": person, "action": "publish", "sop": "", "roles_needed": sorted(team.may["publish"])},
    )


def publish(store: Store, checked: list[Checked], at: int, publisher: str) -> list[Published]:
    """Put checked documents into the database in one transaction. The workspace's own document becomes
    its settings. ``at`` is ms UTC. Raises StoreError; ValueError when a document has errors."""
    if has_errors(checked):
        raise ValueError("documents with errors are not published")
    published = []
    with store.writing():
        for document in checked:
            compiled = compiled_text(document.kind, document.compiled)
            row, is_new = store.publish(
                document.kind, document.name, document.source, compiled, FORMAT,
                sha256(compiled.encode("utf-8")).digest(), at, publisher,
            )  # fmt: skip
            published.append(Published(document.file, row, is_new))
            if document.kind == "workspace":
                settings = {key: value for key, value in document.compiled.items() if value}
                store.set_settings({**store.settings(), **settings})
    return published


def compiled_text(kind: str, value: Any) -> str:
    """What is stored of a document: canonical JSON, without positions."""
    if kind == "sop":
        return dump(value)
    plain = team_to_json(value) if kind == "team" else value
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
