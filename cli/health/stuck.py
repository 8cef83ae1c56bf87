"""Open work that nobody may go on with now."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from cli.health.finding import OK, PROBLEM, WARNING, Finding, named
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App

SECONDS, TASKS = 0.5, 200
"""So long, and at so many open tasks, the newest, four eyes, shops and absences are looked at one by one."""


def absent(app: App) -> Iterator[Finding]:
    """Steps that belong to somebody who has left, or who is away with nobody standing in."""
    from engine.store.sharing import Sharing

    presence = app.registry.presence(app.clock(), app.team)
    if presence is None:
        return
    names = {key: one.name or key for key, one in presence.team.people.items()}
    with app.store.reading():
        load = Sharing(app.store).load()
    for person, number in sorted(load.items()):
        data = {"person": names.get(person, person), "key": person, "n": f"{number:,}"}
        if person not in presence.here:
            text = _("%(person)s is not in the team any more and still has open steps: %(n)s") % data
            help = _("sop handover %(key)s --to PERSON") % data
            yield Finding("stuck", PROBLEM, text, help)
        elif person in presence.away and not presence.standing_in(person):
            text = _("%(person)s is away, nobody stands in, and has open steps: %(n)s") % data
            help = _("name a deputy in team.yaml, or: sop handover %(key)s --to PERSON") % data
            yield Finding("stuck", WARNING, text, help)


def stuck(app: App) -> Iterator[Finding]:
    """Tasks of which no open step can be done by anybody who is there."""
    from cli.unblock import holders
    from engine.model.holding import of

    if app.team is None:
        return
    end, found, seen = monotonic() + SECONDS, list[str](), 0
    with app.store.reading():
        rows = app.store.tasks(None, "open", None, TASKS)
    for row in rows:
        if monotonic() > end:
            break
        seen += 1
        with app.store.reading():
            task = app.store.load(row.task)
        if task is None:
            continue
        definition = app.program(task).definition
        opened = [visit for visit in task.open_visits() if visit.kind == "work"]
        free = [visit for visit in opened if not (of(task.holds, 0) or of(task.holds, visit.no))]
        free = [visit for visit in free if definition.steps[visit.step].votes is None]
        if free and not any(holders(app, definition, task, one)["people"] for one in free):
            found.append(f"T-{task.id}")
    if found:
        text = _("open tasks that nobody who is there may go on with: %(tasks)s") % {"tasks": named(found)}
        yield Finding("stuck", PROBLEM, text, f"sop why {found[0]}")
    elif seen == len(rows) and seen < TASKS:
        yield Finding("stuck", OK, _("every open task can be gone on with by somebody"))
    else:
        text = _("of the newest open tasks, %(n)s were looked at: each can be gone on with by somebody")
        yield Finding("stuck", OK, text % {"n": seen})
