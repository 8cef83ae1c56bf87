"""Rows of files: ``import`` starts a task for each (CSV, JSON), ``advance --from`` advances one (CSV)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from errno import EACCES, EISDIR, ENOENT
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cli.console import Console
from cli.frame import argument, command, option
from cli.options import json_option, rows
from cli.output import Progress, inert, say, say_object, warn
from cli.refused import RefusedAbout, refuse
from cli.telling import may_see_private
from cli.values import looks_like_pair, pairs
from engine.intake import (
    IntakeError,
    Rejects,
    Row,
    Table,
    Tally,
    advances,
    batches,
    carry_out,
    finder,
    open_table,
    parse_map,
    starts,
)
from engine.intake.json_file import is_json, open_json
from engine.model.refusals import Refusal
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.app import App
    from engine.intake.json_rejects import JsonRejects
    from engine.model.definition import Definition

TASK_NAME = re.compile(r"[Tt]-[0-9]+(/.*)?")
Batches = Iterable[Sequence[Row]]
Read = Callable[[str, str | None, Mapping[str, str], str], "_Opened"]
"""Opens a file, given its encoding, the mapping and the zone of its times."""


@command(
    "import",
    help=N_(
        "Columns are found by the fields' columns, titles or names, or told with --map. FIELD=VALUE stands "
        "for rows whose cell is empty. Rows that are refused go to the rejects file with the reason, the "
        "others stay; importing the file again starts nothing twice. Exit code 1 when a row was refused. "
        "The keys of JSON objects are the fields' names; `sop schema SOP` says what they take."
    ),
    epilog=N_(
        "Examples:\n  sop import orders.csv --sop shipping --map paid_at=付款时间\n"
        "  sop import orders.jsonl --sop shipping --map at=paid_at"
    ),
)
@argument(
    "file",
    N_("A CSV file with a header; .jsonl: a JSON object on each line; .json: an array of them."),
    metavar=N_("FILE"),
)
@argument("given", metavar=N_("FIELD=VALUE"), nargs=-1)
@option("--sop", metavar=N_("SOP"), required=True, help=N_("Which SOP to start."))
@rows
@json_option
def import_rows(
    console: Console, file: str, given: tuple[str, ...], sop: str, as_json: bool, **reading: Any
) -> int:
    """Start a task for each row."""
    app = console.app()
    definition, defaults = current(app, sop), dict(pairs(given))

    def read(file: str, encoding: str | None, mapping: Mapping[str, str], zone: str) -> _Opened:
        if is_json(file):
            from engine.intake.json_rejects import JsonRejects
            from engine.intake.objects import starts_of_objects

            path = _rejects_path(file, reading["rejects"], "-rejects.jsonl")
            objects, written = open_json(file, encoding), JsonRejects(path)
            rows = starts_of_objects(objects, definition, mapping, zone, defaults, app.shop)
            return _Opened(batches(rows), objects.lines, written, written.write)
        path = _rejects_path(file, reading["rejects"], "-rejects.csv")
        table = open_table(file, encoding)
        rows = starts(table, definition, mapping, zone, defaults, app.shop)
        return _Opened(batches(rows), table.lines, *_rejects_of(table, path, mapping))

    outcome = _carry_out(app, file, reading, read, _("import"), definition)
    return _conclude(outcome, as_json, _started)


def advance_from(console: Console, words: Sequence[str], given: dict[str, Any]) -> int:
    """``sop advance --from FILE``: outcome and values among ``words`` stand for rows without their own."""
    app = console.app()
    plain = [word for word in words if not looks_like_pair(word)]
    if len(plain) > 1 or any(TASK_NAME.fullmatch(word) for word in plain):
        raise click.UsageError(_("With --from, name no task; each row says its own."))
    defaults = dict(pairs(word for word in words if looks_like_pair(word)))
    special = {"outcome": plain[0] if plain else None, "ticks": ",".join(given["tick"]) or None}
    special |= {"step": given["step"], "reason": given["reason"], "late": given["late"], "at": given["when"]}
    defaults |= {name: text for name, text in special.items() if text is not None}
    definition = current(app, given["sop"]) if given["sop"] else None

    def read(file: str, encoding: str | None, mapping: Mapping[str, str], zone: str) -> _Opened:
        if is_json(file):
            refuse("json-only-starts", path=file)
        path = _rejects_path(file, given["rejects"], "-rejects.csv")
        table = open_table(file, encoding)
        resolve = finder(app.store, lambda no: app.registry.definition(no), given["sop"] or "", app.sight)
        who = app.actor.person
        rows = advances(table, resolve, mapping, zone, defaults, definition, person=who)
        return _Opened(rows, table.lines, *_rejects_of(table, path, mapping))

    outcome = _carry_out(app, given["file"], given, read, _("advance"), definition)
    return _conclude(outcome, given["as_json"], _carried)


def current(app: App, sop: str) -> Definition:
    """The definition of an SOP's current version. Raises Refused ``unknown-sop``."""
    with app.store.reading():
        row = app.registry.current(sop)
        if row is None:
            refuse("unknown-sop", name=sop, sops=sorted({one.name for one in app.store.documents("sop")}))
        return app.registry.definition(row.id)


