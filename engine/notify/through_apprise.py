"""All other services, by way of apprise (``pip install 'sopwright[apprise]'``): one of its addresses.

Not for the three robots: apprise takes an answer of theirs with an error in it for a success, and does not
sign as they want (measured with 2.2). It only says whether something was sent, so whatever went wrong
is tried again.
"""

from __future__ import annotations

import logging
from typing import Any

from engine.model.channels import KINDS
from engine.notify.channel import Answer, Config, Dead, Delivered, Message, Retry
from engine.notify.handing import Secrets, handed
from engine.notify.splitting import split
from engine.notify.texts import lines, one_line
from engine.words import N_, _

OWN = {
    "dingtalk": "dingtalk", "wecombot": "wecom", "feishu": "feishu", "lark": "feishu",
}  # fmt: skip
SHOWN = {"head": "%s", "item": "- %s", "more": "  %s", "command": "  %s", "names": "%s"}
AGAIN_MS = 300_000

NOT_INSTALLED = N_("apprise is not installed here: pip install 'sopwright[apprise]'")
OWN_KIND = N_("apprise does this kind of robot wrong: use 'kind: %(kind)s'")
NO_ADDRESS = N_("apprise does not know this address")
NOT_SENT = N_("apprise could not send it; it does not say why")


class ThroughApprise:
    """One of apprise's addresses; config: ``url``."""

    personal = False
    limits = KINDS["apprise"].limits
    rate: tuple[int, int] | None = None

    def split(self, message: Message, config: Config) -> list[Message]:
        """By the bytes of title and text; most services take at least that much."""
        return split(message, lambda one: len("\n".join(texts(one)).encode("utf-8", "replace")), self._room)

    def _room(self, message: Message) -> int:
        return self.limits.bytes

    def send(self, message: Message, config: Config) -> Answer:
        """Never raises."""
        return handed(self._hand, message, config)

    def _hand(self, message: Message, config: Config, secrets: Secrets) -> Answer:
        url = secrets.tell("url")
        scheme = url.partition("://")[0].strip().lower()
        if scheme in OWN:
            return Dead(_(OWN_KIND) % {"kind": OWN[scheme]})
        try:
            import apprise
        except ImportError:
            return Dead(_(NOT_INSTALLED))
        with _Silence():
            service = apprise.Apprise()
            if not service.add(url):
                return Dead(_(NO_ADDRESS))
            title, *text = texts(message)
            sent: Any = service.notify(
                title=title, body="\n".join(text) or title, body_format=apprise.NotifyFormat.TEXT
            )
        return Delivered() if sent else Retry(AGAIN_MS, _(NOT_SENT))


def texts(message: Message) -> list[str]:
    """The title and the lines below it, inert and without markup."""
    return [one_line(message.title), *(SHOWN[kind] % one_line(text) for kind, text in lines(message))]


class _Silence:
    """apprise logs addresses, tokens included: while it works, its log goes nowhere."""

    def __enter__(self) -> None:
        self._log = logging.getLogger("apprise")
        self._before = self._log.disabled
        self._log.disabled = True

    def __exit__(self, *_exception: object) -> None:
        self._log.disabled = self._before
