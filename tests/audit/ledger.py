"""Tasks made by hand, one span of a clock after the other, put into a store for the time of a test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from engine.model.task import Span, Task
from engine.store import Change, EventRow, Store

HASH = b"h" * 32


class _Undo(Exception):
    pass


def span(started: int, due: int | None, ended: int | None = None, **given: Any) -> Span:
    """A span of the step ``pack``: closed by 小王 when it has ended, everything written down at once."""
    born_late = due is not None and due < started
    why, actor = (None, None) if ended is None else ("closed", "小王")
    span = Span(
        1, "", 1, "pack", ("warehouse",), started, started, due, None, born_late=born_late, ended=ended,
        ended_recorded=ended, why=why, actor=actor,
    )  # fmt: skip
    return span._replace(**given)


def task(number: int, *spans: Span, sop: str = "shipping") -> Task:
    """A task with these spans, called 8800 and its number."""
    numbered = tuple(one._replace(no=no) for no, one in enumerate(spans, 1))
    return Task(
        number,
        "",
        sop,
        1,
        f"88{number:02}",
        None,
        "小王",
        0,
        0,
        {},
        {},
        clocks=numbered,
        seq=1,
        head=b"h" * 32,
    )


@contextmanager
def kept(store: Store, tasks: Sequence[Task]) -> Iterator[Store]:
    """The store with these tasks in it; afterwards they are gone."""
    try:
        with store.writing():
            store.save([Change(_event(one), None, one) for one in tasks])
            yield store
            raise _Undo
    except _Undo:
        pass


def _event(of: Task) -> EventRow:
    return EventRow(of.id, 1, 1, "start", None, None, "小王", None, "wang", 0, 0, "{}", HASH)
