"""The team as it was at an instant, or will be: which version was in use, who held what on that day, who was
away."""

from __future__ import annotations

from engine.model import team as teams
from engine.model.record import Record
from engine.people.presence import Presence, as_of, day_of, presence
from engine.store import DocumentRow, Store
from engine.store.team_record import LAST, TeamRecord


class Then(Record):
    """The team at an instant: ``row`` is the version of the team file that says so, ``day`` the day (ISO
    date). ``before_any``: no team was published yet at that instant, and this is what the first one says of
    it."""

    at: int
    day: str
    row: DocumentRow
    presence: Presence
    before_any: bool


def team_at(store: Store, zone: str, at: int) -> Then | None:
    """The team at an instant (ms UTC), past or to come; None where none was ever published. What comes is
    what is known of it now."""
    record = TeamRecord(store)
    row = record.published_by(at)
    before_any = row is None
    if row is None:
        current = record.published_by(LAST)
        if current is None:
            return None
        versions = store.documents("team")
        row = min((store.history("team", one.name)[0] for one in versions), key=lambda one: one.id)
    day = day_of(at, zone)
    team = teams.from_json(row.compiled).on(day)
    return Then(at, day, row, presence(team, as_of(record.absences(), at), zone, at), before_any)
