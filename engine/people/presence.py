"""Who is there now: the team of today, who is away, and who stands in for them.

Two things make somebody be away: days off in the team file, and absences that were said (``sop team off``).
The deputies are those that were named for the absence, else those of the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from engine.model.actor import Absent
from engine.model.record import Record
from engine.model.team import LAST_DAY, Person, Team
from engine.render.instants import moment, zone_of
from engine.rules.deputies import stand_ins, stands_in_for
from engine.store.team_record import AbsenceRow


class Away(Record):
    """Somebody who is away: before when (ms UTC; None: nobody knows), who was named for it (empty: the
    deputies of the team file), why, and the number of the event that says so (None: days off in the team
    file)."""

    person: str
    until: int | None
    deputies: tuple[str, ...] = ()
    reason: str | None = None
    no: int | None = None


class Presence(Record):
    """The team as of a day, who of it is away at an instant of that day, and everybody's deputies then."""

    team: Team
    away: dict[str, Away]
    deputies: dict[str, tuple[str, ...]]
    here: frozenset[str]

    def standing_in(self, absent: str) -> list[str]:
        """Who stands in for somebody who is away, in the order of their deputies; nobody for anybody else."""
        if absent not in self.away:
            return []
        return [one.person for one in stand_ins(absent, self.deputies, self.away, self.here)]

    def stands_in_for(self, person: str) -> tuple[Absent, ...]:
        """For whom somebody stands in now, the nearest first, with the roles and shops that those have."""
        if person not in self.here:
            return ()
        found = stands_in_for(person, self.deputies, self.away, self.here)
        people = self.team.people
        return tuple(Absent(one, people[one].roles, people[one].serves()) for one in found)


def presence(team: Team, rows: Iterable[AbsenceRow], zone: str, now: int) -> Presence:
    """Who is there at ``now`` (ms UTC). ``team`` is that of the day in ``zone`` (``Team.on``); ``rows`` are
    the absences of that instant."""
    day = day_of(now, zone)
    here = frozenset(person.key for person in team.here())
    away: dict[str, Away] = {}
    for person in team.people.values():
        if person.key in here and person.off_on(day) is not None:
            away[person.key] = Away(person.key, midnight_after(last_day_off(person, day), zone))
    for row in rows:
        if row.person in here:
            named, planned = tuple(json.loads(row.deputies)), away.get(row.person)
            until = row.until
            if planned is not None and until is not None and planned.until is not None:
                until = max(until, planned.until)
            away[row.person] = Away(row.person, until, named, row.reason, row.no)
    deputies = {key: person.deputies for key, person in team.people.items()}
    deputies |= {one.person: one.deputies for one in away.values() if one.deputies}
    return Presence(team, away, deputies, here)


def day_of(at: int, zone: str) -> str:
    """The day (ISO date) of an instant in a zone."""
    return moment(at, zone).date().isoformat()


def midnight(day: str, zone: str) -> int:
    """When a day begins in a zone, ms UTC."""
    parsed = date.fromisoformat(day)
    return int(datetime(parsed.year, parsed.month, parsed.day, tzinfo=zone_of(zone)).timestamp()) * 1000


def midnight_after(day: str, zone: str) -> int:
    """When the day after a day begins in a zone, ms UTC."""
    return midnight((date.fromisoformat(day) + timedelta(days=1)).isoformat(), zone)


def last_day_off(person: Person, day: str) -> str:
    """The last day of the days off that a day is one of, stretches that follow each other taken together."""
    days = person.off_on(day)
    while days is not None and days[1] < LAST_DAY:
        day = days[1]
        days = person.off_on((date.fromisoformat(day) + timedelta(days=1)).isoformat())
    return day


def as_of(rows: Sequence[AbsenceRow], at: int) -> list[AbsenceRow]:
    """Those absences that were going on at an instant, by all that is known today."""
    return [row for row in rows if row.started <= at and ((over := row.over()) is None or at < over)]
