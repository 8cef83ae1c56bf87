"""A dialogue at a terminal: texts that fit its width, and one plain line read at a time.

Nothing is raw: the terminal edits the line (over SSH, with an input method), and it counts when Enter is
pressed. A line that is no text of the terminal's encoding is asked for again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from cli.output import on_terminal, paint, say
from cli.page import wrap
from engine.render.width import width
from engine.rules.values.kind import narrow
from engine.words import _

FALLBACK, NARROWEST, WIDEST = 80, 20, 100

YES, NO, SKIP, NA, BACK, QUIT, HELP, CLEAR = "yes", "no", "skip", "na", "back", "quit", "help", "clear"
WORDS: dict[str, frozenset[str]] = {
    YES: frozenset({"y", "yes", "x", "是", "好", "对", "完成", "√", "✓"}),
    NO: frozenset({"n", "no", "否", "没有", "未完成", "×"}),
    SKIP: frozenset({"s", "skip", "跳过"}),
    NA: frozenset({"na", "n/a", "不适用"}),
    BACK: frozenset({"b", "back", "返回", "上一步"}),
    QUIT: frozenset({"q", "quit", "exit", "退出"}),
    HELP: frozenset({"?", "h", "help", "帮助"}),
    CLEAR: frozenset({"-", "清空"}),
}
"""What people type to say it, in both languages whatever the session speaks; letters of a Chinese keyboard
too."""

LITERAL = "="
"""Before one of the words above: the word itself is meant, as a value."""


class Left(Exception):
    """The person stopped: said so, or there is nobody at the terminal any more."""


class Dialogue:
    """``read`` gives one line with its end, b"" where there is none to come; ``columns`` how wide the
    terminal is now."""

    def __init__(
        self,
        read: Callable[[], bytes] | None = None,
        encoding: str | None = None,
        columns: Callable[[], int] | None = None,
    ) -> None:
        self._read = read or sys.stdin.buffer.readline
        self._encoding = encoding or getattr(sys.stdin, "encoding", None) or "utf-8"
        self._columns = columns or terminal_columns

    def say(self, text: str = "", indent: int = 0, hang: int = 0, colour: str = "") -> None:
        """An inert text, wrapped; every line ``indent`` columns in, all but the first ``hang`` more."""
        room = max(self._columns() - indent - hang, NARROWEST // 2)
        first, *rest = wrap(text, room)
        lines = [" " * indent + first, *(" " * (indent + hang) + line for line in rest)]
        for line in lines:
            say(paint(line.rstrip(), colour) if colour else line.rstrip())

    def one_line(self, texts: list[str], indent: int) -> bool:
        """Whether texts with three spaces between them stand in one line."""
        return sum(map(width, texts)) + 3 * (len(texts) - 1) + indent <= self._columns()

    def ask(self, prompt: str, indent: int = 0) -> str:
        """What is typed behind an inert prompt, without white space around it. Raises Left at the end of
        what there is to read."""
        while True:
            sys.stdout.write(" " * indent + prompt)
            sys.stdout.flush()
            try:
                line = self._read()
            except OSError as error:  # the terminal is gone
                raise Left from error
            if not line.endswith(b"\n"):  # what nobody sent off with Enter was not said
                raise Left
            try:
                return line.decode(self._encoding).strip()
            except UnicodeDecodeError:
                said = _("That is no text in the encoding of this terminal (%(encoding)s); type it again.")
                self.say(said % {"encoding": self._encoding}, indent)


def meaning(text: str, *among: str) -> str | None:
    """Which of ``among`` (keys of ``WORDS``) a typed text means; None where it means none of them."""
    word = narrow(text).strip().casefold()
    return next((kind for kind in among if word in WORDS[kind]), None)


def literal(text: str) -> str:
    """What was typed as a value: without the sign that says that a word is meant as it stands."""
    rest = text[1:] if text[:1] in (LITERAL, "＝") else ""
    return rest if rest and meaning(rest, *WORDS) else text


def number(text: str, most: int) -> int | None:
    """A typed number from 1 to ``most``; None for anything else."""
    word = narrow(text).rstrip(".、)")
    if not (word.isascii() and word.isdigit() and len(word) < 6):
        return None
    return int(word) if 1 <= int(word) <= most else None


def at_terminal() -> bool:
    """Whether a person can be asked: they see what is said, and what is read is what they type."""
    return sys.stdin is not None and on_terminal(sys.stdin) and on_terminal(sys.stdout)


def terminal_columns() -> int:
    """How wide the terminal is, within reason."""
    try:
        columns = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        try:
            columns = os.get_terminal_size(1).columns
        except OSError:
            columns = FALLBACK
    return min(max(columns or FALLBACK, NARROWEST), WIDEST)
