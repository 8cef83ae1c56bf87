"""``migrate``: the open tasks of an SOP go over to another of its versions, or a trial says which would."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from cli.bulk import told_when_stopped
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import list_options
from cli.output import Progress, inert, say, say_json
from cli.refused import refuse
from cli.telling import names_for
from cli.when import iso
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.migration import Verdict, Wish
    from engine.model.definition import Definition
    from engine.store import DocumentRow

FEW = 20
"""So many tasks are told one by one."""


@command(
    "migrate",
    help=N_(
        "Running tasks keep the version that they began with until they are moved. Every open task gets a "
        "verdict: it moves, is there already, or cannot and why; those that can, move. A step is known by "
        "its name or told with --map, a checklist line by what it says; clocks keep their anchors. Exit "
        "code 1 when a task cannot."
    ),
    epilog=N_(
        "Examples:\n  sop migrate shipping --to 3 --dry-run\n"
        '  sop migrate shipping --to 3 --from 2 --map pick=picking --reason "new packing line"'
    ),
)
@argument("sop", N_("Name of a published SOP."), metavar=N_("SOP"))
@option("--to", "number", metavar=N_("VERSION"), type=click.IntRange(1), required=True,
        help=N_("The number of the version to move to (sop versions SOP)."))  # fmt: skip
@option(
    "--from", "start", metavar=N_("VERSION"), type=click.IntRange(1), help=N_("Only tasks of this version.")
)
@option("--task", "tasks", metavar=N_("TASK"), multiple=True, help=N_("Only this task; may be repeated."))
@option(
    "--map",
    "mapping",
    metavar=N_("OLD=NEW"),
    multiple=True,
    help=N_("The step or deadline that takes the place of one that is gone."),
)
@option("--dry-run", "dry", is_flag=True, help=N_("Say what would be done and write nothing."))
@option("--reason", metavar=N_("TEXT"), help=N_("Why; it is put on each task's record."))
@option("--all", "every", is_flag=True, help=N_("Tell of every task, however many there are."))
@list_options
def migrate_tasks(
    console: Console, sop: str, number: int, start: int | None, tasks: tuple[str, ...],
    mapping: tuple[str, ...], dry: bool, reason: str | None, every: bool, as_json: bool,
) -> int:  # fmt: skip
    """Move tasks, and say what became of each."""
    from engine.migration import Wish

    if start is not None and tasks:
        raise click.UsageError(_("Give --from or --task, not both."))
    app = console.app()
    with app.store.reading():
        history = {row.no: row for row in app.store.history("sop", sop)}
        published = sorted({one.name for one in app.store.documents("sop")})
    if not history:
        refuse("unknown-sop", name=sop, sops=published)
    for wanted in (number, start):
        if wanted is not None and wanted not in history:
            refuse("unknown-version", sop=sop, version=wanted, latest=max(history))
    names = _names(app, history, number, start, mapping)
    named = tuple(app.task(text).id for text in tasks) if tasks else None
    wish = Wish(history[number], names, named, history[start].id if start else None, reason)
    return _carry_out(app, wish, {row.id: row.no for row in history.values()}, (dry, every, as_json))


def _carry_out(app: App, wish: Wish, numbers: Mapping[int, int], how: tuple[bool, bool, bool]) -> int:
    from engine.migration import CANNOT, migrate
    from engine.render.migration import Summary, Surroundings, lines, of_task

    dry, every, as_json = how
    around = Surroundings(wish.target.name, wish.target.id, numbers, known(app))
    summary, kept, done = Summary(), [], 0
    with Progress(_("migrate")) as progress, told_when_stopped() as so_far:
        for page in migrate(app.store, app.registry, app.service, app.actor, wish, dry):
            summary.add(page)
            done += len(page)
            so_far.append(0 if dry else summary.counts["moves"])
            if as_json or every or done <= FEW:
                kept += page
            progress.step(done)
    if as_json:
        say_json(_data(app, verdict, numbers) for verdict in kept)
    else:
        say("\n".join(lines(summary, around, dry)))
        if kept and (every or done <= FEW):
            say("\n" + "\n".join(of_task(verdict, around) for verdict in kept))
    return 1 if summary.counts[CANNOT] else 0


def known(app: App) -> Callable[[int], Any]:
    """What gives the names around each version (a document's id), made once."""
    return _Known(app).names


class _Known:
    """The names around each version, made once."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.found: dict[int, Any] = {}

    def names(self, version: int) -> Any:
        """The names around a version's definition; a task of another SOP has its own."""
        found = self.found.get(version)
        if found is None:
            with self.app.store.reading():
                definition = self.app.registry.definition(version)
            found = self.found[version] = names_for(self.app, definition)
        return found


def _names(
    app: App,
    history: Mapping[int, DocumentRow],
    number: int,
    start: int | None,
    mapping: Iterable[str],
) -> dict[str, str]:
    """What ``--map`` says, held against both sides. Raises Refused and usage errors."""
    found: dict[str, str] = {}
    if not mapping:
        return found
    with app.store.reading():
        target = app.registry.definition(history[number].id)
        sources = [number_ for number_ in history if number_ != number and start in (None, number_)]
        before = [app.registry.definition(history[one].id) for one in sources]
    there = f"{target.sop}@{number}"
    for word in mapping:
        old, equals, new = (part.strip() for part in word.replace("＝", "=").partition("="))
        if not (old and equals and new):
            raise click.UsageError(_("%(word)s is not of the form OLD=NEW.") % {"word": inert(word)})
        if found.get(old, new) != new:
            raise click.UsageError(_("--map says two things of %(word)s.") % {"word": inert(old)})
        _check(old, new, before, target, there, ", ".join(f"{target.sop}@{one}" for one in sources))
        found[old] = new
    return found


def _check(old: str, new: str, before: list[Definition], target: Definition, there: str, where: str) -> None:
    from engine.rules.near import near

    step = any(old in one.steps for one in before)
    deadline = any(old in one.deadlines for one in before)
    if not step and not deadline:
        known = [name for one in before for name in (*one.steps, *one.deadlines)]
        refuse("map-unknown", name=old, where=where or target.sop, suggestions=list(near(old, known)))
    if new not in target.steps and new not in target.deadlines:
        known = [*target.steps, *target.deadlines]
        refuse("map-unknown", name=new, where=there, suggestions=list(near(new, known)))
    if (step and old in target.steps) or (deadline and old in target.deadlines):
        refuse("map-still-there", name=old, where=there)
    if step and new not in target.steps:
        refuse("map-step", name=old, other_name=new, where=there)
    if deadline and not step and new not in target.deadlines:
        refuse("map-deadline", name=old, other_name=new, where=there)


def _data(app: App, verdict: Verdict, numbers: Mapping[int, int]) -> dict[str, Any]:
    """A verdict as plain data."""
    from engine.service import plain

    return {
        "task": f"T-{verdict.task}",
        "ref": verdict.ref,
        "from": numbers.get(verdict.version),
        "open": list(verdict.steps),
        "verdict": verdict.verdict,
        "why": None if verdict.refusal is None else plain(verdict.refusal),
        "deadlines": [
            {
                "deadline": shift.deadline or None,
                "step": shift.step,
                "due": [iso(at, app.zone) for at in shift.due],
                "limit": [iso(at, app.zone) for at in shift.limit],
            }
            for shift in verdict.shifts
        ],
        "unticked": [{"step": step, "line": title} for step, title in verdict.lost],
        "dropped": list(verdict.gone),
    }
