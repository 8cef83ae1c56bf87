"""Near names, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable


def near(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known names that ``name`` may be a slip of, the nearest first, at most ``most``; upper and
    lower case count as the same letter. Empty where nothing is near."""
    from difflib import get_close_matches

    by_folded: dict[str, str] = {}
    for one in known:
        by_folded.setdefault(one.casefold(), one)
    return tuple(by_folded[found] for found in get_close_matches(name.casefold(), by_folded, most, 0.6))