class _Opened(NamedTuple):
    """A file of rows: their batches, how many lines it has, and where a refused row goes with its reason."""

    todo: Batches
    lines: int
    rejects: Rejects | JsonRejects
    reject: Callable[[Row, str], None]


def _carry_out(
    app: App, file: str, reading: dict[str, Any], read: Read, title: str, definition: Definition | None
) -> tuple[Tally, str]:
    """Carry out a file's rows; the tally and the path of the rejects file ("" when nothing was refused)."""
    from cli.attempted import record
    from engine.app import Refused
    from engine.render.refusals import line

    actor, private = app.actor, definition is not None and may_see_private(app, definition)
    try:
        opened = read(file, reading["encoding"], parse_map(reading["mapping"]), _zone(app, reading["zone"]))
    except IntakeError as error:
        if definition is not None:
            raise RefusedAbout(error.refusal, definition) from None
        raise Refused(error.refusal) from None
    with opened.rejects as rejects:

        def rejected(row: Row, refusals: tuple[Refusal, ...]) -> None:
            if row.command is None:  # what became a command is on record already
                record(app, refusals, actor)
            texts = (line(refusal, app.zone, definition, app.team, private) for refusal in refusals)
            opened.reject(row, _("; ").join(texts))

        with Progress(title, opened.lines) as progress, told_when_stopped() as so_far:

            def carried(tally: Tally) -> None:
                so_far.append(tally.carried)
                progress.step(tally.last)

            tally = carry_out(
                opened.todo, lambda commands: app.service.run_many(commands, actor), rejected, carried
            )
        return tally, rejects.path if rejects.count else ""


@contextmanager
def told_when_stopped() -> Iterator[list[int]]:
    """Says that a repeat does the rest when rows are cut short: by Ctrl-C, or by an outage after ``so_far``
    has had some that were carried out."""
    so_far: list[int] = []
    try:
        yield so_far
    except (KeyboardInterrupt, Exception) as error:
        if isinstance(error, KeyboardInterrupt) or any(so_far):
            warn(_("Stopped halfway: what was carried out stays, and the same command again does the rest."))
        raise


def _rejects_path(file: str, said: str | None, ending: str) -> str:
    path = said or os.path.splitext(file)[0] + ending
    if os.path.abspath(path) == os.path.abspath(file):
        refuse("rejects-over-input", path=file)
    if os.path.isdir(path):
        raise IsADirectoryError(EISDIR, "", path)
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise FileNotFoundError(ENOENT, "", folder)
    if not os.access(path if os.path.exists(path) else folder, os.W_OK):
        raise PermissionError(EACCES, "", path)
    return path


def _rejects_of(
    table: Table, path: str, mapping: Mapping[str, str]
) -> tuple[Rejects, Callable[[Row, str], None]]:
    rejects = Rejects(path, table.columns, tuple(mapping.values()))
    return rejects, lambda row, reason: rejects.write(row.cells, reason)


def _zone(app: App, zone: str | None) -> str:
    from engine.render.instants import zone_of

    if zone is None:
        return app.zone
    try:
        zone_of(zone)
    except ValueError:
        refuse("unknown-zone", zone=zone)
    return zone


def _started(tally: Tally) -> list[str]:
    return [
        ngettext("%(n)s task started", "%(n)s tasks started", tally.carried),
        ngettext("%(n)s was there already", "%(n)s were there already", tally.repeated),
    ]


def _carried(tally: Tally) -> list[str]:
    return [
        ngettext("%(n)s row carried out", "%(n)s rows carried out", tally.carried),
        ngettext("%(n)s was done already", "%(n)s were done already", tally.repeated),
    ]


def _conclude(outcome: tuple[Tally, str], as_json: bool, words: Callable[[Tally], list[str]]) -> int:
    tally, rejects = outcome
    if as_json:
        counts = {"carried": tally.carried, "repeated": tally.repeated, "refused": tally.refused}
        say_object({**counts, "rejects": rejects or None})
    else:
        texts = [*words(tally), ngettext("%(n)s row refused", "%(n)s rows refused", tally.refused)]
        counts_of = (tally.carried, tally.repeated, tally.refused)
        carried, repeated, refused = (
            text % {"n": f"{n:,}"} for text, n in zip(texts, counts_of, strict=True)
        )
        data = {"carried": carried, "repeated": repeated, "refused": refused}
        say(_("%(carried)s, %(repeated)s, %(refused)s.") % data)
        if rejects:
            say(_("The refused rows, each with its reason: %(path)s") % {"path": inert(rejects)})
    return 1 if tally.refused else 0
