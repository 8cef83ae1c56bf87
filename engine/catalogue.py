"""A compiled catalogue of translations, searched where it lies.

Most commands say a few of the two thousand texts; reading all of them first, as ``gettext`` does, takes
longer than such a command has. The originals of an ``.mo`` file are sorted, so each text is found by halving.
A test holds every text against ``gettext``.
"""

from __future__ import annotations

from struct import unpack_from

MAGIC = 0x950412DE
END = b"\0"
"""What stands between the singular and the plural of an original, and between the forms of a translation."""


class Compiled:
    """The bytes of an ``.mo`` file in UTF-8, little-endian, of a language with one form for all numbers."""

    __slots__ = ("_bytes", "_count", "_found", "_originals", "_translations")

    def __init__(self, content: bytes) -> None:
        """Raises ValueError for bytes that are no such file."""
        if len(content) < 20 or unpack_from("<I", content)[0] != MAGIC:
            raise ValueError("not a compiled catalogue")
        self._bytes = content
        self._count, self._originals, self._translations = unpack_from("<3I", content, 8)
        self._found: dict[str, str | None] = {}

    def gettext(self, message: str, /) -> str:
        """The translation of a text, or the text itself."""
        found = self._translated(message)
        return message if found is None else found

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """The translation of a text for ``n`` things, or the one of the two that English takes."""
        found = self._translated(msgid1)
        return found if found is not None else msgid1 if n == 1 else msgid2

    def _translated(self, message: str) -> str | None:
        if message not in self._found:
            self._found[message] = self._search(message.encode())
        return self._found[message]

    def _search(self, wanted: bytes) -> str | None:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            original = self._text(self._originals, middle)
            if original == wanted:
                return self._text(self._translations, middle).decode()
            if original < wanted:
                low = middle + 1
            else:
                high = middle
        return None

    def _text(self, table: int, number: int) -> bytes:
        """The first form of the text with a number, counted from 0."""
        length, start = unpack_from("<2I", self._bytes, table + 8 * number)
        return self._bytes[start : start + length].partition(END)[0]
