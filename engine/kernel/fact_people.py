"""What facts about people do to a draft: whose a visit is, votes, what somebody left at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.model.task import Note, Vote

if TYPE_CHECKING:
    from engine.kernel.draft import Draft

Fact = dict[str, Any]


def closed(draft: Draft, fact: Fact) -> None:
    """Who else had a hand in closing a visit, and whether it was against a rule."""
    visit = draft.visits[fact["visit"] - 1]
    draft.visits[visit.no - 1] = visit._replace(
        behalf=fact.get("for"), hands=tuple(fact.get("hands", ())), override="override" in fact
    )


def assigned(draft: Draft, fact: Fact) -> None:
    """A visit is somebody's, or (``to`` None) anybody's again who may do it."""
    visit = draft.visits[fact["visit"] - 1]
    draft.visits[visit.no - 1] = visit._replace(assignee=fact["to"], behalf=fact.get("behalf"), snoozed=None)


def priority(draft: Draft, fact: Fact) -> None:
    """A visit goes before others, or after them."""
    visit = draft.visits[fact["visit"] - 1]
    draft.visits[visit.no - 1] = visit._replace(priority=fact["priority"])


def snoozed(draft: Draft, fact: Fact) -> None:
    """Whoever has a visit does not want to see it until then, or (None) wants to see it again."""
    visit = draft.visits[fact["visit"] - 1]
    draft.visits[visit.no - 1] = visit._replace(snoozed=fact["until"])


def voted(draft: Draft, fact: Fact) -> None:
    """Somebody voted for an outcome."""
    meta = draft.meta
    draft.votes.append(
        Vote(
            fact["vote"],
            fact["visit"],
            fact["outcome"],
            meta.actor,
            meta.happened,
            meta.recorded,
            tuple(fact["roles"]),
            fact["binding"],
            fact["hash"],
            tuple(fact["covers"]),
            fact.get("reason"),
            fact.get("for"),
            tuple(fact.get("hands", ())),
        )
    )


def voided(draft: Draft, fact: Fact) -> None:
    """Votes do not count any more; ``closed``: what a visit that they closed approved is not so any more."""
    for no in fact["votes"]:
        draft.votes[no - 1] = draft.votes[no - 1]._replace(void=True)
    if fact.get("closed"):
        visit = draft.visits[fact["visit"] - 1]
        draft.visits[visit.no - 1] = visit._replace(void=True)


def noted(draft: Draft, fact: Fact) -> None:
    """Somebody left something at a task or a visit."""
    meta = draft.meta
    draft.notes.append(
        Note(
            fact["note"],
            fact["visit"],
            fact.get("item", 0),
            fact["kind"],
            fact["text"],
            fact.get("hash", ""),
            fact.get("size"),
            meta.actor,
            meta.happened,
            meta.recorded,
        )
    )
