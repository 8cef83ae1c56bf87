"""Carrying out the rows of a table: batches of commands in, a tally out, rejections to their writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from engine.intake.row import Row
from engine.model.commands import Command
from engine.model.refusals import Refusal

BATCH = 1000


class Tally(NamedTuple):
    """What became of a table's rows: ``carried`` out now, ``repeated`` (carried out before, nothing was
    changed), ``refused``. ``last`` is the number of the last row read."""

    carried: int = 0
    repeated: int = 0
    refused: int = 0
    last: int = 0


RunMany = Callable[[list[Command]], Iterable[Any]]
"""Carries out a batch in one transaction: for each command a ``Refusal`` or an answer with ``repeated``."""


def batches(rows: Iterable[Row], size: int = BATCH) -> Iterator[list[Row]]:
    """Rows of starts, ``size`` at a time."""
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch


def carry_out(
    batches: Iterable[Sequence[Row]],
    run_many: RunMany,
    rejected: Callable[[Row, tuple[Refusal, ...]], None],
    progress: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Carry out batch after batch. ``rejected`` is told every row that was not taken, with all reasons (those
    of its cells, or the engine's refusal); ``progress`` the tally after each batch.

    What was carried out stays so when a later batch fails: a repeat goes on where it stopped.
    """
    tally = Tally()
    for batch in batches:
        answers = iter(run_many([row.command for row in batch if row.command is not None]))
        carried, repeated, refused, last = tally
        for row in batch:
            answer = next(answers) if row.command is not None else None
            if answer is None or isinstance(answer, Refusal):
                refused += 1
                rejected(row, row.refusals if answer is None else (answer,))
            elif answer.repeated:
                repeated += 1
            else:
                carried += 1
            last = max(last, row.number)
        tally = Tally(carried, repeated, refused, last)
        progress(tally)
    return tally
