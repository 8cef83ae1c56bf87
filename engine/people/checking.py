"""Verifying the team: its chain recomputed, absences replayed and compared, published teams compared with
what the events say of them. What cannot be found without heads kept elsewhere is the same as for tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from engine.people.changes import Fact
from engine.people.events import absence_of, chained, facts_of
from engine.store import Store
from engine.store.team_record import AbsenceRow, TeamEventRow, TeamRecord

Found = tuple[str, int, str]
"""Code, number of the event (or of the absence), detail. Codes: ``team-chain-broken`` |
``team-event-missing`` | ``team-unreadable`` | ``team-head-differs`` | ``team-document-differs`` |
``absence-differs``."""


def check_team(store: Store, head: tuple[int, str] | None = None) -> list[Found]:
    """Everything that is wrong with the record of the team. ``head`` is (number, hash in hexadecimal) of an
    event as it was exported earlier. In a transaction that reads."""
    record = TeamRecord(store)
    found: list[Found] = []
    absences: dict[int, AbsenceRow] = {}
    previous, seen = b"", ""
    for number, row in enumerate(_events(record), start=1):
        if row.no != number:
            return [*found, ("team-event-missing", number, "")]
        if chained(previous, row) != row.hash:
            found.append(("team-chain-broken", row.no, ""))
        previous = row.hash
        if head is not None and row.no == head[0]:
            seen = row.hash.hex()
        try:
            for fact in facts_of(row):
                _replay(absences, row, fact)
                if fact["fact"] == "published" and not _is_there(store, fact):
                    found.append(("team-document-differs", row.no, str(fact["team"])))
        except (ValueError, KeyError, TypeError):
            return [*found, ("team-unreadable", row.no, "")]
    if head is not None and seen != head[1]:
        found.append(("team-head-differs", head[0], ""))
    return found + [("absence-differs", no, detail) for no, detail in _differences(absences, record)]


def _events(record: TeamRecord) -> Iterator[TeamEventRow]:
    after = 0
    while page := record.events(after):
        yield from page
        after = page[-1].no


def _replay(absences: dict[int, AbsenceRow], row: TeamEventRow, fact: Fact) -> None:
    """What an event makes of the absences."""
    if fact["fact"] == "away":
        absences[row.no] = absence_of(row, fact)
    elif fact["fact"] == "back":
        absences[fact["absence"]] = absences[fact["absence"]]._replace(ended=fact["at"])


def _is_there(store: Store, fact: Mapping[str, object]) -> bool:
    """Whether the team that an event says was published is still there as it was."""
    row = store.document_by_id(int(str(fact["document"])))
    return (
        row is not None
        and (row.kind, row.name, row.no) == ("team", fact["team"], fact["version"])
        and row.hash.hex() == fact["hash"] == sha256(row.compiled.encode("utf-8")).hexdigest()
    )


def _differences(absences: dict[int, AbsenceRow], record: TeamRecord) -> Iterator[tuple[int, str]]:
    """Absences that are not what the events say, each with the columns."""
    stored = {row.no: row for row in record.absences()}
    for no in sorted(absences.keys() | stored.keys()):
        expected, row = absences.get(no), stored.get(no)
        if expected is None or row is None:
            yield no, "row"
        elif expected != row:
            yield no, ", ".join(name for name in row._fields if getattr(expected, name) != getattr(row, name))
