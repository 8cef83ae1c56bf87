"""The people of a story at a moment: what roles they hold that day, who is away and who stands in for them,
whose turn it is. The same reckoning as with a database (``engine.people.presence``), from what stands in the
story."""

from __future__ import annotations

import json
from collections.abc import Iterable

from engine.kernel import Fact
from engine.model.actor import Actor
from engine.model.task import Task
from engine.model.team import Team
from engine.people.presence import Presence, day_of, presence
from engine.rules.staff import Staff, members
from engine.store.team_record import AbsenceRow
from engine.stories.plan import Act

SYSTEM = "-"
"""Who does what nobody does."""


class People:
    """Who is there in a story, which goes on: absences come and go, turns are taken."""

    def __init__(self, team: Team, zone: str) -> None:
        self._team = team
        self._zone = zone
        self._absences: dict[str, AbsenceRow] = {}
        self._turns: dict[str, str] = {}

    def note(self, act: Act, at: int) -> bool:
        """Somebody is away, or is back, from ``at`` (ms UTC) on; False where who is back was not away."""
        if act.verb == "back":
            gone = self._absences.pop(act.to, None)
            return gone is not None and (gone.until is None or at < gone.until)
        deputies = json.dumps(list(act.deputies))
        self._absences[act.to] = AbsenceRow(
            len(self._absences) + 1, act.to, at, act.until, deputies, None, act.to, at
        )
        return True

    def actor(self, key: str, now: int) -> Actor:
        """Somebody as they act at ``now`` (ms UTC); work that nobody does has no person."""
        here = self._presence(now)
        person = here.team.people.get(key)
        if person is None:
            return Actor(SYSTEM, frozenset(), SYSTEM)
        stands_in = here.stands_in_for(key)
        granted = here.team.granted(person)
        return Actor(key, person.roles, key, None, person.shops, stands_in, granted)

    def staff(self, now: int, task: Task | None) -> Staff:
        """Who may be given something at ``now``; how much everybody has to do counts this task alone."""
        here = self._presence(now)
        stand_ins = {person: here.standing_in(person) for person in here.away}
        load: dict[str, int] = {}
        for visit in task.open_visits() if task is not None else ():
            if visit.assignee is not None:
                load[visit.assignee] = load.get(visit.assignee, 0) + 1
        return Staff(members(here.team, stand_ins), load, dict(self._turns))

    def follow(self, task: Task, facts: Iterable[Fact]) -> None:
        """Take note of whose turn it was."""
        for fact in facts:
            if fact["fact"] == "assigned" and fact["how"] == "turn":
                self._turns[task.visits[fact["visit"] - 1].step] = fact["to"]

    def _presence(self, now: int) -> Presence:
        day = day_of(now, self._zone)
        rows = [row for row in self._absences.values() if row.until is None or now < row.until]
        return presence(self._team.on(day), rows, self._zone, now)
