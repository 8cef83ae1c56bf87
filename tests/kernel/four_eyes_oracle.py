"""What four eyes and votes promise, read off the log alone: who did, typed, or was stood in for in what was
closed and voted. Nothing of the engine is asked.

A hand in a visit has whoever is named by the event that closed it (who did it, who typed it, for whom, whose
votes counted); for a called task everybody who had a hand in it until it came back. What was cancelled,
superseded or undone was not done.
"""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any

from four_eyes_sops import Kept
from four_eyes_world import Logged

WITHDRAWN = ("cancelled", "superseded", "undone")
ITSELF = "*"


class Seen:
    """One visit as the log tells it."""

    def __init__(self, fact: dict[str, Any]) -> None:
        self.step: str = fact["step"]
        self.lane: int = fact.get("lane", 0)
        self.kind: str = fact.get("kind", "work")
        self.closed = 0
        self.hands: frozenset[str] = frozenset()
        self.votes: dict[int, Vote] = {}

    def people(self) -> frozenset[str]:
        """Everybody with a hand in it that counts now."""
        if self.closed < 0:
            return frozenset()
        voted = [vote.people for vote in self.votes.values() if vote.binding]
        return self.hands.union(*voted)


class Vote:
    """One vote that counts: everybody with a hand in it, the roles of whom it counts for, its outcome."""

    def __init__(self, event: Logged, fact: dict[str, Any]) -> None:
        counts = fact.get("for", event.actor)
        self.people = _event_hands(event, fact)
        self.roles = event.roles[counts]
        self.outcome: str = fact["outcome"]
        self.binding: bool = fact["binding"]


