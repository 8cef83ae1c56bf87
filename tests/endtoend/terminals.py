"""A real terminal (a pty) with ``sop`` at it: what is typed, what is seen, hanging up."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

from tests.endtoend.processes import surroundings

PATIENCE = 30.0
_ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Terminal:
    """One call of ``sop`` whose terminal this is. ``said`` is all that it has shown so far."""

    def __init__(self, folder: Path, *words: str, columns: int = 80, **variables: str) -> None:
        self.encoding = variables.pop("encoding", "utf-8")
        environment = surroundings(TERM="xterm", **variables)
        self.pid, self.tty = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(sys.executable, [sys.executable, "-m", "cli", *words], environment)
        fcntl.ioctl(self.tty, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self.said = ""
        self.seen = 0
        self._bytes = b""

    def see(self, text: str) -> str:
        """Wait until ``text`` comes; what came before it, since the last time. Fails after a while."""
        end = time.monotonic() + PATIENCE
        while text not in self.said[self.seen :]:
            assert time.monotonic() < end, f"no {text!r} in {self.said[self.seen :]!r}"
            if not self._more(0.5):
                assert text in self.said[self.seen :], f"ended without {text!r}: {self.said!r}"
        place = self.said.index(text, self.seen)
        before, self.seen = self.said[self.seen : place], place + len(text)
        return before

    def until(self, question: re.Pattern[str]) -> None:
        """Wait until what is shown ends in a question, after what was seen before."""
        end = time.monotonic() + PATIENCE
        while not question.search(self.said[self.seen :]):
            assert time.monotonic() < end, f"no question in {self.said[self.seen :]!r}"
            assert self._more(0.5), f"ended without a question: {self.said!r}"
        self.seen = len(self.said)

    def _more(self, patience: float) -> bool:
        """Take what has come; False once nothing more can."""
        if not select.select([self.tty], [], [], patience)[0]:
            return True
        try:
            more = os.read(self.tty, 65536)
        except OSError:  # the other side is closed
            more = b""
        self._bytes += more
        text = self._bytes.decode(self.encoding, "replace")
        self.said = _ESCAPES.sub("", text).replace("\r\n", "\n")
        return bool(more)

    def type(self, *lines: str) -> None:
        """Type lines, each with Enter."""
        for line in lines:
            self.raw((line + "\n").encode(self.encoding))

    def raw(self, data: bytes) -> None:
        """Type bytes as they are: ``b"\\x03"`` is Ctrl-C."""
        os.write(self.tty, data)

    def end(self) -> int:
        """Wait until it is over; its exit code (negative: the signal that ended it)."""
        end = time.monotonic() + PATIENCE
        while self._more(0.5):
            assert time.monotonic() < end, f"still there: {self.said[self.seen :]!r}"
        return self.reap()

    def reap(self) -> int:
        """The exit code of a process that ends now."""
        _, status = os.waitpid(self.pid, 0)
        os.close(self.tty)
        return os.waitstatus_to_exitcode(status)

    def kill(self) -> None:
        """Kill it where it stands."""
        os.kill(self.pid, signal.SIGKILL)
        assert self.end() == -signal.SIGKILL

    def hang_up(self) -> int:
        """Close the terminal's window, as when a connection breaks: the process gets SIGHUP."""
        os.close(self.tty)
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)
