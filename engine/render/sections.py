"""What a report is made of, whichever form it comes in: sections, each a table under a title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.model.record import Record
from engine.render.width import table


class Section(Record):
    """A table under a title. Cells are inert on a terminal; ``right`` are the columns of numbers; ``cases``:
    a row is a single case, which has much to say."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    right: Sequence[int] = ()
    cases: bool = False


def lines(sections: Iterable[Section]) -> list[str]:
    """The sections as lines for a terminal, an empty one before each."""
    found: list[str] = []
    for one in sections:
        found += ["", one.title, *table(one.head, one.rows, right=one.right, indent="  ")]
    return found
