"""Command ids of rows: the same row read again is the same command, so a repeat changes nothing.

A row that has its instant is known by what it says, wherever it stands; one without is known by its
place: the file's digest and its number. Both with what the row was read as: the SOP, the zone, the
mapping and the values given for all rows, so that one list of orders serves several bulk steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

SIZE = 16
_UNIT = "\x1f"


def of_person(id: bytes, person: str) -> bytes:
    """The id of a row that means something else for each person who reads it: a vote."""
    return blake2b(
        id + person.encode("utf-8", "surrogatepass"), digest_size=SIZE, person=b"row-vote"
    ).digest()


class Identity:
    """Gives ids to the rows of one table. ``context`` is what all of its rows have in common."""

    __slots__ = ("_by_content", "_by_place")

    def __init__(self, kind: str, digest: bytes, context: Iterable[str], given: Mapping[str, str]) -> None:
        pairs = (f"{name}={text}" for name, text in sorted(given.items()))
        common = _UNIT.join([kind, *context, "\x1e", *pairs]).encode("utf-8", "surrogatepass")
        self._by_content = blake2b(common, digest_size=SIZE, person=b"row-content")
        self._by_place = blake2b(common + b"\x1e" + digest, digest_size=SIZE, person=b"row-place")

    def of_content(self, texts: Iterable[str]) -> bytes:
        """The id of a row that has its instant: from its cleaned cells, in the mapping's order."""
        state = self._by_content.copy()
        state.update(_UNIT.join(texts).encode("utf-8", "surrogatepass"))
        return state.digest()

    def of_place(self, number: int) -> bytes:
        """The id of a row without an instant: from the file and its number in it."""
        state = self._by_place.copy()
        state.update(number.to_bytes(8, "big"))
        return state.digest()
