"""The rejects file: the rows that were not taken, as they stood, and why.

UTF-8 with a mark and the table's own columns, so that a spreadsheet opens it, a person mends the rows
and the file goes in again. Cells that a spreadsheet would run as formulas are made inert.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import FileIO, TextIOWrapper
from typing import Any

from engine.intake.cells import heading, inert
from engine.intake.mapping import ADVANCE_NAMES

REASONS = ("reason", "refusal", "refusal_2", "refusal_3")


def reason_column(columns: Sequence[str], used: Sequence[str] = ()) -> str:
    """What the column of reasons is called: ``reason``, or another name where that one means something.

    ``used`` are the columns that the mapping reads. A rejects file that is read again gets its
    reasons written anew, not a second column of them.
    """
    taken = {heading(column) for column in (*columns[:-1], *used)}
    special = {*ADVANCE_NAMES, *ADVANCE_NAMES.values()}
    others = columns[:-1] if columns and columns[-1] == REASONS[0] else columns
    if any(heading(column) in special for column in others):
        taken.add("reason")
    return next((name for name in REASONS if name not in taken), REASONS[-1])


class Rejects:
    """Writes rejected rows to a file that is made when the first one comes.

    ``count`` is how many were written. To be closed, or used as a context manager.
    """

    def __init__(self, path: str, columns: Sequence[str], used: Sequence[str] = ()) -> None:
        self.path = path
        self.count = 0
        self._reason = reason_column(columns, used)
        again = bool(columns) and columns[-1] == self._reason
        self._width = len(columns)
        self._columns = list(columns[:-1] if again else columns)
        self._file: TextIOWrapper | None = None
        self._writer: Any = None

    def write(self, cells: Sequence[str], reason: str) -> None:
        """Write one row and why it was not taken. Raises OSError where the file cannot be written."""
        if self._writer is None:
            # Open from the first row to the close, which no single ``with`` spans.
            self._file = TextIOWrapper(FileIO(self.path, "w"), "utf-8-sig", "backslashreplace", newline="")
            self._writer = csv.writer(self._file)
            self._writer.writerow([*map(inert, self._columns), self._reason])
        width = len(self._columns)
        row = [inert(cell.replace("\0", "\\0")) for cell in cells[:width]]
        row += [""] * (width - len(row))
        extra = [inert(cell) for cell in cells[self._width :]]
        self._writer.writerow([*row, inert(reason), *extra])
        self.count += 1

    def close(self) -> None:
        """Finish the file, if there is one."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Rejects:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
