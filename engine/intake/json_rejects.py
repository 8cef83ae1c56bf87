"""The rejects file of a file of JSON objects: JSON Lines, each row as it was and why it was not taken.

``$refused`` is the reason, ``$row`` the row's number in the file that was read; both are passed over when the
mended file is read. A row that is no object stands in ``$text``, as it was.
"""

from __future__ import annotations

import json
from io import FileIO, TextIOWrapper

from engine.intake.json_text import NOTES, parse
from engine.intake.row import Row
from engine.model.refusals import Refusal


class JsonRejects:
    """Writes rejected rows to a file that is made when the first one comes.

    ``count`` is how many were written. To be closed, or used as a context manager.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.count = 0
        self._file: TextIOWrapper | None = None

    def write(self, row: Row, reason: str) -> None:
        """Write one row and why it was not taken. Raises OSError where the file cannot be written."""
        if self._file is None:
            # Open from the first row to the close, which no single ``with`` spans.
            self._file = TextIOWrapper(FileIO(self.path, "w"), "utf-8", newline="\n")
        text = row.cells[0]
        found = parse(text)
        if isinstance(found, Refusal):
            found = {"$text": text}
        kept = {key: value for key, value in found.items() if key not in NOTES}
        line = {NOTES[0]: reason, NOTES[1]: row.number, **kept}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.count += 1

    def close(self) -> None:
        """Finish the file, if there is one."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> JsonRejects:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
