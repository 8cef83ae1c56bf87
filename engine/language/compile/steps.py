"""Steps: what one role does, and the ways out of it; a list of names is a list of steps in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.language.compile.checklist import lines
from engine.language.compile.draft import Draft
from engine.language.compile.expressions import condition
from engine.language.compile.instants import timing
from engine.language.compile.outcomes import DONE, Way, done, outcomes
from engine.language.compile.roles import role
from engine.language.compile.scalars import scalars_in, scalars_of, text_of, truth
from engine.language.compile.targets import target
from engine.language.nodes import LIST, MAP, Node
from engine.model.definition import Case, Cases, Item, Outcome, Step
from engine.rules.near import near

HOLD = "hold"

Said = tuple[Node, Node | None]
"""A step's name, and what is said about it."""


def declare(draft: Draft, node: Node, everywhere: Node | None) -> dict[str, Said]:
    """Every step with the names of its outcomes, before any is read; returns what is said about each.

    ``everywhere`` are the SOP's own outcomes. A step whose body was refused keeps its name.
    """
    said: dict[str, Said] = {}
    if node.kind == LIST:
        said = {item.text: (item, None) for item in scalars_in(draft, node)}
    elif node.kind == MAP:
        for name, (key, body) in node.entries.items():
            bad = draft.key_refused(key) or draft.refused(body) or (body.kind != MAP and not body.empty)
            if bad:
                draft.doubtful.add(name)
                draft.not_understood(body)
            said[name] = (key, None if bad or body.empty else body)
            draft.doubtful.update(_inner_steps(body))
    else:
        draft.not_understood(node)
        draft.holes.add("stepnames")
    common = tuple(everywhere.entries) if everywhere is not None else ()
    for name, (_, known) in said.items():
        several = known.get("outcomes") if known is not None else None
        own = tuple(several.entries) if several is not None else (DONE,)
        draft.steps[name] = tuple(dict.fromkeys((*own, *common)))
    draft.outcomes = frozenset(name for names in draft.steps.values() for name in names)
    return said


def step(
    draft: Draft, name: str, said: Said, following: str, default_role: Cases, everywhere: Mapping[str, Way]
) -> Step:
    """One step, with the SOP's outcomes added to its own. ``following`` is where it leads when it does
    not say, ``default_role`` who does it when it names nobody."""
    key, body = said
    if body is None:
        # Of a step that was refused nothing is known, so not even that it leads on.
        own = {} if name in draft.doubtful else {DONE: done((Case(None, following),))}
        items, found = _numbered([], own, everywhere)
        return Step(name, draft.titled(name, "", key), default_role, items, found)
    draft.note(f"steps.{name}", body, "due", "limit", "not_before", "not_by", "checklist")
    own = _ways_out(draft, body, following)
    items, found = _numbered(lines(draft, draft.get(body, "checklist")), own, everywhere)
    when = draft.get(body, "when")
    if when is not None and DONE not in found and "targets" not in draft.holes:
        draft.error("F706", body.entries["when"][0], step=name)
    return Step(
        name=name,
        title=draft.titled(name, text_of(draft, body, "title"), key),
        role=role(draft, draft.get(body, "role")) or default_role,
        items=items,
        outcomes=found,
        when=condition(draft, when) if when is not None else None,
        not_by=_not_by(draft, body),
        not_before=timing(draft, draft.get(body, "not_before")),
        due=timing(draft, draft.get(body, "due")),
        limit=timing(draft, draft.get(body, "limit")),
        pause=pause(draft, body),
        bulk=truth(draft, body, "bulk"),
        help=text_of(draft, body, "help"),
    )


def pause(draft: Draft, body: Node) -> tuple[str, ...]:
    """Where the clock stands still: while the task is on hold, or (``[]``) never."""
    said = draft.get(body, "pause")
    if said is None:
        return (HOLD,)
    names = scalars_in(draft, said)
    for item in names:
        if item.text != HOLD:
            draft.error("L322", item, name=f"pause: [{item.text}]")
    return (HOLD,) if names else ()


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


def _not_by(draft: Draft, body: Node) -> tuple[str, ...]:
    found = []
    for item in scalars_of(draft, body, "not_by"):
        if item.text in draft.steps:
            found.append(item.text)
        elif item.text not in draft.doubtful and "stepnames" not in draft.holes:
            draft.error("N411", item, near(item.text, draft.steps), name=item.text)
    return tuple(found)


def _inner_steps(body: Node) -> Iterator[str]:
    """The names of steps inside a block that is not built yet: nothing is known about them here."""
    lanes = body.get("parallel")
    blocks = [lane for _, lane in lanes.entries.values()] if lanes is not None else []
    for block in [*blocks, body]:
        inner = block.get("steps")
        if inner is not None:
            yield from (item.text for item in inner.items)
            for name, (_, deeper) in inner.entries.items():
                yield name
                yield from _inner_steps(deeper)
