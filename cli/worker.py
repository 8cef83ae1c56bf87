"""``worker``: stays, and does what ``sweep`` does whenever something is due."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from cli.console import Console, login
from cli.frame import command, option
from cli.options import json_option
from cli.output import say, say_json, say_table, warn
from cli.sweep import simulated
from cli.when import iso
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.service import Service

SECONDS = {"s": 1, "min": 60, "h": 3600}
HOUR = 3_600_000


@command(
    "worker",
    help=N_(
        "Stays until it is stopped (Ctrl-C, SIGTERM), and does what 'sop sweep' does as soon as something is "
        "due. What it does is said on stderr, a line each. Any number may run at once, on any machines that "
        "reach the database; one that is killed loses nothing. With --status: who runs, and exit code 1 when "
        "nobody came by for an hour."
    ),
    epilog=N_(
        "Examples:\n  sop worker\n  sop worker --every 1min --json 2>> worker.log\n  sop worker --status"
    ),
)
@option("--every", metavar=N_("TIME"), default="15s", help=N_("Look at least so often: 1s to 1h (15s)."))
@option("--once", is_flag=True, help=N_("Look once and stop. Exit code 1 when something could not be done."))
@option("--status", is_flag=True, help=N_("Say which workers run and when the last sweep was."))
@json_option
def worker(console: Console, every: str, once: bool, status: bool, as_json: bool) -> int:
    """Do what is due, again and again."""
    seconds = _seconds(every)
    if status:
        return _say_status(console.app(), as_json)
    from cli.worker_signals import Stopper
    from cli.worker_words import Speaker
    from engine.app import wall_clock
    from engine.worker import Around, Worker

    speaker = Speaker(console, as_json)
    with Stopper() as stopper:
        around = Around(
            lambda: _connect(console),
            lambda: console.opened.clock() if console.opened is not None else wall_clock(),
            _monotonic,
            stopper.pause,
            stopper.stopping,
            speaker.say,
            lambda: console.opened is not None and simulated(console.opened),
        )
        working = Worker(around, _name(), seconds)
        working.run(once)
    return 1 if once and (working.refused or working.away) else 0


def _connect(console: Console) -> Service:
    """The workspace's service, on a new connection."""
    console.close()
    return console.app().service


def _monotonic() -> int:
    import time

    return time.monotonic_ns() // 1_000_000


def _name() -> str:
    import os
    import socket

    return f"{login()}@{socket.gethostname()}/{os.getpid()}"


def _seconds(text: str) -> float:
    """``15s``, ``2min``, ``1h`` in seconds. Raises a usage error."""
    found = re.fullmatch(r"([0-9]{1,5})\s*(s|min|h)", text.strip())
    seconds = int(found[1]) * SECONDS[found[2]] if found else 0
    if not 1 <= seconds <= 3600:
        from cli.output import inert

        text = _("%(text)s is no time between two rounds. Write 15s, 2min or 1h; at most 1h.") % {
            "text": inert(text)
        }
        raise click.BadParameter(text, param_hint="--every")
    return float(seconds)


def _say_status(app: App, as_json: bool) -> int:
    from engine.heartbeat import last_swept, workers
    from engine.render.instants import lasting, local

    now, zone = app.clock(), app.zone
    beats, last = workers(app.settings), last_swept(app.settings)
    if as_json:
        say_json(
            {
                "worker": beat.name,
                "since": iso(beat.since, zone),
                "seen": iso(beat.seen, zone),
                "every": beat.every,
                "runs": _runs(beat.seen, beat.every, now),
            }
            for beat in beats
        )
    elif beats:
        head = (_("worker"), _("since"), _("last seen"), _("runs"))
        rows = []
        for beat in beats:
            runs = _("yes") if _runs(beat.seen, beat.every, now) else _("no sign of it")
            rows.append((beat.name, local(beat.since, zone), local(beat.seen, zone), runs))
        say_table(head, rows)
    elif last is not None:
        say(_("No worker runs."))
    if last is None:
        warn(_("No sweep and no worker has ever run here: what is due by itself does not happen."))
    elif now - last > HOUR:
        said = {"at": local(last, zone), "ago": lasting(now - last)}
        warn(_("No sweep and no worker has run since %(at)s (%(ago)s).") % said)
    elif not as_json:
        say(_("The last sweep was at %(at)s.") % {"at": local(last, zone)})
    return 1 if last is None or now - last > HOUR else 0


def _runs(seen: int, every: float, now: int) -> bool:
    """Whether a worker that was seen then still runs, as far as can be told: it may be at a long round."""
    return now - seen <= max(3 * every, 60) * 1000