class Oracle:
    """Follows the log, event by event; ``broken`` is every promise that was broken, in words."""

    def __init__(self, kept: Kept) -> None:
        self.kept = {"main": kept, "sub": kept.called[0] if kept.called else kept}
        self.visits: dict[int, dict[int, Seen]] = {}
        self.items: dict[int, dict[int, tuple[int, Any]]] = {}
        self.children: dict[tuple[int, int], int] = {}
        self.clock = 0
        self.broken: list[str] = []

    def follow(self, event: Logged) -> None:
        """Take an event in, and look at every promise to its task."""
        visits = self.visits.setdefault(event.task, {})
        data = dict(event.data)
        for fact in event.facts:
            self.clock += 1
            getattr(self, "_" + fact["fact"], _nothing)(event, fact, visits, data)
        self._apart(event, visits)
        self._once(event, visits)

    # -- facts

    def _started(self, event: Logged, fact: dict[str, Any], visits: Any, data: Any) -> None:
        data.update(fact["data"])
        if "caller" in fact:
            self.children[fact["caller"][0], fact["caller"][1]] = event.task

    def _set(self, event: Logged, fact: dict[str, Any], visits: Any, data: Any) -> None:
        if "lane" not in fact:
            data.update(fact["data"])

    def _lane(self, event: Logged, fact: dict[str, Any], visits: Any, data: Any) -> None:
        self.items.setdefault(event.task, {})[fact["lane"]] = (fact["block"], fact.get("item"))

    def _opened(self, event: Logged, fact: dict[str, Any], visits: dict[int, Seen], data: Any) -> None:
        visits[fact["visit"]] = Seen(fact)

    def _voted(self, event: Logged, fact: dict[str, Any], visits: dict[int, Seen], data: Any) -> None:
        visit = visits[fact["visit"]]
        visit.votes[fact["vote"]] = Vote(event, fact)
        self._not_person(event, visit, _event_hands(event, fact), data)

    def _voided(self, event: Logged, fact: dict[str, Any], visits: dict[int, Seen], data: Any) -> None:
        for number in fact["votes"]:
            visits[fact["visit"]].votes.pop(number, None)

    def _undone(self, event: Logged, fact: dict[str, Any], visits: dict[int, Seen], data: Any) -> None:
        visits[fact["visit"]].closed = 0
        visits[fact["visit"]].hands = frozenset()

    def _closed(self, event: Logged, fact: dict[str, Any], visits: dict[int, Seen], data: Any) -> None:
        visit, outcome = visits[fact["visit"]], fact["outcome"]
        if outcome in WITHDRAWN:
            visit.closed = -1
            return
        visit.closed = self.clock
        visit.hands = _event_hands(event, fact)
        if visit.kind == "call":
            visit.hands |= self._did(self.children.get((event.task, fact["visit"]), 0))
        self._not_person(event, visit, visit.hands, data)
        needed = self.kept[event.sop].votes.get((visit.step, outcome))
        if needed is not None:
            self._enough(event, visit, outcome, needed)

    # -- promises

    def _did(self, task: int) -> frozenset[str]:
        """Everybody who had a hand in a task."""
        return frozenset().union(*(visit.people() for visit in self.visits.get(task, {}).values()))

    def _not_person(self, event: Logged, visit: Seen, people: frozenset[str], data: dict[str, Any]) -> None:
        for word in self.kept[event.sop].not_person.get(visit.step, ()):
            if (event.starter if word == "starter" else data.get(word)) in people:
                self._say(event, f"{visit.step} was done by its {word}: {sorted(people)}")

    def _enough(self, event: Logged, visit: Seen, outcome: str, needed: int | tuple[str, ...]) -> None:
        """Enough distinct people agreed; for roles: another person for each, who held it when they voted."""
        votes = [vote for vote in visit.votes.values() if vote.binding and vote.outcome == outcome]
        if isinstance(needed, int):
            found = any(_distinct(some) for some in combinations(votes, needed))
        else:
            found = any(
                _distinct(some) and all(role in vote.roles for role, vote in zip(needed, some, strict=True))
                for some in permutations(votes, len(needed))
            )
        if not found:
            self._say(event, f"{visit.step} was closed with {outcome} by {[sorted(v.people) for v in votes]}")

    def _apart(self, event: Logged, visits: dict[int, Seen]) -> None:
        """Nobody has a hand in two visits that are kept apart."""
        kept = self.kept[event.sop]
        for one, two in combinations(visits.values(), 2):
            if frozenset((one.step, two.step)) not in kept.apart or one.step == two.step:
                continue
            first, second = sorted((one, two), key=lambda visit: visit.closed or self.clock + 1)
            if second.step in kept.calls:
                continue  # what others did meanwhile in a called task cannot be refused when it comes back
            both = (first.people() & second.people()) - {ITSELF}
            if both and self._same(event.task, one, two):
                self._say(event, f"{sorted(both)} in {one.step} and in {two.step}")

    def _same(self, task: int, one: Seen, two: Seen) -> bool:
        """Whether two visits are not about different items of a list."""
        items = self.items.get(task, {})
        first, second = items.get(one.lane, (0, None)), items.get(two.lane, (0, None))
        return first[1] is None or second[1] is None or first[1] == second[1]

    def _once(self, event: Logged, visits: dict[int, Seen]) -> None:
        """Nobody has a hand in two votes on a visit that is open."""
        for visit in visits.values():
            votes = [vote for vote in visit.votes.values() if vote.binding]
            if visit.closed == 0 and not _distinct(votes):
                self._say(event, f"two votes on {visit.step}: {[sorted(vote.people) for vote in votes]}")

    def _say(self, event: Logged, text: str) -> None:
        self.broken.append(f"T-{event.task} {event.sop} after {event.kind} by {event.actor}: {text}")


def _event_hands(event: Logged, fact: dict[str, Any]) -> frozenset[str]:
    """Everybody whom an event and one of its facts name."""
    named = (event.actor, event.typist, fact.get("for"), *fact.get("hands", ()))
    return frozenset(name for name in named if name is not None and name != ITSELF)


def _distinct(votes: Any) -> bool:
    """Whether nobody has a hand in two of these votes."""
    return all(one.people.isdisjoint(two.people) for one, two in combinations(votes, 2))


def _nothing(*_: Any) -> None:
    """Facts that say nothing about hands."""
