"""``hold``, ``resume``: a task or a step waits for somebody outside, and goes on."""

from __future__ import annotations

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
    expected = None
    if until is not None:
        expected = instant(until, app.zone, app.clock(), "--until")
        if is_day(until):
            expected = _opening(app, found, expected - DAY)
    number = visit.no if visit is not None else 0
    return run(console, app, Hold(command_id(name), found.id, number, reason, expected, happened), as_json)


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
