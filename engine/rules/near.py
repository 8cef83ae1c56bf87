"""Near names, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LONGEST = 60
"""Characters of a name for which a near one is looked for."""
MOST_COMPARED = 20_000
"""Pairs of names that are compared for one document; after that nothing is near any more."""

_left: ContextVar[list[int] | None] = ContextVar("left", default=None)


@contextmanager
def compared_within(most: int = MOST_COMPARED) -> Iterator[None]:
    """Inside, no more than this many pairs of names are compared: a document in which thousands of names are
    wrong, each beside thousands that are right, would be compared for minutes."""
    token = _left.set([most])
    try:
        yield
    finally:
        _left.reset(token)


def near(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known names that ``name`` may be a slip of, the nearest first, at most ``most``; upper and
    lower case count as the same letter. Empty where nothing is near."""
    if len(name) > LONGEST:
        return ()
    by_folded: dict[str, str] = {}
    left = _left.get()
    if left is not None and left[0] <= 0:
        return ()
    for one in known:
        by_folded.setdefault(one.casefold(), one)
    if left is not None:
        left[0] -= len(by_folded)
    from difflib import get_close_matches

    return tuple(by_folded[found] for found in get_close_matches(name.casefold(), by_folded, most, 0.6))
