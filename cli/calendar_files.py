"""The calendars around: those that are published, and those that stand in files here."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from cli import documents
from cli.refused import refuse
from cli.shelf import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cli.console import Console
    from engine.app import App
    from engine.publishing import Checked
    from engine.store import DocumentRow


class Known(NamedTuple):
    """A calendar by its compiled form: as it is published (``row``), or as a file says it. ``differs``: the
    file says something else than what is published."""

    name: str
    compiled: dict[str, Any]
    row: DocumentRow | None
    file: str | None
    differs: bool = False


def around(console: Console) -> App | None:
    """The workspace, if there is one here."""
    from engine.app import Refused

    try:
        return console.app()
    except Refused:
        return None


def today(app: App | None) -> date:
    """The date, in the workspace's zone."""
    from datetime import datetime

    from engine.app import wall_clock
    from engine.render.instants import zone_of

    now = app.clock() if app is not None else wall_clock()
    return datetime.fromtimestamp(now / 1000, zone_of(app.zone if app is not None else "UTC")).date()


def published(app: App | None) -> dict[str, DocumentRow]:
    """The current versions, by name."""
    if app is None:
        return {}
    with app.store.reading():
        return {row.name: row for row in app.store.documents("calendar")}


def known(app: App | None) -> dict[str, Known]:
    """All calendars that are published or stand in a file without mistakes below here, by name."""
    rows = published(app)
    found = {name: Known(name, json.loads(row.compiled), row, None) for name, row in rows.items()}
    for checked in read(app, files(".")):
        if checked.value is None:
            continue
        row = rows.get(checked.name)
        if row is None:
            found[checked.name] = Known(checked.name, checked.value, None, checked.file)
        else:
            differs = found[checked.name].compiled != json.loads(json.dumps(checked.value))
            found[checked.name] = Known(
                checked.name, found[checked.name].compiled, row, checked.file, differs
            )
    return dict(sorted(found.items()))


def files(folder: str) -> list[str]:
    """The calendar files in a folder and below."""
    from engine.language.loading import Document

    found = []
    for path in documents.beneath(folder):
        with open(path, "rb") as file:
            data = file.read(LARGEST)
        if b"calendar" in data and Document(data, path).kind == "calendar":
            found.append(path)
    return found


def read(app: App | None, paths: Iterable[str]) -> list[Checked]:
    """Calendar files, checked together and against what is published."""
    from engine.publishing import check_documents

    contents = documents.read(paths)
    calendars = {name: json.loads(row.compiled) for name, row in published(app).items()}
    return check_documents(contents, app.team if app is not None else None, calendars)


def read_named(app: App | None, paths: Iterable[str]) -> list[Checked]:
    """The files that are named, read together with the calendar files beside them, from which they may be
    made. Raises Refused ``not-a-calendar``."""
    from engine.language.loading import Document

    named = [os.path.normpath(path) for path in documents.find(paths)]
    for path, data in documents.read(named).items():
        if Document(data, path).kind not in ("calendar", "sop") or b"\nsop:" in b"\n" + data:
            refuse("not-a-calendar", path=documents.shown_path(path))
    beside = {os.path.normpath(file) for path in named for file in files(os.path.dirname(path) or ".")}
    checked = read(app, [*named, *sorted(beside - set(named))])
    return [one for one in checked if one.file in named]
