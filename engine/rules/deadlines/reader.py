"""A text and how far it has been read. Columns count characters from 0 and stay true to what was written.

Full-width letters, digits and punctuation are read as what they stand for, and remembered: the parser
goes on, and reports each of them, so that nothing else about the text is said wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.model.diagnostics import Problem

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0x3002: 0x2E,
    0x3001: 0x2C,
    0x00A0: 0x20,
}

_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[^\s,;:()]+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_REST_OF_TIME = re.compile(r"[0-9:]*")
_SPACE = re.compile(r"[ \t]*")


class Reader:
    """A cursor. ``at`` is the column of the next character; whitespace before a thing is skipped."""

    def __init__(self, text: str) -> None:
        self.written = text
        self.text = text.translate(_HALF)
        self.at = 0
        self._names: list[range] = []

    def skip(self) -> int:
        """Skip blanks; the column of what comes next."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def done(self) -> bool:
        """Whether only blanks are left."""
        return self.skip() >= len(self.text)

    def word(self) -> str:
        """The letters that come next, in lower case, not taken; empty when there is none."""
        found = _WORD.match(self.text, self.skip())
        return found.group().lower() if found else ""

    def take(self, *words: str) -> str:
        """Take the next word if it is one of these; the word, or an empty text."""
        word = self.word()
        if word not in words or not self._ends(self.at + len(word)):
            return ""
        self.at += len(word)
        return word

    def number(self) -> str:
        """Take digits, with one decimal point at most; empty when there are none."""
        found = _NUMBER.match(self.text, self.skip())
        if not found:
            return ""
        self.at = found.end()
        return found.group()

    def known(self, names: Iterable[str]) -> str:
        """Take the longest of these names that stands here as a whole; a name may have blanks in it."""
        start, best = self.skip(), ""
        for name in names:
            if (
                len(name) > len(best)
                and self.written.startswith(name, start)
                and self._ends(start + len(name))
            ):
                best = name
        if best:
            self.at = start + len(best)
            self._names.append(range(start, self.at))
        return best

    def rest_of_name(self) -> str:
        """Take what stands here up to a blank or a sign no name has, as written."""
        found = _NAME.match(self.text, self.skip())
        if not found:
            return ""
        self.at = found.end()
        return self.written[found.start() : found.end()]

    def rest_of_time(self) -> str:
        """Take the colons and digits that stand here."""
        found = _REST_OF_TIME.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found.group() if found else ""

    def take_sign(self, sign: str) -> bool:
        """Take one character, with no blank before it."""
        if self.text.startswith(sign, self.at):
            self.at += 1
            return True
        return False

    def full_width(self, code: str) -> list[Problem]:
        """A problem for each run of full-width characters that is no part of a known name."""
        problems: list[Problem] = []
        last = -2
        for column, (written, read) in enumerate(zip(self.written, self.text, strict=True)):
            if written == read or any(column in name for name in self._names):
                continue
            if column == last + 1:
                run = problems[-1]
                data = {"found": run.data["found"] + written, "write": run.data["write"] + read}
                problems[-1] = run._replace(width=run.width + 1, data=data)
            else:
                problems.append(Problem(code, column, 1, {"found": written, "write": read}))
            last = column
        return problems

    def _ends(self, at: int) -> bool:
        """Whether a word may end at this column: no letter, digit or underscore follows."""
        return at >= len(self.text) or not (self.text[at].isalnum() or self.text[at] == "_")
