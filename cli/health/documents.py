"""The documents in the folder: are they what is published?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from cli.health.finding import OK, WARNING, Finding, named
from engine.words import _, ngettext

if TYPE_CHECKING:
    from engine.app import App
    from engine.store import DocumentRow

MOST_FILES = 200
"""More are not looked at: this is a folder of something else."""


def documents(app: App) -> Iterator[Finding]:
    """Files with errors, files that say something else than what is in use, newer or older than it."""
    from cli.documents import beneath, read, shown_path

    folder = _folder(app)
    paths = beneath(folder) if folder is not None else []
    if not paths:
        yield Finding("documents", OK, _("there are no documents here to compare with what is published"))
        return
    if len(paths) > MOST_FILES:
        text = _("%(n)s YAML files lie here: too many to compare with what is published") % {"n": len(paths)}
        yield Finding("documents", OK, text)
        return
    broken, fresh, newer, older = _sorted(app, read(paths))
    counts = list(_said(broken, fresh, newer, older, shown_path))
    yield from counts
    if not counts:
        text = ngettext("%(n)s document is as published", "%(n)s documents are as published", len(paths))
        yield Finding("documents", OK, text % {"n": len(paths)})


def _said(
    broken: list[str], fresh: list[str], newer: list[str], older: list[str], shown: Callable[[str], str]
) -> Iterator[Finding]:
    def told(paths: list[str]) -> dict[str, str]:
        return {"files": named(map(shown, paths))}

    if broken:
        help = f"sop lint {_target(broken, shown)}"
        yield Finding("documents", WARNING, _("with errors: %(files)s") % told(broken), help)
    if fresh:
        text = _("never published: %(files)s") % told(fresh)
        yield Finding("documents", WARNING, text, f"sop publish {_target(fresh, shown)}")
    if newer:
        text = _("changed since they were published: %(files)s") % told(newer)
        yield Finding("documents", WARNING, text, f"sop publish {_target(newer, shown)}")
    if older:
        text = _("older than what is published, and different: %(files)s") % told(older)
        help = _("publishing them would bring the old text back; see what differs: sop diff NAME FILE")
        yield Finding("documents", WARNING, text, help)


def _target(paths: list[str], shown: Callable[[str], str]) -> str:
    """What to name in a command about some files: the file, or the folder of them all."""
    return shown(paths[0] if len(paths) == 1 else os.path.commonpath(paths) or ".")


def _sorted(app: App, contents: dict[str, bytes]) -> tuple[list[str], list[str], list[str], list[str]]:
    """Paths: with errors, never published, changed since, older than what is in use."""
    from cli.documents import check
    from engine.publishing import compiled_text

    rows = _in_use(app)
    broken: list[str] = []
    fresh: list[str] = []
    newer: list[str] = []
    older: list[str] = []
    sources = {row.source for row in rows.values()}
    if all(data.decode("utf-8-sig", "replace") in sources for data in contents.values()):
        return broken, fresh, newer, older
    for document in check(contents, app):
        if document.kind == "parts":
            continue
        if document.value is None:
            broken.append(document.file)
            continue
        row = rows.get((document.kind, document.name))
        if row is None:
            fresh.append(document.file)
        elif row.hash != sha256(compiled_text(document.kind, document.value).encode("utf-8")).digest():
            changed = os.stat(document.file).st_mtime * 1000
            (newer if changed >= row.published else older).append(document.file)
    return broken, fresh, newer, older


def _in_use(app: App) -> dict[tuple[str, str], DocumentRow]:
    from engine.language.loading import KINDS

    with app.store.reading():
        return {(kind, row.name): row for kind in KINDS for row in app.store.documents(kind)}


def _folder(app: App) -> str | None:
    """Where the workspace's documents lie: beside the database, or here, in a workspace's folder."""
    if app.store.database.dialect == "sqlite":
        beside = os.path.dirname(os.path.abspath(app.store.where))
        if os.path.exists(os.path.join(beside, "workspace.yaml")):
            return os.path.relpath(beside)
    return "." if os.path.exists("workspace.yaml") else None
