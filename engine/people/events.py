"""The team's events: somebody goes away or is back, a team was published. One row for each, chained as the
events of a task are, written in the transaction of what it tells (docs/decisions/0031)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from engine.kernel.record import canonical, digest, hashed
from engine.model.actor import Actor
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.team import Team
from engine.people.changes import Fact, changes
from engine.people.permissions import right_to_administer
from engine.people.presence import Presence
from engine.sealing import plain
from engine.store import DocumentRow, RefusalRow, Store
from engine.store.team_record import AbsenceRow, TeamEventRow, TeamRecord

FORMAT = 1
LONGEST = 400 * 24 * 60 * 60 * 1000
"""An absence that reaches further than this (ms) from now is a wrong year."""
MOST = 2_000
"""Characters of a reason."""


class Leave(Record):
    """Somebody is away from ``start`` (ms UTC; None: from now on) to before ``until`` (None: nobody knows).
    ``deputies`` stand in instead of those in the team file, where any are named. ``id`` is 16 bytes, or
    empty."""

    id: bytes
    person: str
    start: int | None = None
    until: int | None = None
    deputies: tuple[str, ...] = ()
    reason: str | None = None
    kind: str = "away"


class Return(Record):
    """Somebody is back, or does not go: their absence that is going on ends now, else their next one is
    called off. ``id`` as above."""

    id: bytes
    person: str
    kind: str = "back"


class Noted(Record):
    """What a command led to: its event, whether that was there before, and the absence that it is about."""

    event: TeamEventRow
    repeated: bool
    absence: AbsenceRow


def leave(store: Store, presence: Presence, command: Leave, actor: Actor, now: int) -> Noted | Refusal:
    """Say that somebody is away. ``presence`` is who is there now. Refused, and on record: ``may-not``,
    ``unknown-person``, ``person-left``, ``absence-over``, ``absence-backwards``, ``absence-long``,
    ``absence-overlaps``, ``own-deputy``, ``deputy-left``, ``bad-text``, ``duplicate-command``."""
    return _run(store, presence, command, actor, now)


def come_back(store: Store, presence: Presence, command: Return, actor: Actor, now: int) -> Noted | Refusal:
    """Say that somebody is back. Refused, and on record: ``may-not``, ``not-away``, ``days-off``,
    ``duplicate-command``."""
    return _run(store, presence, command, actor, now)


def published(
    store: Store, actor: Actor, before: Team | None, after: Team, row: DocumentRow, now: int
) -> TeamEventRow:
    """Write that a team was published; in the transaction of its publication."""
    record = TeamRecord(store)
    told: Fact = {
        "fact": "published",
        "document": row.id,
        "team": row.name,
        "version": row.no,
        "hash": row.hash.hex(),
    }
    return _write(record, record.lock(), "published", None, actor, now, [told, *changes(before, after)])


def content_of(command: Leave | Return) -> str:
    """What tells whether a repeated command id carries the same command: 16 bytes in hexadecimal."""
    return hashed(canonical(command[1:]))[:16].hex()


def chained(previous: bytes, row: TeamEventRow) -> bytes:
    """The hash that an event has after ``previous``: over every column but the hash itself."""
    return digest(previous, row[:-1])


def facts_of(row: TeamEventRow) -> list[Fact]:
    """The facts of an event. Raises ValueError for what nothing here wrote."""
    body = json.loads(row.body)
    if row.format != FORMAT or canonical(body) != row.body:
        raise ValueError(row.no)
    facts = body["facts"] if isinstance(body, dict) and isinstance(body.get("facts"), list) else None
    if facts is None or not all(isinstance(fact, dict) and "fact" in fact for fact in facts):
        raise ValueError(row.no)
    return list(facts)


def _run(
    store: Store, presence: Presence, command: Leave | Return, actor: Actor, now: int
) -> Noted | Refusal:
    with store.writing():
        record = TeamRecord(store)
        last = record.lock()
        answer = _answer(record, last, presence, command, actor, now)
    if isinstance(answer, Refusal):
        store.refuse(
            [
                RefusalRow(
                    "", None, command.id or None, command.kind, actor.person, actor.acting, actor.login, now,
                    answer.code, canonical(plain(answer)),
                )
            ]
        )  # fmt: skip
    return answer


def _answer(
    record: TeamRecord,
    last: TeamEventRow | None,
    presence: Presence,
    command: Leave | Return,
    actor: Actor,
    now: int,
) -> Noted | Refusal:
    earlier = record.command(command.id) if command.id else None
    if earlier is not None:
        if json.loads(earlier.body).get("content") != content_of(command):
            return Refusal("duplicate-command", {"kind": earlier.kind})
        return Noted(earlier, True, _absence(record, earlier))
    if actor.person != command.person:
        refusal = right_to_administer(presence.team, actor.person, actor.roles)
        if refusal is not None:
            return refusal
    if isinstance(command, Return):
        return _end(record, last, presence, command, actor, now)
    return _begin(record, last, presence.team, command, actor, now)


def _begin(
    record: TeamRecord, last: TeamEventRow | None, team: Team, command: Leave, actor: Actor, now: int
) -> Noted | Refusal:
    start = now if command.start is None else command.start
    refusal = _impossible(record, team, command, start, now)
    if refusal is not None:
        return refusal
    deputies = list(dict.fromkeys(command.deputies))
    fact = {
        "fact": "away",
        "person": command.person,
        "from": start,
        **({"until": command.until} if command.until is not None else {}),
        **({"deputies": deputies} if deputies else {}),
        **({"reason": command.reason} if command.reason else {}),
    }
    event = _write(record, last, command.kind, command, actor, now, [fact])
    row = absence_of(event, fact)
    record.add_absence(row)
    return Noted(event, False, row)


def _impossible(record: TeamRecord, team: Team, command: Leave, start: int, now: int) -> Refusal | None:
    """Why somebody cannot be away like that."""
    person = team.people.get(command.person)
    if person is None:
        return Refusal("unknown-person", {"name": command.person, "people": list(team.people)})
    if not person.here:
        return Refusal("person-left", {"person": person.key, "day": person.until})
    if command.until is not None:
        if command.until <= now:
            return Refusal("absence-over", {"person": person.key, "away_until": command.until})
        if command.until <= start:
            data = {"person": person.key, "away_from": start, "away_until": command.until}
            return Refusal("absence-backwards", data)
    if max(command.until or start, now) - min(start, now) > LONGEST:
        return Refusal(
            "absence-long", {"person": person.key, "away_from": start, "away_until": command.until}
        )
    reason = command.reason or ""
    if len(reason) > MOST or "\x00" in reason or any("\ud800" <= char <= "\udfff" for char in reason):
        return Refusal("bad-text", {"most": MOST})
    for deputy in command.deputies:
        if deputy == person.key:
            return Refusal("own-deputy", {"person": person.key})
        if deputy not in team.people:
            return Refusal("unknown-person", {"name": deputy, "people": list(team.people)})
        if not team.people[deputy].here:
            return Refusal("deputy-left", {"person": deputy, "day": team.people[deputy].until})
    return _overlapping(record, command, start)


def _overlapping(record: TeamRecord, command: Leave, start: int) -> Refusal | None:
    """An absence of theirs that has this time in it already."""
    for row in record.of(command.person):
        over = row.over()
        begins_before_it_ends = over is None or start < over
        ends_after_it_begins = command.until is None or command.until > row.started
        if begins_before_it_ends and ends_after_it_begins and (row.ended is None or row.ended > row.started):
            data = {"person": row.person, "away_from": row.started, "away_until": over}
            return Refusal("absence-overlaps", {**data, "person_name": row.person})
    return None


def _end(
    record: TeamRecord,
    last: TeamEventRow | None,
    presence: Presence,
    command: Return,
    actor: Actor,
    now: int,
) -> Noted | Refusal:
    coming = [row for row in record.ahead(now) if row.person == command.person]
    away = presence.away.get(command.person)
    if away is not None and away.no is None:
        return Refusal("days-off", {"person": command.person, "away_until": away.until})
    if not coming:
        return Refusal("not-away", {"person": command.person})
    row = coming[0]
    fact = {"fact": "back", "person": row.person, "absence": row.no, "from": row.started, "at": now}
    event = _write(record, last, command.kind, command, actor, now, [fact])
    record.end_absence(row.no, now)
    return Noted(event, False, row._replace(ended=now))


def absence_of(event: TeamEventRow, fact: Fact) -> AbsenceRow:
    """The absence that an ``away`` fact makes: its number is that of its event."""
    deputies = canonical(fact.get("deputies", []))
    return AbsenceRow(
        event.no, fact["person"], fact["from"], fact.get("until"), deputies, fact.get("reason"), event.actor,
        event.recorded,
    )  # fmt: skip


def _absence(record: TeamRecord, event: TeamEventRow) -> AbsenceRow:
    """The absence that an event is about."""
    fact = facts_of(event)[0]
    number = event.no if fact["fact"] == "away" else fact["absence"]
    return next(row for row in record.of(fact["person"]) if row.no == number)


def _write(
    record: TeamRecord,
    last: TeamEventRow | None,
    kind: str,
    command: Leave | Return | None,
    actor: Actor,
    now: int,
    facts: Iterable[Fact],
) -> TeamEventRow:
    """The next link of the chain. A record is never older than the one before it, even if the clock is."""
    recorded = now if last is None else max(now, last.recorded)
    body: dict[str, Any] = {"facts": list(facts)}
    if command is not None:
        body["content"] = content_of(command)
    row = TeamEventRow(
        1 if last is None else last.no + 1, FORMAT, kind, (command.id if command is not None else b"") or
        None, actor.person, actor.acting, actor.login, now, recorded, canonical(body), b"",
    )  # fmt: skip
    row = row._replace(hash=chained(b"" if last is None else last.hash, row))
    record.add(row)
    return row
