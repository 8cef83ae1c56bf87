"""A webhook: one POST of JSON to a program of your own, signed, with a key by which it can tell a repeat.

    POST /the/path
    Content-Type: application/json; charset=utf-8
    Idempotency-Key: 0f3c…                  the same however often this message is tried
    X-Sop-Signature: sha256=9d1e…           HMAC-SHA256 of the body, in hexadecimal; where there is a secret

2xx is delivered, whatever the answer says. 429 and 503 say when to come again (``Retry-After``).
"""

from __future__ import annotations

import hmac
import json
from typing import Any

from engine.model.channels import KINDS
from engine.notify.channel import Answer, Config, Dead, Delivered, Message, Retry
from engine.notify.handing import Secrets, handed
from engine.notify.splitting import split
from engine.notify.web import post, retry_after
from engine.words import N_, _

MOVED = N_("%(host)s sends to another address (HTTP %(status)s); write that one")
REFUSED = N_("%(host)s refused it (HTTP %(status)s)")
LATER = N_("%(host)s cannot take it now (HTTP %(status)s)")
AGAIN = frozenset({408, 425, 429})


class Webhook:
    """One address; config: ``url``, ``secret`` where it is to be signed, ``ca``."""

    personal = False
    limits = KINDS["webhook"].limits
    rate: tuple[int, int] | None = None

    def split(self, message: Message, config: Config) -> list[Message]:
        """By the bytes of the body."""
        return split(message, lambda one: len(body(one)), lambda one: self.limits.bytes)

    def send(self, message: Message, config: Config) -> Answer:
        """Never raises."""
        return handed(self._hand, message, config)

    def _hand(self, message: Message, config: Config, secrets: Secrets) -> Answer:
        whole = body(message)
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": message.key}
        if secrets.has("secret"):
            headers["X-Sop-Signature"] = f"sha256={signature(whole, secrets.tell('secret'))}"
        reply = post(secrets.tell("url"), whole, headers, str(config.get("ca") or ""))
        data = {"host": reply.host, "status": reply.status}
        if 200 <= reply.status < 300:
            return Delivered(f"HTTP {reply.status}")
        if reply.status in AGAIN or reply.status >= 500:
            return Retry(retry_after(reply.headers), _(LATER) % data, whole=reply.status in (429, 503))
        return Dead(_(MOVED if reply.status // 100 == 3 else REFUSED) % data)


def plain(message: Message) -> dict[str, Any]:
    """A message as data, every text as it is: whoever shows it escapes it for where it goes."""
    return {
        "key": message.key,
        "lang": message.lang,
        "title": message.title,
        "sections": [
            {
                "head": section.head,
                "notices": [{"notice": one.notice, "lines": list(one.lines)} for one in section.items],
                "command": section.command,
            }
            for section in message.sections
        ],
        "people": [{"person": one.person, "name": one.name} for one in message.mentions],
        "everybody": message.everybody,
    }


def body(message: Message) -> bytes:
    """The same bytes however often the message is tried; a lone surrogate is sent as ``?``."""
    text = json.dumps(plain(message), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def signature(whole: bytes, secret: str) -> str:
    """HMAC-SHA256 of the body, in hexadecimal."""
    return hmac.digest(secret.encode(), whole, "sha256").hex()
