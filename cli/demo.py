"""``demo``: everything once, on the made-up orders of a small shop, the same every time.

The shop's weeks are lived through in order, a few hours at a time: the clock stands at the last row while
rows are imported and carried out, so that what happened and when it was written down lie as close
together as they do when people hand in their lists. Then the commands are run that anybody would type.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stderr
from itertools import groupby
from typing import TYPE_CHECKING

import workflows
from cli.console import Console, login
from cli.define import KINDS
from cli.frame import argument, command
from cli.output import Progress, paint, say
from cli.refused import refuse
from cli.starters import quoted
from engine.intake import Row, Table, Tally, advances, batches, carry_out, finder, open_table, starts
from engine.intake.row import Record
from engine.words import N_, _, current_language

if TYPE_CHECKING:
    from engine.app import App

SHIPPED = os.path.dirname(os.path.abspath(workflows.__file__))
SOP, CASES = "shipping", "after-sales"
DOCUMENTS = (
    "workspace.yaml", "team.yaml", "calendars", "common.parts.yaml",
    "shipping.sop.yaml", "after-sales.sop.yaml",
)  # fmt: skip
PAID, AT = "订单付款时间", "发生时间"
"""The columns of the shop's files that say when: an order was paid, something was done."""
COLUMNS = {
    "step": "步骤", "outcome": "结果", "at": AT, "reason": "原因", "late": "迟到原因", "ticks": "勾选",
}  # fmt: skip
"""What the columns of the files of work mean, where their names do not say it."""
ORDERS = "orders.csv"
PEOPLE = {
    ORDERS: "zhaomin", "warehouse.csv": "zhouqiang", "service.csv": "lina",
    "cases.csv": "chenjing", "approvals.csv": "zhaomin", "finance.csv": "zhengjie",
}  # fmt: skip
"""Each file of rows, and the login of the person who carries them out."""
REF = {SOP: "订单编号", CASES: "售后单号"}
"""The column that names the task, for each SOP."""
DIRECTOR = "linlan"
BEGIN, END = "2026-09-14 00:00", "2026-10-18 22:00"
WEEK = "2026-W41"
"""The week that is audited: the one after National Day."""


@command("demo", help=N_("With DIR the workspace stays there, with you in its team; else nothing is kept."))
@argument("folder", metavar=N_("DIR"), required=False)
def demo(console: Console, folder: str | None) -> int:
    """Publish, import, advance, look, be refused, audit, verify."""
    if folder is not None:
        if os.path.isdir(folder) and os.listdir(folder):
            refuse("folder-not-empty", path=folder)
        _play(console, folder)
        return 0
    with tempfile.TemporaryDirectory(prefix="sop-demo-") as place:
        _play(console, place)
    say(_("Nothing of this was kept; sop demo DIR keeps the workspace to go on with."))
    return 0


def _play(console: Console, folder: str) -> None:
    _copy(folder)
    app = _publish(folder)
    try:
        _live(app, os.path.join(SHIPPED, "demo"))
        app.freeze(END)
        _show(app)
    finally:
        app.close()


def _copy(folder: str) -> None:
    """The shipped documents, with whoever is typing as a second login of the director."""
    os.makedirs(folder, exist_ok=True)
    for name in DOCUMENTS:
        source, target = os.path.join(SHIPPED, name), os.path.join(folder, name)
        if os.path.isdir(source):
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    team = os.path.join(folder, "team.yaml")
    with open(team, encoding="utf-8") as file:
        text = file.read()
    with open(team, "w", encoding="utf-8", newline="\n") as file:
        file.write(text.replace(f"logins: [{DIRECTOR}]", f"logins: [{DIRECTOR}, {quoted(login())}]"))


def _publish(folder: str) -> App:
    from cli import documents
    from engine.app import DATABASE, App
    from engine.model.definition import Field
    from engine.publishing import publish
    from engine.rules.values import from_text
    from engine.store import create_store

    checked = documents.check(documents.read(documents.find([folder])), None)
    store = create_store(os.path.join(folder, DATABASE))
    began = from_text(Field("began", "", "datetime"), "2026-09-14 08:00", "Asia/Shanghai")
    published = publish(store, checked, int(began), DIRECTOR)
    _title(_("1. Publish: team, calendars and SOPs become versions"))
    for one in published:
        kind, file = _(KINDS.get(one.row.kind, one.row.kind)), os.path.relpath(one.file, folder)
        data = {"file": file, "kind": kind, "name": one.row.name, "no": one.row.no}
        say("  " + _("%(file)s: %(kind)s %(name)s, version %(no)s") % data)
    return App(store, DIRECTOR)


class _Part(Table):
    """Some rows of a table."""

    __slots__ = ("_records",)

    def __init__(self, whole: Table, records: list[Record]) -> None:
        for name in Table.__slots__:
            setattr(self, name, getattr(whole, name))
        self._records = records

    @property
    def rows(self) -> Iterator[Record]:
        return iter(self._records)


