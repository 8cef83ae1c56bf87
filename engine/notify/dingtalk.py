"""DingTalk's group robots (钉钉自定义机器人): Markdown, signed in the address, people by phone or user id.

https://open.dingtalk.com/document/orgapp/custom-robot-access (message types, limits) and
https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages (codes). More than 20 messages
in a minute, and the robot is silent for ten minutes. Who is pointed at must stand in the text and in ``at``.
"""

from __future__ import annotations

import re
import time
from typing import Any
from urllib.parse import quote_plus

from engine.model.channels import KINDS
from engine.notify.channel import Answer, Config, Dead, Message
from engine.notify.handing import Secrets, handed
from engine.notify.robots import asked, busy, encoded, signature, title_of, too_many
from engine.notify.splitting import split
from engine.notify.texts import lines, neutral
from engine.words import N_, _

PHONE = re.compile(r"\+?[0-9][0-9-]{4,19}")
SHOWN = {"head": "**%s**", "item": "- %s", "more": "　%s", "command": "> %s", "names": "%s"}
LINE = "\n\n"
BANNED_MS = 600_000

SIGNATURE = N_(
    "the signature was refused: does the secret belong to this robot, and is the clock of this machine right?"
)
KEYWORD = N_("the robot wants a keyword in every message: write it as the channel's 'keyword'")
ADDRESS = N_("this machine's address is not on the robot's list: add it in the robot's security settings")
SECURITY = N_("the robot's security settings (keyword, signature or addresses) refused the message")
NO_ROBOT = N_("there is no such robot: copy its address again from the group's settings")
STOPPED = N_("the robot was stopped, or its group dissolved")
TOO_LONG = N_("the message is too long")
UNFIT = N_("the content was held to be unfit to be sent")
INVALID = N_("the robot did not understand the message")

SECURED = (("sign", SIGNATURE), ("timestamp", SIGNATURE), ("keyword", KEYWORD), ("whitelist", ADDRESS))
"""The one code 310000 has several meanings, told apart by its words."""
DEAD = {
    **dict.fromkeys((300001, 300005, 400101, 400106, 88), NO_ROBOT),
    **dict.fromkeys((400013, 400102), STOPPED),
    **dict.fromkeys((430101, 430102, 430103, 430104), UNFIT),
    460101: TOO_LONG,
    **dict.fromkeys((400105, 40035, 43004), INVALID),
}


class DingTalk:
    """One group robot; config: ``url``, ``secret`` where it signs, ``keyword`` where it wants one."""

    personal = False
    limits = KINDS["dingtalk"].limits
    rate: tuple[int, int] | None = (limits.per_minute, 60_000)

    def split(self, message: Message, config: Config) -> list[Message]:
        """By the bytes of the whole request."""
        return split(message, lambda one: len(body(one, config)), lambda one: self.limits.bytes)

    def send(self, message: Message, config: Config) -> Answer:
        """Never raises."""
        return handed(self._hand, message, config)

    def _hand(self, message: Message, config: Config, secrets: Secrets) -> Answer:
        url = secrets.tell("url")
        if secrets.has("secret"):
            url = signed(url, secrets.tell("secret"), int(time.time() * 1_000))
        return asked(url, body(message, config), ("errcode", "errmsg"), judge)


def body(message: Message, config: Config) -> bytes:
    """The request's body."""
    title = title_of(message, config.get("keyword"))
    shown = [f"#### {title}", *(SHOWN[kind] % neutral(text) for kind, text in lines(message))]
    handles = [one.handle for one in message.mentions if one.handle]
    phones = [re.sub(r"[+-]", "", each) for each in handles if PHONE.fullmatch(each)]
    ids = [each for each in handles if not PHONE.fullmatch(each)]
    if handles:
        shown.append(" ".join(f"@{each}" for each in phones + [neutral(each) for each in ids]))
    at: dict[str, Any] = {"atMobiles": phones, "atUserIds": ids, "isAtAll": message.everybody}
    text = LINE.join(shown)
    return encoded({"msgtype": "markdown", "markdown": {"title": title, "text": text}, "at": at})


def signed(url: str, secret: str, now_ms: int) -> str:
    """The address with its signature, good for an hour."""
    sign = quote_plus(signature(secret, f"{now_ms}\n{secret}"))
    return f"{url}{'&' if '?' in url else '?'}timestamp={now_ms}&sign={sign}"


def judge(code: int, text: str) -> Answer:
    """What a code other than 0 means."""
    if code in (130101, 410100, 90030) or "send too fast" in text:
        return too_many(BANNED_MS)
    if code == -1:
        return busy()
    if code == 310000:
        said = text.lower()
        return Dead(_(next((why for word, why in SECURED if word in said), SECURITY)))
    return Dead(_(DEAD.get(code, INVALID)))
