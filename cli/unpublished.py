"""A team file that was changed and is not published: what it says of people and roles does not hold yet."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cli.output import inert, warn
from engine.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.app import App
    from engine.publishing import Checked

ABOUT_PEOPLE = frozenset({"unknown-login", "unknown-person", "unknown-role", "missing-role"})
"""Refusals that a team file may have mended already."""
FILE = "team.yaml"
LARGEST = 1 << 20
"""Bytes; who has a larger team file is told nothing here."""


def changed_team(app: App) -> str | None:
    """The path of the workspace's ``team.yaml`` where its text is no published team's; else None."""
    if app.store.database.dialect != "sqlite":
        return None
    path = os.path.relpath(os.path.join(os.path.dirname(os.path.abspath(app.store.database.where)), FILE))
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read(LARGEST + 1)
    except (OSError, ValueError):
        return None
    with app.store.reading():
        rows = app.store.documents("team")
    return path if len(text) <= LARGEST and all(row.source != text for row in rows) else None


def tell_refused(app: App, code: str) -> None:
    """Behind a refusal about somebody or a role: that the team file has not been published."""
    if code in ABOUT_PEOPLE and (path := changed_team(app)):
        data = {"file": inert(path)}
        warn(
            _("%(file)s is not published as it stands now; until then it does not count: sop publish") % data
        )


def tell_checked(app: App | None, checked: Iterable[Checked]) -> None:
    """Behind what lint says: that roles were looked for in the published team, not in the changed file."""
    documents = list(checked)
    if app is None or any(document.kind == "team" for document in documents):
        return
    codes = {diagnostic.code for document in documents for diagnostic in document.diagnostics}
    if "P801" in codes and (path := changed_team(app)):
        data = {"file": inert(path)}
        sys.stdout.flush()  # it comes behind what it is about
        warn(_("Checked against the published team; %(file)s has changed since. Together: sop lint") % data)
