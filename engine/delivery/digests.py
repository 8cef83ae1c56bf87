"""What waits for one address becomes one message, or as many as its channel needs for its length."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextvars import copy_context
from hashlib import sha256
from typing import Any

from engine.delivery.addressing import body_of, handle
from engine.delivery.ways import Way
from engine.kernel.record import canonical
from engine.model.record import Record
from engine.model.task import Task
from engine.model.team import Team
from engine.notify.channel import Channel, Item, Mention, Message, Section
from engine.registry import Registry
from engine.render.naming import Names
from engine.render.notices import Told, digest
from engine.store.outbox import NoticeRow, RecipientRow
from engine.words import set_language


class Desk(Record):
    """What writing needs at hand: what is published, the team as it is now, the workspace's zone."""

    registry: Registry
    team: Team | None
    zone: str


class Piece(Record):
    """One message and the notices in it. A notice that is spread over several pieces is in the last one."""

    message: Message
    notices: tuple[int, ...]


def pieces(
    desk: Desk,
    way: Way,
    channel: Channel,
    rows: Sequence[RecipientRow],
    notices: Mapping[int, NoticeRow],
    tasks: Mapping[int, Task],
    now: int,
) -> list[Piece]:
    """The messages for what waits for one address (``rows``, in order), split as its channel wants it. Every
    notice is in exactly one of them."""
    shown, message = copy_context().run(_whole, desk, way, rows, notices, tasks, now)
    parts = channel.split(message, way.config)
    last: dict[int, int] = {}
    for place, part in enumerate(parts):
        for section in part.sections:
            last |= {item.notice: place for item in section.items}
    inside: list[list[int]] = [[] for _ in parts]
    for row in rows:
        inside[last.get(shown[row.notice], len(parts) - 1)].append(row.notice)
    return [Piece(part, tuple(found)) for part, found in zip(parts, inside, strict=True)]


def _whole(
    desk: Desk,
    way: Way,
    rows: Sequence[RecipientRow],
    notices: Mapping[int, NoticeRow],
    tasks: Mapping[int, Task],
    now: int,
) -> tuple[dict[int, int], Message]:
    """In a context of its own, because it speaks the reader's language."""
    lang = set_language(rows[0].lang)
    told = [
        Told(row.id or 0, row.task, row.kind, body_of(row)) for row in (notices[one.notice] for one in rows)
    ]
    names: dict[int, Names] = {}

    def names_of(version: int) -> Names:
        if version not in names:
            try:
                definition = desk.registry.definition(version)
            except KeyError:
                definition = None
            names[version] = Names(desk.zone, definition, desk.team)
        return names[version]

    found = digest(told, tasks, names_of, now)
    mentions = () if way.personal else _mentions(desk, way, rows)
    everybody = any(row.everybody for row in rows)
    key = _key(way, rows, notices)
    return found.shown, Message(key, rows[0].address, lang, found.title, found.sections, mentions, everybody)


def _mentions(desk: Desk, way: Way, rows: Sequence[RecipientRow]) -> tuple[Mention, ...]:
    people = desk.team.people if desk.team is not None else {}
    keys = dict.fromkeys(key for row in rows for key in json.loads(row.people))
    found = [people[key] for key in keys if key in people]
    return tuple(Mention(one.key, one.name, handle(one, way)) for one in found)


def _key(way: Way, rows: Sequence[RecipientRow], notices: Mapping[int, NoticeRow]) -> str:
    """32 hexadecimal digits that follow from what is in a message and where it goes: it could only be made
    again as itself."""
    about = [[notices[row.notice].task, notices[row.notice].seq, notices[row.notice].ordinal] for row in rows]
    return sha256(canonical([way.name, rows[0].address, about]).encode()).hexdigest()[:32]


def written(message: Message) -> str:
    """A message as it is stored: JSON without its key and address, which have columns of their own."""
    sections = [
        {"head": one.head, "items": [[item.notice, *item.lines] for item in one.items], "do": one.command}
        for one in message.sections
    ]
    return canonical(
        {
            "lang": message.lang,
            "title": message.title,
            "sections": sections,
            "mentions": [list(one) for one in message.mentions],
            "everybody": message.everybody,
        }
    )


def read(key: str, to: str, text: str) -> Message:
    """The message that ``written`` wrote. Raises ValueError or KeyError for anything else."""
    data: dict[str, Any] = json.loads(text)
    sections = tuple(
        Section(each["head"], tuple(Item(no, tuple(lines)) for no, *lines in each["items"]), each["do"])
        for each in data["sections"]
    )
    mentions = tuple(Mention(*one) for one in data["mentions"])
    return Message(key, to, data["lang"], data["title"], sections, mentions, data["everybody"])
