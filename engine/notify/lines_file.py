"""A file: one message a line, as JSON, at its end and on the disk before it counts as delivered."""

from __future__ import annotations

import json
import os
import time

from engine.model.channels import KINDS
from engine.notify.channel import Answer, Config, Delivered, Message, Retry
from engine.notify.handing import Secrets, handed
from engine.notify.webhook import plain
from engine.words import N_, _

OUTAGE_MS = 60_000
BREAKS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}
"""What some programs take for the end of a line; all else stands as people read it."""
NOT_WRITTEN = N_("%(path)s cannot be written (%(error)s)")


class LinesFile:
    """One file; config: ``path``. It is made where it is not there; folders are not."""

    personal = False
    limits = KINDS["file"].limits
    rate: tuple[int, int] | None = None

    def split(self, message: Message, config: Config) -> list[Message]:
        """A line is as long as it needs to be."""
        return [message]

    def send(self, message: Message, config: Config) -> Answer:
        """Never raises."""
        return handed(self._hand, message, config)

    def _hand(self, message: Message, config: Config, secrets: Secrets) -> Answer:
        path = str(config["path"])
        whole = {"at": time.time_ns() // 1_000_000, **plain(message)}
        line = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        for sign, written in BREAKS.items():
            line = line.replace(sign, written)
        try:
            append(path, line.encode("utf-8", "replace"))
        except OSError as error:
            data = {"path": path, "error": error.strerror or type(error).__name__}
            return Retry(OUTAGE_MS, _(NOT_WRITTEN) % data, whole=True)
        return Delivered()


def append(path: str, line: bytes) -> None:
    """Put a line at the end of a file, on a line of its own also where whoever wrote the last one was cut off
    in it. Returns when it is on the disk. Raises OSError."""
    number = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        end = os.lseek(number, 0, os.SEEK_END)
        torn = False
        if end:
            os.lseek(number, end - 1, os.SEEK_SET)
            torn = os.read(number, 1) != b"\n"
        rest = (b"\n" if torn else b"") + line + b"\n"
        while rest:
            rest = rest[os.write(number, rest) :]
        os.fsync(number)
    finally:
        os.close(number)