def _live(app: App, folder: str) -> None:
    """Carry out all rows of the files in the order in which they happened."""
    from engine.app import App

    people = {name: App(app.store, who) for name, who in PEOPLE.items()}
    tables = {name: open_table(os.path.join(folder, name)) for name in PEOPLE}
    tallies = dict.fromkeys(PEOPLE, Tally())
    runs = list(_runs(tables))
    # Five weeks in seconds: nothing of them has to outlive a power failure before they are over.
    app.store.database.run("PRAGMA synchronous = OFF", ())
    with Progress(_("demo"), len(runs)) as progress:
        for number, (name, now, records) in enumerate(runs, start=1):
            person = people[name]
            person.freeze(now)
            tallies[name] = _add(tallies[name], _carry_out(person, name, _Part(tables[name], records)))
            progress.step(number)
    app.store.database.run("PRAGMA synchronous = FULL", ())
    _title(_("2. Five weeks of a shop: orders are imported, people advance them"))
    for name, tally in tallies.items():
        data = {"file": name, "carried": f"{tally.carried:,}", "refused": tally.refused}
        say("  " + _("%(file)s: %(carried)s rows carried out, %(refused)s refused") % data)


def _runs(tables: dict[str, Table]) -> Iterator[tuple[str, str, list[Record]]]:
    """File, time of the last row, rows: an hour's rows of one file together, but where an order's row waits
    for one of another file, after it. What does not say when it happened comes at the end."""
    dated: list[tuple[str, int, Record]] = []
    names = list(tables)
    for number, table in enumerate(tables.values()):
        place = table.columns.index(PAID if names[number] == ORDERS else AT)
        for record in table.rows:
            text = record.cells[place] if place < len(record.cells) else ""
            dated.append((text if BEGIN <= text <= END else END, number, record))
    dated.sort(key=lambda row: row[0])
    for _hour, rows in groupby(dated, key=lambda row: row[0][:13]):
        group = list(rows)
        turns: dict[tuple[int, int], list[Record]] = {}
        latest: dict[str, tuple[int, int]] = {}
        for _at, number, record in group:
            order = record.cells[0].strip('="').removesuffix("-S")  # a case goes on with its order
            turn = (latest.get(order, (0, 0))[0], number)
            turn = turn if turn >= latest.get(order, turn) else (turn[0] + 1, number)
            latest[order] = turn
            turns.setdefault(turn, []).append(record)
        for (_turn, number), records in sorted(turns.items()):
            yield names[number], group[-1][0], records


def _carry_out(app: App, name: str, table: Table) -> Tally:
    """Start or advance a task for each row."""
    sop = CASES if REF[CASES] in table.columns else SOP
    row = app.registry.current(sop)
    assert row is not None
    definition = app.registry.definition(row.id)
    todo: Iterable[Sequence[Row]]
    if name == ORDERS:
        todo = batches(starts(table, definition, {"at": PAID}, app.zone, {}, app.shop))
    else:
        mapping = {what: column for what, column in COLUMNS.items() if column in table.columns}
        mapping["ref"] = REF[sop]
        resolve = finder(app.store, lambda version: app.registry.definition(version), sop)
        todo = advances(table, resolve, mapping, app.zone, {}, definition)
    return carry_out(todo, lambda commands: app.service.run_many(commands, app.actor), lambda row, why: None)


def _add(one: Tally, other: Tally) -> Tally:
    return Tally(*(left + right for left, right in zip(one, other, strict=True)))


def _show(app: App) -> None:
    """What people see: a list, a checklist, a refusal, an audit; at the end of the five weeks."""
    from engine.app import App

    person = App(app.store, PEOPLE["warehouse.csv"])
    person.freeze(END)
    waiting = app.store.tasks(SOP, step="pack")
    task = f"T-{waiting[-1].task}"
    _title(_("3. What is on a person's list"))
    _run(person, "todo", "--limit", "8")
    _title(_("4. A checklist"))
    _run(person, "checklist", task)
    _title(_("5. A refusal says everything that is missing"))
    _run(person, "advance", task)
    _title(_("6. What goes on by itself: a parcel that nobody missed is handed over to after-sales"))
    _sweep(app)
    _title(_("7. The audit of a week"))
    _run(app, "audit", "--week", WEEK, "--limit", "10")
    _title(_("8. The record is as it was written"))
    _run(app, "verify")


def _sweep(app: App) -> None:
    """The wait of a parcel without a signature runs out, a case is opened for it, and both are shown."""
    from engine.sweep import waiting

    due = waiting(app.store, app.clock()).timers
    parcel = next(task.id for task, timer in due if task.sop == SOP and timer.kind == "wait")
    _run(app, "sweep", "--dry-run")
    _run(app, "sweep")
    case = app.store.pending.called_by(parcel)[-1].task
    _run(app, "log", f"T-{parcel}")
    _run(app, "show", f"T-{case}")


def _run(app: App, *words: str) -> None:
    """Run a command as whoever ``app`` is, showing it as it would be typed."""
    from cli.main import sop

    lang = current_language()
    console = Console()
    console.speak(lang)
    console.opened = app
    say(paint("$ sop " + " ".join(words), "bold"))
    with redirect_stderr(sys.stdout), sop.make_context("sop", list(words), obj=console) as ctx:
        sop.invoke(ctx)


def _title(text: str) -> None:
    say()
    say(paint(text, "bold"))
    say()
