"""``doctor``: is everything here as it should be, and if not, what to do. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cli.console import Console
from cli.frame import command
from cli.health.database import DAMAGED
from cli.health.finding import OK, PROBLEM, STATES, WARNING, Finding
from cli.options import list_options
from cli.output import inert, paint, say, say_json
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.app import App, Refused

COLOURS = {OK: "green", WARNING: "yellow", PROBLEM: "red"}


@command(
    "doctor",
    help=N_(
        "Looks at the machine (Python, SQLite, zones, terminal) and at the workspace: database, documents "
        "that differ from what is published, team, calendars that end, sweeps and workers, notices, tasks "
        "that nobody may go on with. Nothing is changed. Exit code 1 when there is a problem; warnings alone "
        "do not fail."
    ),
    epilog=N_("Examples:\n  sop doctor\n  sop doctor --json"),
)
@list_options
def doctor(console: Console, as_json: bool) -> int:
    """Say what is well and what is not."""
    # Looked at as a whole before anything is said: opening the workspace may change the language.
    found = list(_about_workspace(console))
    found = [*_about_machine(), *found]
    if as_json:
        say_json(
            {"check": one.check, "state": one.state, "text": one.text, "help": one.help} for one in found
        )
    else:
        _say(found)
    return 1 if any(one.state == PROBLEM for one in found) else 0


def _about_machine() -> Iterator[Finding]:
    from cli.health import machine

    for check in (machine.python, machine.sqlite, machine.zones, machine.terminal, machine.language):
        yield from _carefully(check.__name__, check)


def _about_workspace(console: Console) -> Iterator[Finding]:
    from cli.health import calendars, database, documents, hours, notices, people, stuck
    from engine.app import Refused

    try:
        app = console.app()
    except Refused as refused:
        yield _not_opened(refused)
        return
    except Exception as error:
        yield _failed("database", error)
        return
    for check in (
        database.opened, database.integrity, database.journal, database.room, hours.clock, hours.zone,
        documents.documents, people.logins, people.roles, stuck.absent, stuck.stuck,
        calendars.calendars, hours.sweep, hours.worker, notices.notices,
    ):  # fmt: skip
        yield from _carefully(check.__name__, check, app)


def _carefully(name: str, check: Callable[..., Iterator[Finding]], *app: App) -> Iterator[Finding]:
    """What a check finds; that it could not look, where it failed."""
    try:
        yield from check(*app)
    except Exception as error:
        yield _failed(name, error)


def _failed(name: str, error: Exception) -> Finding:
    """A check that could not look: an outage says what to do; a refusal and a fault say what they are."""
    from cli.failure import outage
    from engine.app import Refused

    if isinstance(error, Refused):
        return _refused(name, error)
    text = outage(error)
    if text is not None:
        damaged = getattr(error, "code", "") == "store-damaged"
        return Finding(name, PROBLEM, text, _(DAMAGED) if damaged else "")
    data = {"what": f"{type(error).__name__}: {error}"}
    text = _("this could not be looked at: %(what)s") % data
    return Finding(name, PROBLEM, text, _("the whole record: %(command)s") % {"command": "sop verify"})


def _not_opened(error: Refused) -> Finding:
    """Without a workspace there is nothing to look at, which is no problem of the machine's."""
    if error.refusal.code == "no-workspace":
        text = _("there is no workspace here or above; only the machine was looked at")
        return Finding("workspace", WARNING, text, _("sop init makes one; or name its database with --db"))
    return _refused("workspace", error)


def _refused(name: str, error: Refused) -> Finding:
    from engine.render.refusals import render

    first, *rest = render(error.refusal, "UTC").split("\n")
    return Finding(name, PROBLEM, first, " ".join(line.strip() for line in rest))


def _say(found: list[Finding]) -> None:
    from cli.dialogue import terminal_columns
    from cli.page import wrap
    from engine.render.width import width

    room = terminal_columns()
    margin = max(width(_(state)) for state in STATES.values()) + 2
    for one in found:
        state = _(STATES[one.state])
        first, *rest = wrap(inert(one.text), max(room - margin, 20))
        say(paint(state, COLOURS[one.state]) + " " * (margin - width(state)) + first)
        for line in rest:
            say(" " * margin + line)
        if one.help:
            head, *more = wrap(f"→ {inert(one.help)}", max(room - margin, 20))
            for line in (head, *more):
                say(" " * margin + line)
    say(_summary(found))


def _summary(found: list[Finding]) -> str:
    problems = sum(one.state == PROBLEM for one in found)
    warnings = sum(one.state == WARNING for one in found)
    if not problems and not warnings:
        return _("Everything is as it should be.")
    counts = []
    if problems:
        counts.append(ngettext("%(n)s problem", "%(n)s problems", problems) % {"n": problems})
    if warnings:
        counts.append(ngettext("%(n)s warning", "%(n)s warnings", warnings) % {"n": warnings})
    return _(", ").join(counts)
