"""WeCom's group robots (企业微信群机器人): Markdown of 4,096 bytes; with mentions a plain text of 2,048.

https://developer.work.weixin.qq.com/document/path/91770 (the robot) and .../path/90313 (codes). They have no
signature: whoever knows the address can write. Phone numbers can be pointed at in plain texts alone.
"""

from __future__ import annotations

import re
from typing import Any

from engine.model.channels import KINDS
from engine.notify.channel import Answer, Config, Dead, Message
from engine.notify.dingtalk import INVALID, NO_ROBOT, PHONE, TOO_LONG
from engine.notify.handing import Secrets, handed
from engine.notify.robots import asked, busy, encoded, title_of, too_many
from engine.notify.splitting import split
from engine.notify.texts import lines, neutral
from engine.words import N_, _

SHOWN = {"head": "**%s**", "item": "· %s", "more": "　%s", "command": ">%s", "names": "%s"}
PLAIN = {"head": "%s", "item": "· %s", "more": "　%s", "command": "%s", "names": "%s"}
TEXT_BYTES = 2_048
FREQUENT_MS = 60_000

NOT_IN_GROUP = N_("the robot is not in its group any more")

DEAD = {
    **dict.fromkeys((93000, 93001, 93002, 40014, 41001), NO_ROBOT),
    **dict.fromkeys((93004, 93006, 93008, 93017), NOT_IN_GROUP),
    **dict.fromkeys((45002, 45004), TOO_LONG),
    **dict.fromkeys((40008, 40035, 40038, 44004, 47001), INVALID),
}


class WeCom:
    """One group robot; config: ``url``."""

    personal = False
    limits = KINDS["wecom"].limits
    rate: tuple[int, int] | None = (limits.per_minute, 60_000)

    def split(self, message: Message, config: Config) -> list[Message]:
        """By the bytes of the content, which is what WeCom counts."""
        return split(message, lambda one: len(content(one).encode("utf-8", "replace")), room)

    def send(self, message: Message, config: Config) -> Answer:
        """Never raises."""
        return handed(self._hand, message, config)

    def _hand(self, message: Message, config: Config, secrets: Secrets) -> Answer:
        return asked(secrets.tell("url"), body(message), ("errcode", "errmsg"), judge)


def points(message: Message) -> bool:
    """Whether the message points at anybody, and so has to be a plain text."""
    return message.everybody or any(one.handle for one in message.mentions)


def room(message: Message) -> int:
    """How many bytes the content may have."""
    return TEXT_BYTES if points(message) else KINDS["wecom"].limits.bytes


def content(message: Message) -> str:
    """The text. ``<`` and ``@`` of what people wrote are gone from it, so ``<@id>`` points at nobody."""
    shown, first = (PLAIN, "%s") if points(message) else (SHOWN, "### %s")
    title = title_of(message, "")
    return "\n".join([first % title, *(shown[kind] % neutral(text) for kind, text in lines(message))])


def body(message: Message) -> bytes:
    """The request's body."""
    if not points(message):
        return encoded({"msgtype": "markdown", "markdown": {"content": content(message)}})
    handles = [one.handle for one in message.mentions if one.handle]
    phones = [re.sub(r"[+-]", "", each) for each in handles if PHONE.fullmatch(each)]
    ids = [each for each in handles if not PHONE.fullmatch(each) and each != "@all"]
    if message.everybody:
        ids.append("@all")
    text: dict[str, Any] = {
        "content": content(message), "mentioned_list": ids, "mentioned_mobile_list": phones,
    }  # fmt: skip
    return encoded({"msgtype": "text", "text": text})


def judge(code: int, text: str) -> Answer:
    """What a code other than 0 means."""
    if code in (45009, 45033):
        return too_many(FREQUENT_MS)
    if code in (-1, 6000):
        return busy()
    if code == 40058:
        why = TOO_LONG if "exceed" in text else INVALID
        return Dead(_(why))
    return Dead(_(DEAD.get(code, INVALID)))
