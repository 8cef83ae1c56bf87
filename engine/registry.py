"""What is published: programs, calendars and the team, read from the database when first needed.

Versions never change, so a program once read stays good for the life of the process; calendars and the
team are live and are asked for anew in every transaction (their number says whether they changed).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from engine.model import team as teams
from engine.model.actor import EVERYTHING, Sight
from engine.model.refusals import Refusal
from engine.model.team import Team
from engine.store import DocumentRow, Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.kernel import Program
    from engine.model.actor import Actor
    from engine.model.compiled import Outline, Titles
    from engine.model.definition import Definition
    from engine.people.presence import Presence
    from engine.rules.calendars import Calendar


class Registry:
    """The published documents of one database."""

    def __init__(self, store: Store, zone: str, settings: Mapping[str, str] | None = None) -> None:
        """``settings`` are the workspace's, where they were read already."""
        self._store = store
        self._settings = settings
        self._zone = zone
        self._definitions: dict[int, Definition] = {}
        self._outlines: dict[int, Outline] = {}
        self._programs: dict[int, Program] = {}
        self._calendars: dict[int, Calendar] = {}
        self._plain: Calendar | None = None
        self._current: dict[str, tuple[int, Calendar]] = {}

    def definition(self, version: int) -> Definition:
        """The definition of a version (a document's id). Raises KeyError when there is none.

        For looking: it imports nothing of the kernel, which lists need not wait for.
        """
        found = self._definitions.get(version)
        if found is None:
            from engine.model.codec import load

            row = self._version(version)
            found = self._definitions[version] = load(row.compiled, row.format)
        return found

    def titles(self, version: int) -> Titles:
        """The titles of a version's steps, for lists: nothing else of its definition is made. Raises KeyError
        when there is none."""
        if version in self._outlines:
            return self._outlines[version].titles
        from engine.model.compiled import titles

        row = self._version(version)
        return titles(row.compiled, row.format)

    def outline(self, version: int) -> Outline:
        """What work lists say of a version. Raises KeyError when there is none."""
        found = self._outlines.get(version)
        if found is None:
            from engine.model.compiled import outline

            row = self._version(version)
            found = self._outlines[version] = outline(row.compiled, row.format)
        return found

    def _version(self, version: int) -> DocumentRow:
        row = self._store.document_by_id(version)
        if row is None:
            raise KeyError(version)
        return row

    def program(self, version: int) -> Program:
        """The program of a version. Raises KeyError when there is none."""
        found = self._programs.get(version)
        if found is None:
            from engine.kernel import Program

            found = self._programs[version] = Program(self.definition(version))
        return found

    def current(self, sop: str) -> DocumentRow | None:
        """The latest published version of an SOP."""
        return self._store.document("sop", sop)

    def sight(self, actor: Actor) -> Sight:
        """What somebody may see, by the settings as they were when they were first needed here."""
        if self._settings is None:
            self._settings = self._store.settings()
        if "see" not in self._settings:
            return EVERYTHING if not actor.shops else Sight(actor.person, shops=actor.shops)
        from engine.seeing import sight

        return sight(actor, self._settings)

    def refresh(self) -> None:
        """Forget which calendar versions are the latest: called at the beginning of a transaction."""
        self._current.clear()

    def calendar(self, name: str) -> tuple[int, Calendar] | Refusal:
        """The latest version of a calendar with its document's id, which spans keep. With no name: the
        workspace's zone without working hours (every day, around the clock), as number 0."""
        from engine.rules.calendars import Calendar

        if not name:
            if self._plain is None:
                self._plain = Calendar.of_zone(self._zone)
            return 0, self._plain
        found = self._current.get(name)
        if found is None:
            row = self._store.document("calendar", name)
            if row is None:
                return Refusal("calendar-missing", {"name": name})
            calendar = self._calendars.get(row.id)
            if calendar is None:
                calendar = self._calendars[row.id] = Calendar.from_compiled(json.loads(row.compiled))
            found = self._current[name] = (row.id, calendar)
        return found

    def calendar_version(self, number: int) -> Calendar | None:
        """One version of a calendar, by its document's id, as spans keep it; None for 0 or an unknown one."""
        found = self._calendars.get(number)
        row = self._store.document_by_id(number) if found is None and number else None
        if row is not None and row.kind == "calendar":
            from engine.rules.calendars import Calendar

            found = self._calendars[number] = Calendar.from_compiled(json.loads(row.compiled))
        return found

    def team(self, now: int) -> Team | None:
        """The latest team as of the day of ``now`` (ms UTC) in the workspace's zone: everybody's roles are
        those held then. None when none was ever published."""
        rows = self._store.documents("team")
        if not rows:
            return None
        latest = max(rows, key=lambda row: row.id)  # ids count up; clocks can be set back
        team = teams.from_json(latest.compiled)
        if not team.changes():
            return team
        from engine.people.presence import day_of

        return team.on(day_of(now, self._zone))

    def presence(self, now: int, team: Team | None = None) -> Presence | None:
        """Who is there at ``now`` (ms UTC), who is away, who stands in; None while there is no team.
        ``team`` is that of the day, where it is at hand."""
        from engine.people.presence import presence
        from engine.store.team_record import TeamRecord

        team = team or self.team(now)
        return team and presence(team, TeamRecord(self._store).away(now), self._zone, now)

    def is_anybody_away(self, now: int, team: Team) -> bool:
        """Whether ``presence`` would find somebody away: asked first, since mostly nobody is."""
        if any(person.off for person in team.people.values()):
            return True
        return bool(self._store.rows(self._store.sql("absences-open"), (now, now)))
