"""Counting votes: are there enough distinct persons, and, where each role must agree, one for each.

    roles = ("finance", "legal")
    tally(ALL, roles, [Ballot(frozenset({"小王"}), ("finance", "legal"))])    # 1 of 2; one of both is missing
    tally(ALL, roles, [..., Ballot(frozenset({"小李"}), ("finance",))])       # 2 of 2: 小王 stands for legal

Pure. A person with two roles counts once, for whichever lets it work out: that is a system of distinct
representatives, found by augmenting paths (docs/decisions/0032).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from engine.model.record import Record

ALL = "all"
"""Instead of a number: one vote for each role."""


class Ballot(Record):
    """One vote that counts: ``people`` is everybody who had a hand in it, ``roles`` those for which it may
    count (none: it stands for no role in particular)."""

    people: frozenset[str]
    roles: tuple[str, ...] = ()


class Tally(Record):
    """How a vote stands: ``given`` of ``needed`` distinct persons. ``wanted`` are the roles of which another
    vote would bring it on, in their order; none: everybody's would, or, where it is ``enough``, nobody's.
    ``left`` is how many are missing."""

    needed: int
    given: int
    wanted: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        return max(self.needed - self.given, 0)

    @property
    def enough(self) -> bool:
        return self.given >= self.needed


def distinct(ballots: Iterable[Ballot]) -> list[Ballot]:
    """The ballots without those in which somebody has a hand who had one in an earlier one."""
    seen: set[str] = set()
    found: list[Ballot] = []
    for ballot in ballots:
        if seen.isdisjoint(ballot.people):
            seen |= ballot.people
            found.append(ballot)
    return found


def matched(roles: Sequence[str], ballots: Sequence[Ballot]) -> dict[str, int]:
    """As many of the roles as can have a ballot of their own: role -> its place in ``ballots``. Of several
    ways the one in which roles that stand first have theirs."""
    found: dict[str, int] = {}
    for role in roles:
        _augment(role, ballots, found, set())
    return found


def _augment(role: str, ballots: Sequence[Ballot], found: dict[str, int], tried: set[int]) -> bool:
    """Find a ballot for a role, moving those of other roles where that lets it work out."""
    for place, ballot in enumerate(ballots):
        if role not in ballot.roles or place in tried:
            continue
        tried.add(place)
        holder = next((other for other, taken in found.items() if taken == place), None)
        if holder is None or _augment(holder, ballots, found, tried):
            found[role] = place
            return True
    return False


def tally(
    needed: int | str, roles: Sequence[str], ballots: Iterable[Ballot], in_order: bool = False
) -> Tally:
    """How the vote stands. ``needed`` is a number of persons, or ``ALL``: one for each of the ``roles``, or
    one where there are none. ``in_order``: the roles vote in their order, each ballot names the one it was
    given for, and only the next is ``wanted``.
    """
    roles = tuple(dict.fromkeys(roles))
    counted = distinct(ballots)
    if in_order:
        return _in_order(needed, roles, counted)
    if needed != ALL or not roles:
        number = needed if isinstance(needed, int) else 1
        short = len(counted) < max(number, 1)
        return Tally(max(number, 1), len(counted), roles if short else ())
    count = len(matched(roles, counted))
    wanted = [role for role in roles if len(matched(roles, [*counted, _new(role)])) > count]
    return Tally(len(roles), count, tuple(wanted))


def _in_order(needed: int | str, roles: tuple[str, ...], ballots: Sequence[Ballot]) -> Tally:
    number = max(needed if isinstance(needed, int) else len(roles), 1)
    voted = {role for ballot in ballots for role in ballot.roles}
    turn = next((role for role in roles[:number] if role not in voted), None)
    count = len(ballots) if needed != ALL or not roles else len(voted.intersection(roles))
    if count >= number:
        return Tally(number, count)
    return Tally(number, count, roles if turn is None else (turn,))


def _new(role: str) -> Ballot:
    return Ballot(frozenset(), (role,))


def able(roles: Collection[str], held: Collection[str], person: str) -> tuple[str, ...]:
    """Those of the roles that a person stands for: held, or the person by name."""
    return tuple([role for role in roles if role in held or role == person])
