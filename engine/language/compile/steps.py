"""Steps: what one role does, and the ways out of it; a list of names is a list of steps in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from engine.language.compile.assigning import assignment, not_by
from engine.language.compile.blocks import each, join, parallel, rest
from engine.language.compile.calls import call, callee
from engine.language.compile.checklist import lines
from engine.language.compile.draft import Draft
from engine.language.compile.escalation import clock_of, ladder
from engine.language.compile.expressions import condition
from engine.language.compile.instants import timing
from engine.language.compile.items import inside
from engine.language.compile.kinds import automatic, check_keys, check_outcomes, of_itself
from engine.language.compile.outcomes import DONE, Way, done, outcomes
from engine.language.compile.pauses import pause, resume
from engine.language.compile.roles import role
from engine.language.compile.scalars import text_of, truth
from engine.language.compile.targets import target
from engine.language.compile.telling import KINDS, WORK, Said
from engine.language.compile.votes import votes
from engine.language.compile.waits import check_wait, wait
from engine.language.nodes import Node
from engine.model.definition import END, Case, Cases, Item, Outcome, Step


def sequence(
    draft: Draft, said: Mapping[str, Said], lane: str, default_role: Cases, everywhere: Mapping[str, Way]
) -> Iterator[Step]:
    """The steps that follow one another in a lane ("" for the main one), each before those inside it."""
    following = dict(pairwise(said))
    for name, told in said.items():
        yield from step(draft, name, told, following.get(name, END), lane, default_role, everywhere)


def step(
    draft: Draft,
    name: str,
    said: Said,
    following: str,
    lane: str,
    default_role: Cases,
    everywhere: Mapping[str, Way],
) -> Iterator[Step]:
    """One step, with the SOP's outcomes added to its own, and then the steps inside it. ``following`` is
    where it leads when it does not say, ``default_role`` who does it when it names nobody."""
    key, body, kind = said.key, said.body, said.kind
    draft.at = name
    if body is None:
        # Of a step that was refused nothing is known, so not even that it leads on.
        own = {} if name in draft.doubtful else {DONE: done((Case(None, following),))}
        items, found = _numbered([], own, everywhere)
        yield Step(name, draft.titled(name, "", key), default_role, items, found, lane=lane)
        return
    draft.note(
        f"steps.{name}", body, "due", "limit", "not_before", "not_by", "checklist", "pause", "resume", "votes"
    )
    own = _ways_out(draft, body, following)
    own_lines = lines(draft, draft.get(body, "checklist")) if kind == WORK else []
    items, found = _numbered(own_lines, own, everywhere)
    when = draft.get(body, "when")
    if when is not None and DONE not in found and "targets" not in draft.holes:
        draft.error("F706", body.entries["when"][0], step=name)
    due, limit = timing(draft, draft.get(body, "due")), timing(draft, draft.get(body, "limit"))
    who = role(draft, draft.get(body, "role")) or default_role
    found_here = Step(
        name=name,
        title=draft.titled(name, text_of(draft, body, "title"), key),
        role=who,
        items=items,
        outcomes=found,
        when=condition(draft, when) if when is not None else None,
        not_by=not_by(draft, body),
        not_before=timing(draft, draft.get(body, "not_before")),
        due=due,
        limit=limit,
        pause=pause(draft, body, name, name),
        bulk=truth(draft, body, "bulk"),
        help=text_of(draft, body, "help"),
        kind=kind,
        lane=lane,
        resume=resume(draft, body),
        escalate=ladder(draft, body, f"steps.{name}", clock_of(name, name, body, due, limit)),
        assign=assignment(draft, body, name) if kind == WORK else None,
        votes=votes(draft, body, name, found, who) if kind == WORK else None,
    )
    check_keys(draft, body, kind)
    if kind == WORK:
        yield found_here
        return
    draft.note(f"steps.{name}", body, *KINDS, "join")
    yield from closing_itself(draft, said, body, found_here, everywhere)


def closing_itself(
    draft: Draft, said: Said, body: Node, own: Step, everywhere: Mapping[str, Way]
) -> Iterator[Step]:
    """A step that closes itself, and then the steps inside it. ``own`` is what it has like any other."""
    called = callee(draft, body) if own.kind == "call" else None
    comes = automatic(own.kind, called)
    check_outcomes(draft, said.key, body, own.kind, own.outcomes, comes)
    own = own._replace(outcomes=of_itself(own.outcomes, comes, own.kind, everywhere))
    if own.kind == "call":
        yield own._replace(call=call(draft, body, called))
    elif own.kind == "wait":
        check_wait(draft, said.key, body, own.outcomes)
        yield own._replace(wait=wait(draft, body))
    elif own.kind == "parallel":
        yield own._replace(lanes=parallel(draft, said), join=join(draft, body), rest=rest(draft, body))
        for lane in said.lanes:
            who = role(draft, draft.get(lane.body, "role")) or own.role
            yield from sequence(draft, lane.steps, f"{own.name}/{lane.name}", who, everywhere)
    else:
        over, item, lanes = each(draft, said, body)
        yield own._replace(lanes=lanes, join=join(draft, body), rest=rest(draft, body), each=over)
        with inside(draft, own.name, item, said.fields):
            for lane in said.lanes:
                yield from sequence(draft, lane.steps, f"{own.name}/{lane.name}", own.role, everywhere)


def _ways_out(draft: Draft, body: Node, following: str) -> dict[str, Way]:
    """``outcomes``, or ``next`` (exactly ``outcomes: {done: ...}``), or on to what follows."""
    several, onward = draft.get(body, "outcomes"), draft.get(body, "next")
    if several is not None:
        return outcomes(draft, several)
    if onward is not None:
        return {DONE: done(target(draft, onward) or (Case(None, following),))}
    if {"outcomes", "next"} & body.entries.keys():
        draft.holes.add("targets")
    return {DONE: done((Case(None, following),))}


def _numbered(
    own_lines: list[Item], own: Mapping[str, Way], everywhere: Mapping[str, Way]
) -> tuple[tuple[Item, ...], dict[str, Outcome]]:
    """The lines numbered from 1, the step's own first, then each outcome's; and the outcomes with what
    guards each: the step's own lines, unless it asks for a reason, and its own."""
    items = [item._replace(no=no) for no, item in enumerate(own_lines, 1)]
    guards = tuple(item.no for item in items)
    found: dict[str, Outcome] = {}
    others = {name: way for name, way in everywhere.items() if name not in own}
    for name, (outcome, more) in {**own, **others}.items():
        first = len(items) + 1
        items.extend(item._replace(no=no) for no, item in enumerate(more, first))
        numbers = tuple(range(first, len(items) + 1))
        found[name] = outcome._replace(items=numbers if outcome.reason else guards + numbers)
    return tuple(items), found
