"""What becomes of deadlines: clocks that are planned otherwise after a command, or would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.kernel import Fact
from engine.model.task import Span, Task


class Shift(NamedTuple):
    """A clock that is planned otherwise: due and limit before and after, ms UTC; None where there is none.
    ``deadline`` is a block's name, "" for the own clock of ``step``."""

    deadline: str
    step: str
    due: tuple[int | None, int | None]
    limit: tuple[int | None, int | None]


def shifts(facts: Iterable[Fact], after: Task) -> Iterator[Shift]:
    """The clocks that stopped, each with the one that took its place, and those that are new. ``after`` is
    the task with the facts applied."""
    old: dict[tuple[str, int], Span] = {}
    new: dict[tuple[str, int], Span] = {}
    for fact in facts:
        if fact["fact"] in ("stopped", "clock"):
            span = after.clocks[fact["clock"] - 1]
            (old if fact["fact"] == "stopped" else new)[span.deadline, span.visit] = span
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        span = now or was
        assert span is not None
        due = (was.due if was else None, now.due if now else None)
        limit = (was.limit if was else None, now.limit if now else None)
        yield Shift(span.deadline, span.step, due, limit)
