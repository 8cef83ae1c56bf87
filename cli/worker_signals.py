"""Being told to stop: SIGTERM and Ctrl-C end a sleep at once and a round after its transaction."""

from __future__ import annotations

import select
import signal
import socket
from types import FrameType
from typing import Any


class Stopper:
    """While it is entered, the first SIGTERM, SIGINT or SIGBREAK asks to stop; a second one interrupts."""

    def __init__(self) -> None:
        self._asked = False
        self._before: dict[signal.Signals, Any] = {}
        self._ear, self._mouth = socket.socketpair()
        self._mouth.setblocking(False)

    def __enter__(self) -> Stopper:
        names = ("SIGTERM", "SIGINT", "SIGBREAK")
        for number in [getattr(signal, name) for name in names if hasattr(signal, name)]:
            self._before[number] = signal.signal(number, self._asks)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._ear.close()
        self._mouth.close()

    def stopping(self) -> bool:
        """Whether somebody asked to stop."""
        return self._asked

    def pause(self, seconds: float) -> None:
        """Sleep for so many seconds, by the monotonic clock, or until asked to stop."""
        if not self._asked:
            select.select([self._ear], [], [], seconds)

    def _asks(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        self._mouth.send(b".")
