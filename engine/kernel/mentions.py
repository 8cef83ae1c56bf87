"""A comment that points at people: they are told what was said, once each, in the comment's own event."""

from __future__ import annotations

from collections.abc import Iterable

from engine.kernel.notices import EVERYBODY, PERSON, ROLE
from engine.kernel.walk import Walk
from engine.model.commands import ITSELF

MENTION = "mention"
"""What such a notice is about."""


def mention(walk: Walk, mentions: Iterable[str], text: str) -> None:
    """Put on record that people are told. ``mentions`` is as in ``Comment``; nobody is told what they said
    themselves, unless they point at themselves by name."""
    person = walk.context.actor.person
    found: dict[str, None] = {}
    for name in mentions:
        if name == EVERYBODY:
            found |= dict.fromkeys(one for one in concerned(walk) if one != PERSON + person)
        else:
            found[name] = None
    if found:
        number = 1 + sum(fact["fact"] == "noticed" for fact in walk.draft.facts)
        told = {"to": [], "for": list(found), "by": person, "text": text}
        walk.draft.apply({"fact": "noticed", "notice": number, "kind": MENTION, **told})


def concerned(walk: Walk) -> list[str]:
    """Who has a part in a task: who started it, whoever did one of its steps, whose its open steps are, and
    who may do those that nobody has."""
    draft = walk.draft
    found = [PERSON + draft.base.starter] if draft.base.starter != ITSELF else []
    for visit in draft.visits:
        found += [PERSON + one for one in sorted(visit.done_by()) if one != ITSELF]
        if visit.closed is not None or visit.kind != "work":
            continue
        if visit.assignee is not None:
            found += [PERSON + one for one in (visit.assignee, visit.behalf) if one is not None]
        else:
            found += [ROLE + one for one in visit.roles]
    return list(dict.fromkeys(found))
