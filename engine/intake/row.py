"""What comes out of a table: a row as a command or as a rejection, and the errors of a whole file."""

from __future__ import annotations

from typing import NamedTuple

from engine.model.commands import Advance, Start
from engine.model.refusals import Refusal


class Record(NamedTuple):
    """One row of a table as it stands in the file.

    ``number`` is the row's number as a spreadsheet shows it: the header is row 1, blank rows count.
    ``problem`` is why its cells cannot be told apart, None for a sound row.
    """

    number: int
    cells: list[str]
    problem: Refusal | None = None


class Row(NamedTuple):
    """One row made into a command, or rejected (``command`` is None) with every reason found.

    ``number`` and ``cells`` are those of the ``Record``, so that a rejects file can repeat the row.
    """

    number: int
    cells: list[str]
    command: Start | Advance | None
    refusals: tuple[Refusal, ...] = ()


class IntakeError(Exception):
    """A file as a whole cannot be read or mapped; ``refusal`` says why. Nothing was read into the engine."""

    def __init__(self, code: str, data: dict[str, object] | None = None, help: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, dict(data or {}), (), help)
