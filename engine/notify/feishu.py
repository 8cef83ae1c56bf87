"""Feishu's and Lark's group robots (飞书自定义机器人): rich text without markup, signed in the body.

https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot: 100 messages a minute, 5 a second, 20 KB a
request; 11232 is also given at full hours, when everybody sends. The key of the signature is the time and the
secret, its message is empty. People are pointed at by open_id or user_id, never by phone.
"""

from __future__ import annotations

import time
from typing import Any

from engine.model.channels import KINDS
from engine.notify.channel import Answer, Config, Dead, Message
from engine.notify.dingtalk import ADDRESS, INVALID, KEYWORD, NO_ROBOT, SIGNATURE, TOO_LONG
from engine.notify.handing import Secrets, handed
from engine.notify.robots import asked, busy, encoded, signature, title_of, too_many
from engine.notify.splitting import split
from engine.notify.texts import lines, neutral
from engine.words import _

SHOWN = {"head": "■ %s", "item": "· %s", "more": "　%s", "command": "> %s", "names": "%s"}
LANGUAGES = {"zh": "zh_cn", "en": "en_us"}
FREQUENT_MS = 60_000
SIGN_BYTES = 128
"""What timestamp and sign add to the body when it is sent."""

DEAD = {19001: NO_ROBOT, 19002: INVALID, 19021: SIGNATURE, 19022: ADDRESS, 19024: KEYWORD, 11246: TOO_LONG}


class Feishu:
    """One group robot; config: ``url``, ``secret`` where it signs, ``keyword`` where it wants one."""

    personal = False
    limits = KINDS["feishu"].limits
    rate: tuple[int, int] | None = (limits.per_minute, 60_000)

    def split(self, message: Message, config: Config) -> list[Message]:
        """By the bytes of the whole request."""
        room = self.limits.bytes - SIGN_BYTES
        return split(message, lambda one: len(encoded(body(one, config))), lambda one: room)

    def send(self, message: Message, config: Config) -> Answer:
        """Never raises."""
        return handed(self._hand, message, config)

    def _hand(self, message: Message, config: Config, secrets: Secrets) -> Answer:
        whole = body(message, config)
        if secrets.has("secret"):
            whole = signed(whole, secrets.tell("secret"), int(time.time()))
        return asked(secrets.tell("url"), encoded(whole), ("code", "msg"), judge)


def body(message: Message, config: Config) -> dict[str, Any]:
    """The request's body, not yet signed: a ``post`` of lines, in which a text is a text and nothing else."""
    content: list[list[dict[str, str]]] = [
        [{"tag": "text", "text": SHOWN[kind] % neutral(text)}] for kind, text in lines(message)
    ]
    at = [{"tag": "at", "user_id": one.handle} for one in message.mentions if one.handle not in ("", "all")]
    if message.everybody:
        at.append({"tag": "at", "user_id": "all"})
    if at:
        content.append(at)
    said = {"title": title_of(message, config.get("keyword")), "content": content}
    return {"msg_type": "post", "content": {"post": {LANGUAGES.get(message.lang, "zh_cn"): said}}}


def signed(whole: dict[str, Any], secret: str, now_s: int) -> dict[str, Any]:
    """The body with its signature, good for an hour."""
    return {"timestamp": str(now_s), "sign": signature(f"{now_s}\n{secret}", ""), **whole}


def judge(code: int, text: str) -> Answer:
    """What a code other than 0 means."""
    said = text.lower()
    if code in (11232, 99991400) or "frequency limit" in said or "too many request" in said:
        return too_many(FREQUENT_MS)
    if code in (1500, 1503, 9500) or "internal error" in said:
        return busy()
    return Dead(_(DEAD.get(code, INVALID)))
