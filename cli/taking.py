"""``next``: taking the most urgent step that there is to take."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cli.console import Console
from cli.facts import sentence
from cli.frame import command, option
from cli.options import json_option
from cli.output import inert, say, say_object
from cli.refused import print_refusal, refuse
from cli.show import say_task, shown
from cli.telling import names_for, place_name, task_name
from engine.model.commands import Claim
from engine.model.refusals import Refusal
from engine.store.worklists import Worklists
from engine.words import N_, _, ngettext
from engine.worklist import to_take, worklist

if TYPE_CHECKING:
    from engine.app import App
    from engine.service import Accepted
    from engine.worklist import Line

TAKEN = frozenset(
    {
        "visit-closed",
        "task-ended",
        "assigned-to-other",
        "already-yours",
        "not-shared",
        "not-by",
        "unknown-visit",
    }
)
"""The refusals of who comes too late: somebody took the step, or it went on. The next one is tried."""
PAGE, PAGES = 20, 10
"""So many are looked at a time, and so often: then everybody else was faster for too long."""


@command(
    "next",
    help=N_(
        "Overdue first, by due, then by priority, then the oldest; not what is on hold, what several people "
        "vote on or what four eyes keep from you. It is yours then ('sop release' gives it back), and shown "
        "as by 'sop show'. Who has as many steps as they do at a time takes no more, but with --more."
    ),
    epilog=N_("Examples:\n  sop next\n  sop next --more"),
)
@option("--more", is_flag=True, help=N_("Also when you have as many as you do at a time."))
@json_option
def take_next(console: Console, more: bool, as_json: bool) -> int:
    """Take the first step that nobody takes at the same moment."""
    app = console.app()
    person = app.actor.person
    own = Worklists(app.store).load(person)
    capacity = None if app.team is None else app.team.people[person].capacity
    if capacity is not None and own >= capacity and not more:
        refuse("at-capacity", person=person, load=own, capacity=capacity)
    answer = take(app)
    if isinstance(answer, Refusal):
        print_refusal(answer, app.zone, None, app.team)
        return 1
    if answer is None:
        if as_json:
            say_object(None)
        else:
            _say_nothing(app, own)
        return 0
    _say_taken(app, answer, as_json)
    return 0


def take(app: App) -> Accepted | Refusal | None:
    """The answer to the first claim that is not too late; None where there is nothing to take."""
    tried: set[tuple[int, int]] = set()
    refusal: Refusal | None = None
    for _round in range(PAGES):
        found = to_take(app.store, app.registry, app.actor, app.clock(), PAGE + len(tried))
        fresh = [line for line in found if (line.row.task, line.row.visit) not in tried]
        if not fresh:
            return None
        for line in fresh:
            tried.add((line.row.task, line.row.visit))
            answer = app.service.run(_claim(line), app.actor)
            if not isinstance(answer, Refusal):
                return answer
            if answer.code not in TAKEN:
                return answer
            refusal = answer
    return refusal


def _claim(line: Line) -> Claim:
    return Claim(os.urandom(16), line.row.task, line.row.visit)


def _say_nothing(app: App, own: int) -> None:
    say(_("There is nothing to take for %(person)s.") % {"person": inert(app.actor.person)})
    listed = worklist(app.store, app.registry, app.actor, app.clock(), PAGE).lines
    if votes := sum(line.needs.vote for line in listed):
        text = ngettext(
            "%(n)s step waits for your vote, which is not taken: sop todo",
            "%(n)s steps wait for your vote, which is not taken: sop todo",
            votes,
        )
        say(text % {"n": votes})
    if own:
        say(_("Yours already: %(n)s; see them: sop todo") % {"n": own})


def _say_taken(app: App, answer: Accepted, as_json: bool) -> None:
    found = answer.task
    program = app.program(found)
    (number,) = [fact["visit"] for fact in answer.facts if fact["fact"] == "assigned"]
    visit = found.visits[number - 1]
    if as_json:
        data = shown(app, found, program, app.context(found))
        say_object({"taken": f"T-{found.id}/{visit.step}#{visit.n}", **data})
        return
    names = names_for(app, program.definition)
    for fact in answer.facts:
        said = {"task": task_name(found), "text": sentence(names, found, fact)}
        say(_("%(task)s: %(text)s") % said)
    say()
    say_task(app, found, visit if len(found.open_visits()) > 1 else None)
    place = inert(place_name(names, found, visit))
    say()
    say(_("Go on with it: sop do %(visit)s, or sop advance %(visit)s") % {"visit": place})
    say(_("Give it back: sop release %(visit)s") % {"visit": place})
