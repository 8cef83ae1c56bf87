"""What the three group robots share: JSON out, a code in the answer, whatever its HTTP status says."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any

from engine.notify.channel import Answer, Dead, Delivered, Message, Retry
from engine.notify.texts import neutral
from engine.notify.web import Reply, post, retry_after
from engine.words import N_, _

JSON = {"Content-Type": "application/json; charset=utf-8"}
UNREADABLE_MS = 60_000
BUSY_MS = 30_000
TOO_MANY_MS = 60_000

GARBAGE = N_(
    "%(host)s answered something that is no answer of a robot (HTTP %(status)s); is the address right?"
)
ELSEWHERE = N_("%(host)s sends to another address (HTTP %(status)s); write the robot's own")
NOT_THERE = N_(
    "%(host)s knows no robot at this address (HTTP %(status)s): copy it again from the group's settings"
)
LATER = N_("%(host)s cannot take it now (HTTP %(status)s)")
SAID = N_("%(what)s (the robot said: %(code)s %(text)s)")
BUSY = N_("the app's server is busy")
TOO_MANY = N_("too many messages at once: the robot takes no more for a while")

Judge = Callable[[int, str], Answer]
"""From the code and the words of an answer to what became of the message."""


def signature(key: str, text: str) -> str:
    """HMAC-SHA256 of a text, in base64: how DingTalk and Feishu sign."""
    return base64.b64encode(hmac.digest(key.encode(), text.encode(), "sha256")).decode()


def encoded(body: dict[str, Any]) -> bytes:
    """A request's body, as it is sent and counted."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def title_of(message: Message, keyword: object) -> str:
    """The title with the word that the robot's security settings want in every message."""
    text, word = neutral(message.title), neutral(str(keyword or ""))
    return f"{word} · {text}" if word and word not in text else text


def asked(url: str, body: bytes, fields: tuple[str, str], judge: Judge) -> Answer:
    """Post to a robot and judge its answer, whose code and words stand in ``fields``. Raises Stop."""
    reply = post(url, body, JSON)
    data = {"host": reply.host, "status": reply.status}
    code, text = _told(reply, fields)
    if code == 0 and 200 <= reply.status < 300:
        return Delivered()
    if code is not None and code != 0:
        answer = judge(code, text)
        shown = {"code": code, "text": text[:200]}
        if isinstance(answer, Dead):
            return Dead(_(SAID) % {"what": answer.why, **shown})
        if isinstance(answer, Retry):
            wait = retry_after(reply.headers) or answer.after_ms
            return Retry(wait, _(SAID) % {"what": answer.why, **shown}, answer.whole)
    if 300 <= reply.status < 400:
        return Dead(_(ELSEWHERE) % data)
    if reply.status == 429:
        return Retry(retry_after(reply.headers) or TOO_MANY_MS, _(TOO_MANY), whole=True)
    if reply.status >= 500 or reply.status in (408, 425):
        return Retry(retry_after(reply.headers), _(LATER) % data, whole=True)
    if 400 <= reply.status < 500:
        return Dead(_(NOT_THERE) % data)
    return Retry(UNREADABLE_MS, _(GARBAGE) % data)


def _told(reply: Reply, fields: tuple[str, str]) -> tuple[int | None, str]:
    """The code in an answer and its words; None where there is none."""
    if not reply.whole:
        return None, ""
    try:
        said = json.loads(reply.body.decode("utf-8"))
    except (ValueError, RecursionError):
        return None, ""
    if not isinstance(said, dict):
        return None, ""
    code = said.get(fields[0])
    if isinstance(code, bool) or not isinstance(code, int):
        return None, ""
    return code, str(said.get(fields[1]) or "")


def busy(after_ms: int | None = BUSY_MS) -> Retry:
    """The app says of itself that it is busy."""
    return Retry(after_ms, _(BUSY), whole=True)


def too_many(after_ms: int) -> Retry:
    """The robot was asked too often."""
    return Retry(after_ms, _(TOO_MANY), whole=True)
