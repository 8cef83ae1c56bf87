"""``hold``, ``resume``: a task or a step waits for somebody outside, and goes on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from cli.act import TASK, TASK_NOTE, at, command_id, run
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import recording
from cli.when import instant, is_day
from engine.model.commands import Hold, Resume
from engine.model.refusals import Refusal
from engine.words import N_

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.task import Task

DAY = 24 * 60 * 60 * 1000


@command(
    "hold",
    help=N_(
        "The clocks that wait with it stand still, and what was left of their working time is left when it "
        "goes on; promises to platforms and customers may go on (pause: [] in the SOP). Without a step the "
        "whole task is on hold. What is on hold cannot be closed until 'sop resume'."
    ),
    epilog=N_(
        'Examples:\n  sop hold T-12 --reason "waiting for samples" --until 2026-12-01\n'
        "  sop hold T-12/shoot --reason rain"
    ),
)
@argument("task", TASK_NOTE, metavar=TASK)
@option("--reason", metavar=N_("TEXT"), help=N_("What it waits for."))
@option("--until", metavar=N_("TIME"), help=N_("When that is expected to be over; you are reminded then."))
@recording
def hold(
    console: Console, task: str, reason: str | None, until: str | None, when: str | None, name: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Put a task, or one step of it, on hold."""
    app = console.app()
    happened = at(app, when)
    found, visit = app.place(task)
    over = None if until is None else expected(app, found, until)
    number = visit.no if visit is not None else 0
    return run(console, app, Hold(command_id(name), found.id, number, reason, over, happened), as_json)


def expected(app: App, task: Task, until: str) -> int:
    """What ``--until`` says (ms UTC): of a day without a time, when work begins on it by the task's calendar;
    ``2h`` from now; a weekday that is today and over, next week's. Raises a usage error."""
    now, text = app.clock(), _from_now(until)
    found = instant(text, app.zone, now, "--until")
    meant = _opening(app, task, found - DAY) if is_day(text) else found
    if meant <= now and _is_weekday(text):
        found += 7 * DAY
        meant = _opening(app, task, found - DAY) if is_day(text) else found
    return meant


def _from_now(text: str) -> str:
    """``2h`` as ``in 2h``, and ``3 days`` as ``in 3 days``; everything else as it is."""
    from engine.rules.spoken import FUTURE, spoken

    return f"in {text}" if spoken(f"in {text}", date(2026, 1, 1), FUTURE) is not None else text


def _is_weekday(text: str) -> bool:
    """Whether a text names a day of the week: it means the same day for a week, and then the one after it."""
    from engine.rules.spoken import FUTURE, spoken

    first = date(2026, 1, 1)
    said = [spoken(text, first + timedelta(days=n), FUTURE) for n in range(8)]
    days = sorted({one.day for one in said if one is not None and one.day is not None})
    return len(days) == 2 and days[1] - days[0] == timedelta(days=7)


def _opening(app: App, task: Task, midnight: int) -> int:
    """When work begins on the day that begins at ``midnight``, or next where that day is off. Asked right
    after midnight: at 24:00 the day before may close."""
    found = app.registry.calendar(app.program(task).definition.calendar)
    if isinstance(found, Refusal):
        return midnight
    opening = found[1].into_hours(midnight + 1)
    return midnight if opening == midnight + 1 else opening


@command(
    "resume",
    help=N_("Without a step: the hold of the task, or the only one that there is."),
    epilog=N_("Example:\n  sop resume T-12"),
)
@argument("task", TASK_NOTE, metavar=TASK)
@recording
def resume(console: Console, task: str, when: str | None, name: str | None, as_json: bool) -> int:
    """Let what is on hold go on."""
    app = console.app()
    happened = at(app, when)
    found, visit = app.place(task)
    number = visit.no if visit is not None else 0
    held = [one.visit for one in found.holds if one.ended is None]
    if visit is None and 0 not in held and len(held) == 1:
        number = held[0]
    return run(console, app, Resume(command_id(name), found.id, number, happened), as_json)
