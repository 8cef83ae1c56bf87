"""Time: is the clock right, and does somebody do what is due by itself?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.health.finding import OK, PROBLEM, WARNING, Finding
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App

MINUTE, HOUR, DAY = 60_000, 3_600_000, 24 * 3_600_000


def clock(app: App) -> Iterator[Finding]:
    """Is the clock behind the record, or so far ahead that no sweep believes it?"""
    from engine.heartbeat import last_swept
    from engine.render.instants import lasting, local
    from engine.rounds import BEHIND, FAR_AHEAD

    now, last = app.clock(), last_swept(app.settings)
    newest = max(filter(None, (last, app.store.due.newest_record())), default=None)
    data = {"now": local(now, app.zone), "zone": app.zone}
    if newest is not None and newest - now > BEHIND:
        text = _("the clock (%(now)s) is %(by)s behind the record") % {**data, "by": lasting(newest - now)}
        help = _("set the computer's clock; meanwhile everything is recorded right after what it follows")
        yield Finding("clock", PROBLEM, text, help)
    elif newest is not None and now - (last or newest) > FAR_AHEAD:
        text = _("the clock (%(now)s) is more than a year ahead of the record") % data
        help = _("set the computer's clock; where it is right: sop sweep --sure")
        yield Finding("clock", PROBLEM, text, help)
    else:
        yield Finding("clock", OK, _("the clock says %(now)s (%(zone)s)") % data)


def sweep(app: App) -> Iterator[Finding]:
    """When did somebody last do what is due by itself, and is something waiting for it?"""
    from engine.heartbeat import last_swept
    from engine.render.instants import lasting, local

    now, last = app.clock(), last_swept(app.settings)
    due = app.store.due.page(now - HOUR, n=1)
    help = _("let it run by itself: sop worker, or sop sweep from cron every few minutes")
    if last is not None and now - last <= HOUR:
        text = _("the last sweep was at %(at)s") % {"at": local(last, app.zone)}
        yield Finding("sweep", OK, text)
    elif due:
        at = local(due[0][0], app.zone)
        text = _("what was due by itself at %(at)s has not happened: nobody sweeps") % {"at": at}
        yield Finding("sweep", PROBLEM, text, help)
    elif last is None:
        text = _("no sweep has ever run here: nobody is reminded, and nothing starts by itself")
        yield Finding("sweep", WARNING, text, help)
    else:
        data = {"at": local(last, app.zone), "ago": lasting(now - last)}
        text = _("no sweep since %(at)s (%(ago)s)") % data
        yield Finding("sweep", WARNING, text, help)


def worker(app: App) -> Iterator[Finding]:
    """Do the workers that ran here still give a sign of life?"""
    from engine.heartbeat import workers
    from engine.render.instants import local

    now = app.clock()
    beats = workers(app.settings)
    for beat in beats:
        data = {"name": beat.name, "at": local(beat.seen, app.zone)}
        if now - beat.seen <= max(3 * beat.every, 60) * 1000:
            yield Finding("worker", OK, _("worker %(name)s was seen at %(at)s") % data)
        else:
            text = _("worker %(name)s gave no sign since %(at)s: it was killed, or its machine is off")
            yield Finding("worker", WARNING, text % data, _("start it again: sop worker"))
    if not beats:
        yield Finding("worker", OK, _("no worker runs; sweeps have to come from cron"))


def zone(app: App) -> Iterator[Finding]:
    """Does this machine know the zones of the workspace and of its calendars?"""
    import json

    from engine.render.instants import zone_of

    with app.store.reading():
        rows = app.store.documents("calendar")
    for name in sorted({app.zone, *(json.loads(row.compiled).get("zone", app.zone) for row in rows)}):
        try:
            zone_of(name)
        except ValueError:
            text = _("the time zone %(zone)s is not known to this machine") % {"zone": name}
            yield Finding("zone", PROBLEM, text, "pip install tzdata")
