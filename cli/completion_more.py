"""What a shell is offered that is the same everywhere or needs little of the workspace: priorities, weeks,
months, days, actions, calendars, the SOPs that ship, reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from cli.console import Console

if TYPE_CHECKING:
    from engine.app import App

Offered = Iterator[tuple[str, str]]
"""A word to type, and what it is."""

WEEKS, MONTHS, YEARS = 9, 12, 3
DAYS = ("now", "today", "yesterday", "tomorrow")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _app(ctx: click.Context) -> App:
    return ctx.find_root().ensure_object(Console).app()


def _today(ctx: click.Context) -> date:
    from cli.documents import today

    return today(_app(ctx))


def _priorities(ctx: click.Context, incomplete: str) -> Offered:
    """Tasks; once one is named, priorities before further ones."""
    from cli.completion import COMPLETERS
    from engine.render.priorities import PRIORITIES

    if ctx.params.get("words"):
        yield from ((name, "") for name in PRIORITIES.values())
    yield from COMPLETERS["TASK"](ctx, incomplete)


def _weeks(ctx: click.Context, incomplete: str) -> Offered:
    """This week and those before it, the latest first, with the day on which each begins."""
    day = _today(ctx)
    yield from (("this", ""), ("last", ""))
    for back in range(WEEKS):
        monday = day - timedelta(days=day.weekday() + 7 * back)
        year, week, _weekday = monday.isocalendar()
        yield f"{year}-W{week:02}", monday.isoformat()


def _months(ctx: click.Context, incomplete: str) -> Offered:
    day = _today(ctx)
    for ahead in range(MONTHS):
        year, month = divmod(day.year * 12 + day.month - 1 + ahead, 12)
        yield f"{year}-{month + 1:02}", ""


def _years(ctx: click.Context, incomplete: str) -> Offered:
    yield from ((str(_today(ctx).year + ahead), "") for ahead in range(YEARS))


def _times(ctx: click.Context, incomplete: str) -> Offered:
    """Words of one piece; behind them people type a time of day."""
    from cli.when import iso

    app = _app(ctx)
    yield from ((word, "") for word in (*DAYS, *WEEKDAYS))
    yield str(iso(app.clock(), app.zone))[:10], ""


def _notice_actions(ctx: click.Context, incomplete: str) -> Offered:
    from cli.notices import ACTIONS

    if ctx.info_name == "notices":  # other commands say themselves which there are
        yield from ((action, "") for action in ACTIONS)


def _schedule_actions(ctx: click.Context, incomplete: str) -> Offered:
    yield from (("run", ""), ("pause", ""), ("resume", ""))


def _calendars(ctx: click.Context, incomplete: str) -> Offered:
    app = _app(ctx)
    with app.store.reading():
        yield from ((row.name, "") for row in app.store.documents("calendar"))


def _zones(ctx: click.Context, incomplete: str) -> Offered:
    from zoneinfo import available_timezones

    yield from ((zone, "") for zone in sorted(available_timezones()))


def _shipped(ctx: click.Context, incomplete: str) -> Offered:
    from cli.new_shipped import shipped

    yield from ((name, "") for name in shipped())


def _reasons(ctx: click.Context, incomplete: str) -> Offered:
    """The reasons that the SOP of the task names, for being late and for cancelling and holding."""
    from cli.completion import task_named

    app, task = _app(ctx), task_named(ctx)
    known = app.program(task).definition.reasons
    kinds = {"cancel": ("cancel",), "hold": ("hold",), "advance": ("late",), "approve": ("late",)}
    for kind in kinds.get(str(ctx.info_name), ()):
        yield from ((reason, "") for reason in known.get(kind, ()))


MORE: dict[str, Callable[[click.Context, str], Offered]] = {
    "TASK... PRIORITY": _priorities,
    "WEEK": _weeks,
    "MONTH": _months,
    "YEAR": _years,
    "TIME": _times,
    "ACTION": _notice_actions,
    "run|pause|resume": _schedule_actions,
    "NAME|FILE": _calendars,
    "SHIPPED": _shipped,
    "ZONE": _zones,
    "TEXT": _reasons,
}
"""Metavar to what is offered for it."""
