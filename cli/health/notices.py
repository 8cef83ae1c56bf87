"""What people are to be told: does it get to them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.health.finding import OK, PROBLEM, WARNING, Finding
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App

COUNTED = 500
LATE = 3_600_000


def notices(app: App) -> Iterator[Finding]:
    """Notices with no way to go, that were given up, that lead to nobody, that wait for long."""
    from engine.delivery import ways_of
    from engine.delivery.looking import listed

    with app.store.reading():
        set_up = ways_of(app.store) is not None
        found = {state: listed(app.store, None, state, COUNTED) for state in ("waiting", "dead", "nobody")}
    now = app.clock()
    counts = {state: _counted(len(rows)) for state, rows in found.items()}
    late = [one for one in found["waiting"] if now - one.notice.created > LATE]
    told = False
    if found["waiting"] and not set_up:
        text = _("notices that wait, with no channel to go through: %(n)s") % {"n": counts["waiting"]}
        yield Finding("notices", WARNING, text, _("set up a way: sop channels --help"))
        told = True
    elif late:
        text = _("notices that have waited for more than an hour: %(n)s") % {"n": _counted(len(late))}
        yield Finding("notices", WARNING, text, _("let it run by itself: sop worker; now: sop notices send"))
        told = True
    if found["dead"]:
        text = _("notices that were given up: %(n)s") % {"n": counts["dead"]}
        help = _("why: sop notices --state dead; once it is mended: sop notices retry --dead")
        yield Finding("notices", PROBLEM, text, help)
        told = True
    if found["nobody"]:
        text = _("notices that lead to nobody: %(n)s") % {"n": counts["nobody"]}
        yield Finding("notices", WARNING, text, _("whom they were for: sop notices --state nobody"))
        told = True
    if not told:
        yield Finding("notices", OK, _("no notice is held up"))


def _counted(number: int) -> str:
    return f"{number}+" if number >= COUNTED else str(number)
