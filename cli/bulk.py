"""Rows of CSV files: ``import`` starts a task for each, ``advance --from`` advances one for each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from cli.console import Console
from cli.frame import argument, command, option
from cli.options import json_option, rows
from cli.output import Progress, inert, say, say_object
from cli.refused import refuse
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
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.definition import Definition

Batches = Iterable[Sequence[Row]]


@command(
    "import",
    help=N_(
        "Columns are found by the fields' columns, titles or names, or told with --map. FIELD=VALUE stands "
        "for rows whose cell is empty. Rows that are refused go to the rejects file with the reason, the "
        "others stay; importing the file again starts nothing twice. Exit code 1 when a row was refused."
    ),
    epilog=N_("Example:\n  sop import orders.csv --sop shipping --map paid_at=付款时间"),
)
@argument("file", N_("A CSV file with a header."), metavar=N_("FILE"))
@argument("given", metavar=N_("FIELD=VALUE"), nargs=-1)
@option("--sop", metavar=N_("SOP"), required=True, help=N_("Which SOP to start."))
@rows
@json_option
def import_rows(
    console: Console, file: str, given: tuple[str, ...], sop: str, as_json: bool, **reading: Any
) -> int:
    """Start a task for each row."""
    app = console.app()
    definition = _current(app, sop)

    def read(table: Table, mapping: dict[str, str], zone: str) -> Batches:
        return batches(starts(table, definition, mapping, zone, dict(pairs(given)), app.shop))

    outcome = _carry_out(app, file, reading, read, _("import"), definition)
    return _conclude(
        outcome,
        as_json,
        N_("%(carried)s tasks started, %(repeated)s were there already, %(refused)s rows refused."),
    )


def advance_from(console: Console, words: Sequence[str], given: dict[str, Any]) -> int:
    """``sop advance --from FILE``: outcome and values among ``words`` stand for rows without their own."""
    app = console.app()
    plain = [word for word in words if not looks_like_pair(word)]
    if len(plain) > 1:
        raise click.UsageError(_("With --from, name no task; each row says its own."))
    defaults = dict(pairs(word for word in words if looks_like_pair(word)))
    special = {"outcome": plain[0] if plain else None, "ticks": ",".join(given["tick"]) or None}
    special |= {"step": given["step"], "reason": given["reason"], "late": given["late"], "at": given["when"]}
    defaults |= {name: text for name, text in special.items() if text is not None}
    definition = _current(app, given["sop"]) if given["sop"] else None

    def read(table: Table, mapping: dict[str, str], zone: str) -> Batches:
        resolve = finder(app.store, lambda no: app.library.definition(no), given["sop"] or "")
        return advances(table, resolve, mapping, zone, defaults, definition)

    outcome = _carry_out(app, given["file"], given, read, _("advance"), definition)
    return _conclude(
        outcome,
        given["as_json"],
        N_("%(carried)s rows carried out, %(repeated)s were done already, %(refused)s refused."),
    )


def _current(app: App, sop: str) -> Definition:
    with app.store.reading():
        row = app.library.current(sop)
        if row is None:
            refuse("unknown-sop", name=sop, sops=sorted({one.name for one in app.store.documents("sop")}))
        return app.library.definition(row.id)


def _carry_out(
    app: App,
    file: str,
    reading: dict[str, Any],
    read: Callable[[Table, dict[str, str], str], Batches],
    title: str,
    definition: Definition | None,
) -> tuple[Tally, str]:
    """Carry out a file's rows; the tally and the path of the rejects file ("" when nothing was refused)."""
    from engine.app import Refused
    from engine.render.refusals import line

    actor, private = app.actor, definition is not None and may_see_private(app, definition)
    rejects_path = reading["rejects"] or os.path.splitext(file)[0] + "-rejects.csv"
    if os.path.abspath(rejects_path) == os.path.abspath(file):
        refuse("rejects-over-input", path=file)
    try:
        table = open_table(file, reading["encoding"])
        mapping = parse_map(reading["mapping"])
        todo = read(table, mapping, _zone(app, reading["zone"]))
    except IntakeError as error:
        raise Refused(error.refusal) from None
    with Rejects(rejects_path, table.columns, tuple(mapping.values())) as rejects:

        def rejected(row: Row, refusals: tuple[Refusal, ...]) -> None:
            texts = (line(refusal, app.zone, definition, app.team, private) for refusal in refusals)
            rejects.write(row.cells, _("; ").join(texts))

        with Progress(title, table.lines) as progress:
            tally = carry_out(
                todo,
                lambda commands: app.service.run_many(commands, actor),
                rejected,
                lambda tally: progress.step(tally.last),
            )
        return tally, rejects_path if rejects.count else ""


def _zone(app: App, zone: str | None) -> str:
    from engine.render.instants import zone_of

    if zone is None:
        return app.zone
    try:
        zone_of(zone)
    except ValueError:
        refuse("unknown-zone", zone=zone)
    return zone


def _conclude(outcome: tuple[Tally, str], as_json: bool, msgid: str) -> int:
    tally, rejects = outcome
    if as_json:
        counts = {"carried": tally.carried, "repeated": tally.repeated, "refused": tally.refused}
        say_object({**counts, "rejects": rejects or None})
    else:
        counted = {name: f"{getattr(tally, name):,}" for name in ("carried", "repeated", "refused")}
        say(_(msgid) % counted)
        if rejects:
            say(_("The refused rows, each with its reason: %(path)s") % {"path": inert(rejects)})
    return 1 if tally.refused else 0
