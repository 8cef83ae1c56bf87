"""Votes in words: how each stands, who gave one, who is still wanted; advice apart, and what does not count
any more with why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.kernel import Context, Program
from engine.kernel.polls import polls
from engine.kernel.voting import Poll
from engine.model.task import Task, Visit, Vote
from engine.render.naming import Names
from engine.words import N_, _, ngettext

Voters = Callable[[str], tuple[list[str], list[str]]]
"""An outcome's name -> the people who could vote for it now, and those who could advise."""
COUNTS, ADVICE, VOID, WANTED = "counts", "advice", "void", "wanted"
"""What a row of a vote is."""
MARKS = {COUNTS: "x", ADVICE: "i", VOID: "-", WANTED: " "}
MOST = 6
"""So many people are named; the others are counted."""


def views(
    standing: list[Poll], visit: Visit, names: Names, voters: Voters | None, why: Mapping[int, str]
) -> list[dict[str, Any]]:
    """Of each vote its ``title`` and its ``rows``: ``state`` (see above), ``mark`` and ``text``; not escaped.

    ``voters`` says who could vote, where the team is known. ``why`` has for votes that do not count any more,
    by their numbers, what became of them. A vote for which there is nothing yet is left out where another
    one has begun.
    """
    begun = [poll for poll in standing if poll.votes or poll.advice or poll.void]
    found = []
    for poll in begun or standing:
        rows = [
            {"state": state, "mark": MARKS[state], "text": text}
            for state, text in _rows(poll, names, voters, why)
        ]
        found.append({"title": title(poll, visit, names), "rows": rows})
    return found


def plain_views(
    program: Program, task: Task, visit: Visit, context: Context, names: Names
) -> list[dict[str, Any]]:
    """The same without saying who could vote, nor why a vote does not count any more."""
    return views(polls(program, task, visit, context), visit, names, None, {})


def title(poll: Poll, visit: Visit, names: Names) -> str:
    """``Votes for approve: 1 of 2``."""
    data = {"outcome": names.outcome(poll.outcome, visit.step), "given": len(poll.votes)}
    if poll.tally is None:
        return _("Votes for %(outcome)s: %(given)s; how many are needed cannot be told yet") % data
    data |= {"given": poll.tally.given, "needed": poll.tally.needed}
    return _("Votes for %(outcome)s: %(given)s of %(needed)s") % data


def _rows(
    poll: Poll, names: Names, voters: Voters | None, why: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    for vote in poll.votes:
        yield COUNTS, given(vote, names)
    for vote in poll.advice:
        yield ADVICE, _("advice, does not bind: %(vote)s") % {"vote": given(vote, names)}
    for vote in poll.void:
        data = {"vote": given(vote, names), "why": why.get(vote.no, _("changed since, or taken back"))}
        yield VOID, _("does not count any more: %(vote)s. %(why)s") % data
    if poll.tally is None or poll.tally.enough:
        return
    people, advisers = voters(poll.outcome) if voters is not None else ([], [])
    yield WANTED, wanted(poll, names, people, voters is not None)
    if advisers:
        yield WANTED, _("may advise: %(people)s") % {"people": several(names, advisers)}


def given(vote: Vote, names: Names) -> str:
    """Who gave a vote, for whom, by which roles, when and why."""
    data = {"person": names.person(vote.person), "at": names.at(vote.at), "roles": names.roles(vote.roles)}
    text = N_("%(person)s (%(roles)s), %(at)s")
    if vote.behalf is not None:
        data["behalf"] = names.person(vote.behalf)
        text = N_("%(person)s for %(behalf)s (%(roles)s), %(at)s")
    if vote.reason is not None:
        said = {"vote": _(text) % data, "reason": vote.reason}
        return _("%(vote)s, because: %(reason)s") % said
    return _(text) % data


def wanted(poll: Poll, names: Names, people: list[str], known: bool) -> str:
    """Which roles' votes are still wanted and, where the team is ``known``, who could give them."""
    assert poll.tally is not None
    roles, left = names.roles(poll.tally.wanted), poll.tally.left
    if poll.tally.wanted and not poll.in_order and left != len(poll.tally.wanted):
        roles = ngettext("%(n)s vote of %(roles)s", "%(n)s votes of %(roles)s", left) % {
            "n": left,
            "roles": roles,
        }
    data = {"roles": roles, "people": several(names, people)}
    if not known:
        text = N_("next: %(roles)s") if poll.in_order else N_("still wanted: %(roles)s")
    elif not people:
        text = N_("still wanted: %(roles)s. Nobody can vote now")
    else:
        text = (
            N_("next: %(roles)s. Who can vote: %(people)s")
            if poll.in_order
            else N_("still wanted: %(roles)s. Who can vote: %(people)s")
        )
    return _(text) % data


def several(names: Names, keys: list[str]) -> str:
    """People in one line, those who are too many counted."""
    shown = names.several(map(names.person, keys[:MOST]))
    if len(keys) > MOST:
        return _("%(people)s and %(n)s more") % {"people": shown, "n": len(keys) - MOST}
    return shown
