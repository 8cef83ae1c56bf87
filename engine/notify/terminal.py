"""The terminal (or whatever the output leads to): for trying things out, and for a worker that is watched."""

from __future__ import annotations

import sys

from engine.model.channels import KINDS
from engine.notify.channel import Answer, Config, Delivered, Message, Retry
from engine.notify.handing import Secrets, handed
from engine.notify.texts import lines, one_line
from engine.words import N_, _

SHOWN = {"head": "  %s", "item": "  - %s", "more": "    %s", "command": "    %s", "names": "  %s"}
CLOSED = N_("nobody reads the output any more (%(error)s)")


class Terminal:
    """Prints to the standard output; no config."""

    personal = False
    limits = KINDS["terminal"].limits
    rate: tuple[int, int] | None = None

    def split(self, message: Message, config: Config) -> list[Message]:
        """As it is: a terminal takes any length."""
        return [message]

    def send(self, message: Message, config: Config) -> Answer:
        """Never raises."""
        return handed(self._hand, message, config)

    def _hand(self, message: Message, config: Config, secrets: Secrets) -> Answer:
        shown = [one_line(message.title)]
        shown += [SHOWN[kind] % one_line(text) for kind, text in lines(message)]
        try:
            sys.stdout.write("\n".join(shown) + "\n")
            sys.stdout.flush()
        except (OSError, ValueError) as error:
            return Retry(None, _(CLOSED) % {"error": type(error).__name__}, whole=True)
        return Delivered()
