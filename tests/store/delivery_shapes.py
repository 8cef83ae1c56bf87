"""A shop that has people and channels, notices for them, and channels that do as they are told."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

from engine.delivery.planning import Parts
from engine.delivery.ways import Route, Way, Ways
from engine.kernel.record import canonical
from engine.model.team import Person, Team, to_json
from engine.notify.channel import Answer, Config, Delivered, Message
from engine.notify.splitting import split
from engine.registry import Registry
from engine.store import Store
from engine.store.outbox import NoticeRow, Outbox

NOW = 1_790_000_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE
ZONE = "Asia/Shanghai"
Wanted = Callable[[Message], Answer]


def person(key: str, *roles: str, lang: str = "", **handles: str) -> Any:
    """A person of the team; where the team has no handles yet, one who has them all the same."""
    made = Person(key, key, frozenset(roles), (), lang)
    return made._replace(handles=handles) if "handles" in Person._fields else made


TEAM = Team(
    "shop",
    {"warehouse": "仓库", "service": "客服", "director": "总监"},
    {
        "小王": person("小王", "warehouse", email="wang@example.com", phone="13800001111"),
        "小李": person("小李", "service", email="li@example.com", lang="en"),
        "老周": person("老周", "warehouse", "service", "director", email="zhou@example.com"),
    },
    {},
)


def write_notices(store: Store, *rows: NoticeRow) -> list[int]:
    """Put notices into the outbox; their numbers."""
    with store.writing():
        Outbox(store).add(rows)
    return [row.id or 0 for row in Outbox(store).of({row.task for row in rows})]


_seqs = itertools.count(1)


def notice(
    task: int, *to: str, text: str = "look", at: int = NOW, kind: str = "rule", **more: Any
) -> NoticeRow:
    """A notice about a task that is in no database: what it says is all there is."""
    body = {"for": list(to), "text": text, "ref": f"1{task:03}", "sop": "shipping", "version": 0, **more}
    return NoticeRow("", task, next(_seqs), 1, kind, canonical(body), at)


class Obedient:
    """A channel that keeps what it was given and answers what it is told to; Delivered where it is told
    nothing. Messages are cut at ``limit`` bytes of text, 0: never."""

    limits: Any = None
    rate = None

    def __init__(self, personal: bool = False, limit: int = 0, answer: Wanted | None = None) -> None:
        self.personal = personal
        self.limit = limit
        self.answer = answer
        self.tried: list[Message] = []
        self.got: list[Message] = []

    def split(self, message: Message, config: Config) -> list[Message]:
        return split(message, size, lambda _: self.limit)

    def send(self, message: Message, config: Config) -> Answer:
        self.tried.append(message)
        found = self.answer(message) if self.answer else Delivered()
        if isinstance(found, Delivered):
            self.got.append(message)
        return found


def size(message: Message) -> int:
    """The bytes of all texts of a message."""
    texts = [message.title]
    for section in message.sections:
        texts += [section.head, section.command, *(line for item in section.items for line in item.lines)]
    return sum(len(text.encode()) + 1 for text in texts)


def numbers(message: Message) -> list[int]:
    """The notices that are shown in a message."""
    return [item.notice for section in message.sections for item in section.items]


class Office:
    """A store with the team published, some channels, and a clock that the test moves."""

    def __init__(self, store: Store, ways: Iterable[Way], **channels: Obedient) -> None:
        self.store = store
        self.now = NOW
        self.channels: dict[str, Any] = channels
        store.publish("team", "shop", "", to_json(TEAM), 1, b"t" * 32, NOW, "wang")
        self.ways = Ways({way.name: way for way in ways}, default=tuple(way.name for way in ways))

    @property
    def parts(self) -> Parts:
        return Parts(self.store, Registry(self.store, ZONE), ZONE, self.ways, self.channels.get)

    def route(self, *routes: Route, default: tuple[str, ...] = ()) -> None:
        self.ways = self.ways._replace(routes=routes, default=default)

    def clock(self) -> int:
        return self.now


def robot(name: str = "ops", **more: Any) -> Way:
    """A group robot."""
    return Way(name, more.pop("kind", name), {}, handle="dingtalk", **more)


def mail(name: str = "mail", **more: Any) -> Way:
    """E-mail."""
    return Way(name, name, {}, True, "email", **more)
