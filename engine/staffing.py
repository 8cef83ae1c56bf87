"""The staff for deciding: who there is now, how much each has to do, whose turn it is; brought up to date as
commands of one transaction go on."""

from __future__ import annotations

from collections.abc import Sequence

from engine.kernel.facts import Fact
from engine.model.task import Task, Visit
from engine.people.presence import Presence
from engine.rules.staff import Member, Staff, members
from engine.store import Store
from engine.store.sharing import Sharing


class Staffing:
    """The staff of one transaction, read when it is first needed."""

    def __init__(self, store: Store, presence: Presence | None) -> None:
        """``presence`` is who is there now; None while there is no team."""
        self._store = store
        self._members: list[Member] = []
        if presence is not None:
            stand_ins = {person: presence.standing_in(person) for person in presence.away}
            self._members = members(presence.team, stand_ins)
        self._load: dict[str, int] | None = None
        self._turns: dict[tuple[str, str], dict[str, str]] = {}

    def of(self, sop: str, shop: str) -> Staff:
        """The staff as an SOP of a shop sees it."""
        if self._load is None:
            self._load = Sharing(self._store).load()
        turns = self._turns.get((sop, shop))
        if turns is None:
            turns = self._turns[sop, shop] = Sharing(self._store).turns(sop, shop)
        return Staff(self._members, self._load, turns)

    def follow(self, before: Task | None, after: Task, facts: Sequence[Fact]) -> None:
        """Take note of what one command gave to whom."""
        if self._load is not None:
            for person, change in _changes(before.visits if before is not None else (), after.visits):
                self._load[person] = self._load.get(person, 0) + change
        given = {
            after.visits[fact["visit"] - 1].step: fact["to"]
            for fact in facts
            if fact["fact"] == "assigned" and fact["how"] == "turn"
        }
        if given:
            self._turns.setdefault((after.sop, after.shop), {}).update(given)
            Sharing(self._store).keep_turns(after.sop, after.shop, given)


def _changes(before: Sequence[Visit], after: Sequence[Visit]) -> list[tuple[str, int]]:
    """Who has one visit more or fewer to do."""
    found: list[tuple[str, int]] = []
    for no, visit in enumerate(after):
        old = before[no] if no < len(before) else None
        if visit is old:
            continue
        was = old.assignee if old is not None and old.closed is None else None
        now = visit.assignee if visit.closed is None else None
        if was != now:
            found += [(was, -1)] if was is not None else []
            found += [(now, 1)] if now is not None else []
    return found
