"""``audit --rework``: how often work was right at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.output import inert, say, say_object
from cli.when import instant
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.definition import Definition


def show(
    app: App,
    definitions: dict[str, Definition],
    week: tuple[int, int],
    since: str | None,
    until: str | None,
    sop: str | None,
    as_json: bool,
) -> int:
    """Say for a time (without ``since`` and ``until``: the ``week``) how often steps were sent back. Raises a
    usage error where the time ends before it begins."""
    from engine.audit.rework import rework
    from engine.render.audit import Titles
    from engine.render.rework import as_data, render

    now = app.clock()
    begin = week[0] if since is None else instant(since, app.zone, now, "--since")
    end = week[1] if until is None else instant(until, app.zone, now, "--until")
    if until is None and since is not None:
        end = max(end, now)
    if end <= begin:
        text = _("The time ends before it begins (%(text)s).") % {"text": inert(until or since or "")}
        raise click.BadParameter(text, param_hint="--until" if until else "--since")
    found = rework(app.store, begin, end, sop=sop, sight=app.sight)
    if as_json:
        say_object(as_data(found, begin, end, app.zone))
    else:
        say(render(found, begin, end, Titles(app.zone, definitions, app.team)))
    return 0
