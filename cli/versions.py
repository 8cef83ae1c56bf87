"""``versions`` and ``diff``: what is published of an SOP, and what was changed. Reads only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from cli import documents
from cli.console import Console
from cli.frame import argument, command
from cli.options import json_option, list_options
from cli.output import inert, say, say_json, say_object, say_table
from cli.refused import refuse
from cli.single import greet, sound
from cli.when import iso
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.definition import Definition
    from engine.store import DocumentRow


@command(
    "versions",
    help=N_("Running tasks keep the version that they began with; starts use the latest."),
    epilog=N_("Example:\n  sop versions shipping"),
)
@argument("sop", N_("Only this SOP."), metavar=N_("SOP"), required=False)
@list_options
def print_versions(console: Console, sop: str | None, as_json: bool) -> int:
    """Each version: when it was published, by whom, and how many tasks are open and ended on it."""
    from engine.audit.versions import versions

    app = console.app()
    found = versions(app.store, sop)
    if sop is not None and not found:
        _refuse_unknown(app, sop)
    if as_json:
        say_json(
            {
                "sop": one.sop,
                "version": one.no,
                "published": iso(one.published, app.zone),
                "publisher": one.publisher,
                "open": one.open,
                "ended": one.ended,
                "current": one.current,
            }
            for one in found
        )
        return 0
    if not found:
        say(_("No SOP is published yet."))
        return 0
    from engine.render.naming import Names

    names = Names(app.zone, None, app.team)
    say_table(
        (_("SOP"), _("version"), _("published"), _("by"), _("open"), _("ended"), ""),
        [
            (
                one.sop,
                one.no,
                names.at(one.published),
                names.person(one.publisher),
                one.open,
                one.ended,
                _("current") if one.current else "",
            )
            for one in found
        ],
        right=(1, 4, 5),
    )
    return 0


class _Side(NamedTuple):
    """One of the two that are compared: what it is called, its definition and the text it was made of."""

    called: str
    definition: Definition
    source: str


@command(
    "diff",
    help=N_(
        "A and B are files or published versions (shipping@2; shipping is the latest). One alone is compared "
        "with what went before: a file with the latest published version, a version with the one before it."
    ),
    epilog=N_(
        "Examples:\n  sop diff shipping\n  sop diff shipping@1 shipping@3\n  sop diff sops/shipping.sop.yaml"
    ),
)
@argument("first", N_("What it was."), metavar="A")
@argument("second", N_("What it is now."), metavar="B", required=False)
@json_option
def print_diff(console: Console, first: str, second: str | None, as_json: bool) -> int:
    """What the second says differently, in words."""
    from engine.language.diff import diff

    greet(console)
    after = _side(console, second or first)
    before = _side(console, first) if second else _before(console, first, after)
    changes = diff(before.definition, after.definition)
    same = "" if changes else ("source" if _lines(before.source) == _lines(after.source) else "content")
    zone = _zone(console)
    if as_json:
        from engine.render.change_data import as_data

        data = as_data(changes, before.definition, after.definition, zone)
        sides = {"before": before.called, "after": after.called}
        say_object({**sides, "changed": bool(changes), "same": same or None, "changes": data})
        return 0
    sides = {"before": inert(before.called), "after": inert(after.called)}
    say(_("%(before)s → %(after)s") % sides)
    if same == "source":
        say(_("They are the same, word for word."))
    elif same:
        say(_("Nothing but comments, layout or the order of keys is different."))
    else:
        from engine.render.changes import Words
        from engine.render.naming import Names

        team = console.opened.team if console.opened else None
        words = Words(Names(zone, before.definition, team), Names(zone, after.definition, team))
        say("\n" + "\n".join(words.lines(changes)))
    return 0


def _side(console: Console, text: str) -> _Side:
    """What an argument means: a file that is there (or looks like a path), else a published version."""
    if os.path.isfile(text) or text.endswith(documents.ENDINGS):
        return _file(console, text)
    app = console.app()
    name, number = _name_and_number(text)
    return _published(app, _row(app, name, number))


def _name_and_number(text: str) -> tuple[str, int | None]:
    """``shipping@2`` as the name and the number; no number where none is written."""
    name, at, number = text.rpartition("@")
    if at and number.isascii() and number.isdigit() and len(number) < 10:
        return name, int(number)
    return text, None


def _file(console: Console, path: str) -> _Side:
    """A file's definition. Ends the command with its diagnostics where it has errors."""
    checked = sound(path)
    if checked.kind != "sop":
        refuse("not-an-sop", path=documents.shown_path(path))
    return _Side(documents.shown_path(path), checked.value, checked.whole)


def _row(app: App, name: str, number: int | None) -> DocumentRow:
    with app.store.reading():
        rows = app.store.history("sop", name)
    if not rows:
        _refuse_unknown(app, name)
    found = rows[-1] if number is None else next((row for row in rows if row.no == number), None)
    if found is None:
        refuse("unknown-version", sop=name, version=number, latest=rows[-1].no)
    return found


def _published(app: App, row: DocumentRow) -> _Side:
    return _Side(f"{row.name}@{row.no}", app.registry.definition(row.id), row.source)


def _before(console: Console, first: str, after: _Side) -> _Side:
    """What one argument alone is compared with."""
    app = console.app()
    name, number = _name_and_number(after.called)
    if number is None or os.path.isfile(first):
        return _published(app, _row(app, after.definition.sop, None))
    if number == 1:
        refuse("no-earlier-version", sop=name)
    return _published(app, _row(app, name, number - 1))


def _refuse_unknown(app: App, name: str) -> NoReturn:
    with app.store.reading():
        refuse("unknown-sop", name=name, sops=sorted({one.name for one in app.store.documents("sop")}))


def _zone(console: Console) -> str:
    return console.opened.zone if console.opened else "UTC"


def _lines(source: str) -> list[str]:
    """A source's lines, however they end."""
    return source.removeprefix("\ufeff").splitlines()
