"""Votes of a task for who looks at it: how each stands, who could give one, why one does not count any more;
what was agreed to and is not so any more."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cli.when import iso
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App
    from engine.kernel import Context, Program
    from engine.model.actor import Actor
    from engine.model.refusals import Refusal
    from engine.model.task import Task, Visit, Vote
    from engine.render.naming import Names
    from engine.store import EventRow

Views = Callable[["Visit"], list[dict[str, Any]]]


def voted_on(program: Program, visit: Visit) -> bool:
    """Whether several people decide on a visit."""
    step = program.definition.steps.get(visit.step)
    return step is not None and step.votes is not None


def viewer(app: App, task: Task, program: Program, context: Context, names: Names) -> Views:
    """What says of a visit how its votes stand: the views of ``engine.render.votes``. Who is there now and
    what became of votes is read when it is first needed."""
    known: dict[str, Any] = {}

    def views(visit: Visit) -> list[dict[str, Any]]:
        if not voted_on(program, visit):
            return []
        from engine.kernel.polls import polls, voters
        from engine.render.votes import views as shown

        if not known:
            known["actors"] = actors(app)
            known["why"] = whys(app, task, names)

        def could(outcome: str) -> tuple[list[str], list[str]]:
            return voters(program, task, visit, outcome, context, known["actors"])

        found = polls(program, task, visit, context)
        return shown(found, visit, names, could if visit.closed is None else None, known["why"])

    return views


def actors(app: App) -> list[Actor]:
    """Everybody of the team who is there now, as they act."""
    from engine.model.actor import Actor

    team = app.team
    if team is None:
        return []
    now, presence = app.clock(), None
    if app.registry.is_anybody_away(now, team):
        presence = app.registry.presence(now, team)
    away = presence.away if presence is not None else {}
    return [
        Actor(
            one.key,
            one.roles,
            one.key,
            None,
            one.serves(),
            presence.stands_in_for(one.key) if presence is not None else (),
        )
        for one in team.here()
        if one.key not in away
    ]


def lines(views: list[dict[str, Any]]) -> Iterator[str]:
    """Votes as lines, those below each other with two spaces before. Not escaped."""
    for view in views:
        yield view["title"]
        for row in view["rows"]:
            yield f"  [{row['mark']}] {row['text']}"


def whys(app: App, task: Task, names: Names) -> Mapping[int, str]:
    """What became of the votes that do not count any more, by their numbers. Not escaped."""
    if not any(vote.void for vote in task.votes):
        return {}
    found = {}
    for event, fact in _voided(app, task):
        data = {"person": names.person(event.actor), "at": names.at(event.happened)}
        if fact["fields"]:
            from cli.facts_votes import changed

            data["changes"] = changed(names, fact)
            text = _("%(changes)s (%(person)s, %(at)s)") % data
        else:
            text = _("taken back by %(person)s, %(at)s") % data
        found.update(dict.fromkeys(fact["votes"], text))
    return found


def _voided(app: App, task: Task) -> Iterator[tuple[EventRow, dict[str, Any]]]:
    with app.store.reading():
        events = app.store.events(task.id)
    for event in events:
        if '"voided"' in event.body:
            for fact in json.loads(event.body)["facts"]:
                if fact["fact"] == "voided":
                    yield event, fact


def explained(app: App, refusal: Refusal) -> Refusal:
    """A refusal because of what was agreed to, with what was changed since, by whom and when."""
    if refusal.code != "approval-void" or "changes" in refusal.data:
        return refusal
    from engine.kernel.voids import changes

    with app.store.reading():
        task = app.store.load(refusal.data["task"])
    found = [] if task is None else list(_voided(app, task))
    for event, fact in reversed(found):
        if fact["visit"] == refusal.data["approval"] and fact.get("closed"):
            more = {"changes": changes(fact), "other": event.actor, "at": event.happened}
            return refusal._replace(data={**refusal.data, **more})
    return refusal


def broken(app: App, task: Task, program: Program, context: Context, names: Names) -> list[str]:
    """A line for everything that was agreed to and is not so any more, and keeps an open step from being
    closed. Not escaped."""
    if not any(visit.void for visit in task.visits):
        return []
    from engine.kernel.voids import unheld
    from engine.render.refusal_vote_texts import REOPEN
    from engine.render.refusals import helping, sentence

    found = []
    for refusal in unheld(program, task, context):
        told = explained(app, refusal)
        help = helping(_(REOPEN) % {"place": told.data["place"]})
        found.append(names.followed(sentence(told, names), help))
    return found


def in_open(app: App, task: Task, visit: Visit) -> dict[str, Any]:
    """How the votes on an open visit stand, as plain data under ``votes``; empty where its step has none."""
    program = app.program(task)
    if not voted_on(program, visit):
        return {}
    return {"votes": as_data(app, task, visit, program, app.context(task))}


def as_data(app: App, task: Task, visit: Visit, program: Program, context: Context) -> dict[str, Any]:
    """How each vote on a visit of a step with votes stands, by outcome."""
    from engine.kernel.polls import polls, voters

    everybody = actors(app) if visit.closed is None else []
    found: dict[str, Any] = {}
    for poll in polls(program, task, visit, context):
        binding, advising = voters(program, task, visit, poll.outcome, context, everybody)
        found[poll.outcome] = {
            "needed": poll.needed,
            "given": len(poll.votes) if poll.tally is None else poll.tally.given,
            "left": None if poll.tally is None else poll.tally.left,
            "roles": list(poll.roles),
            "wanted": [] if poll.tally is None else list(poll.tally.wanted),
            "can": binding,
            "can_advise": advising,
            "votes": [_vote(app, vote) for vote in (*poll.votes, *poll.advice, *poll.void)],
        }
    return found


def record(app: App, task: Task) -> dict[str, Any]:
    """Every vote of a task as plain data under ``votes``, with its visit and outcome, and under ``void`` the
    closed visits in which something was agreed to that is not so any more."""

    def named(visit: Visit) -> str:
        return f"T-{task.id}/{visit.step}#{visit.n}"

    return {
        "votes": [
            {"visit": named(task.visits[vote.visit - 1]), "outcome": vote.outcome, **_vote(app, vote)}
            for vote in task.votes
        ],
        "void": [named(visit) for visit in task.visits if visit.void],
    }


def _vote(app: App, vote: Vote) -> dict[str, Any]:
    return {
        "person": vote.person,
        "for": vote.behalf,
        "hands": list(vote.hands),
        "roles": list(vote.roles),
        "at": iso(vote.at, app.zone),
        "reason": vote.reason,
        "binding": vote.binding,
        "void": vote.void,
        "hash": vote.hash,
        "covers": list(vote.covers),
    }
