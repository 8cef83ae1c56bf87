"""The documents of a workspace on disk: finding them, reading them together, saying what is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from cli.output import inert, say, warn
from cli.refused import refuse
from cli.shelf import LARGEST, fetch
from engine.words import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from engine.app import App
    from engine.model.definition import Definition
    from engine.model.diagnostics import Diagnostic
    from engine.publishing import Checked

ENDINGS = (".yaml", ".yml")
STORIES = (".story.yaml", ".story.yml")
"""How the names of files end that are no documents to publish but stories, which ``sop test`` runs."""


def find(paths: Iterable[str]) -> list[str]:
    """The documents that paths mean: a file itself; of a folder all YAML files in it and below, hidden
    folders and stories left out. Raises Refused ``no-documents`` for a folder without any, and a usage
    error for a story file that is named."""
    found: list[str] = []
    for path in paths:
        if not os.path.isdir(path):
            if path.endswith(STORIES):
                text = _("%(path)s holds stories; they are run with: sop test") % {"path": shown_path(path)}
                raise click.UsageError(text)
            found.append(path)
            continue
        below = beneath(path)
        if not below:
            refuse("no-documents", folder=path, help=("sop", "new", "NAME"))
        found += below
    return list(dict.fromkeys(os.path.normpath(path) for path in found))


def beneath(folder: str) -> list[str]:
    """All documents in a folder and below, as ``find`` finds them; maybe none."""
    return sorted(file for file in _below(folder) if not file.endswith(STORIES))


def find_stories(paths: Iterable[str]) -> list[str]:
    """The story files that paths mean: a file itself, of a folder all in it and below. Raises Refused
    ``no-stories`` for a folder without any."""
    found: list[str] = []
    for path in paths:
        if not os.path.isdir(path):
            found.append(path)
            continue
        below = sorted(file for file in _below(path) if file.endswith(STORIES))
        if not below:
            refuse("no-stories", folder=path)
        found += below
    return list(dict.fromkeys(os.path.normpath(path) for path in found))


def _below(folder: str) -> Iterable[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith(ENDINGS) and not name.startswith("."):
                yield os.path.join(place, name)


def read(paths: Iterable[str]) -> dict[str, bytes]:
    """Path to content. Raises OSError."""
    contents = {}
    for path in paths:
        with open(path, "rb") as file:
            contents[path] = file.read(LARGEST)
    return contents


def check(contents: dict[str, bytes], app: App | None, to_publish: bool = False) -> list[Checked]:
    """Everything that is wrong with the documents, checked against each other and what is published.

    SOPs that they call are looked for among what is published and, unless it is ``to_publish``, in the files
    that stand beside them.
    """
    import json

    from engine.publishing import check_documents, heirs

    def sops() -> dict[str, Definition | None]:
        return _published(app) if to_publish else {**_published(app), **_beside(contents)}

    if app is None:
        return check_documents(contents, fetch=fetch, sops=sops)
    with app.store.reading():
        calendars = {row.name: json.loads(row.compiled) for row in app.store.documents("calendar")}
        if to_publish:
            contents = {**contents, **heirs(contents, app.store.documents("calendar"))}
    return check_documents(contents, app.team, calendars, fetch, sops, to_publish, today(app))


def today(app: App) -> date:
    """Which day it is in the workspace's zone."""
    from engine.render.instants import moment

    return moment(app.clock(), app.zone).date()


def _published(app: App | None) -> dict[str, Definition | None]:
    """The latest version of every SOP that is published, by name."""
    if app is None:
        return {}
    with app.store.reading():
        names = {row.name for row in app.store.documents("sop")}
        rows = [row for row in map(app.registry.current, sorted(names)) if row is not None]
        return {row.name: app.registry.definition(row.id) for row in rows}


def _beside(contents: Iterable[str]) -> dict[str, Definition | None]:
    """The SOPs in the files that stand in the same folders as these, by name; None for one with mistakes."""
    from engine.language.loading import Document
    from engine.language.parts import Shelf

    found: dict[str, Definition | None] = {}
    for folder in sorted({os.path.dirname(path) for path in contents}):
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        paths = [os.path.join(folder, name) for name in names if name.endswith(ENDINGS)]
        for path in paths:
            if path in contents or path.endswith(STORIES) or not os.path.isfile(path):
                continue
            with open(path, "rb") as file:
                data = file.read(LARGEST)
            document = Document(data, path)
            node = document.node.get("sop") if document.node is not None else None
            if document.kind == "sop" and node is not None:
                found[node.text] = document.load(shelf=Shelf(fetch)).value
    return found


def report(checked: list[Checked], to_stderr: bool = False) -> None:
    """Print every diagnostic with its line and caret, and how many there are."""
    from engine.language.report import render_diagnostics

    diagnostics = [found for document in checked for found in document.diagnostics]
    tell = warn if to_stderr else say
    if diagnostics:
        sources = {file: source for document in checked for _path, file, source in document.parts}
        sources |= {document.file: document.source for document in checked}
        tell(render_diagnostics(diagnostics, sources, _))
    tell(summary(checked, diagnostics))


def summary(checked: list[Checked], diagnostics: list[Diagnostic]) -> str:
    """``2 errors, 1 warning in 3 files``, or that nothing is wrong."""
    errors = sum(1 for found in diagnostics if found.severity == "error")
    warnings = len(diagnostics) - errors
    files = ngettext("%(n)s file", "%(n)s files", len(checked)) % {"n": len(checked)}
    if not diagnostics:
        return _("%(files)s: nothing wrong.") % {"files": files}
    counts = []
    if errors:
        counts.append(ngettext("%(n)s error", "%(n)s errors", errors) % {"n": errors})
    if warnings:
        counts.append(ngettext("%(n)s warning", "%(n)s warnings", warnings) % {"n": warnings})
    return _("%(counts)s in %(files)s.") % {"counts": _(", ").join(counts), "files": files}


def as_rows(checked: list[Checked]) -> list[dict[str, Any]]:
    """The diagnostics as plain data, for ``--json``."""
    return [as_row(found) for document in checked for found in document.diagnostics]


def as_row(found: Diagnostic) -> dict[str, Any]:
    """One diagnostic as plain data."""
    from engine.language.codes import CODES
    from engine.language.report import hint, message

    return {
        "file": found.place.file,
        "line": found.place.line,
        "column": found.place.column,
        "width": found.place.width,
        "severity": found.severity,
        "code": found.code,
        "name": CODES[found.code].name,
        "message": message(found, _),
        "hint": hint(found, _),
    }


def title_of(name: str) -> str:
    """A name as a title: ``photo-request`` as ``Photo request``."""
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def shown_path(path: str) -> str:
    """A path as people type it: relative where that is shorter, on one line."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        relative = path
    return inert(relative if len(relative) < len(path) else path)
