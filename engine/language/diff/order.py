"""Which things stand in another order, said of as few of them as possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def moved(before: Sequence[str], after: Sequence[str], named: Callable[[str], str] = str) -> list[str]:
    """The names, of two orders of the same names, that moved when as many others as possible stayed.

    Among several such choices the one is taken whose staying names come first in the alphabet (as
    ``named`` calls them), so the answer is the same in both directions. In the order of ``after``.
    """
    if list(before) == list(after):
        return []
    place = {name: number for number, name in enumerate(after)}
    places = [place[name] for name in before]
    length = _longest_from(places)
    staying: set[str] = set()
    last, begin = -1, 0
    for wanted in range(max(length), 0, -1):
        fitting = [i for i in range(begin, len(places)) if length[i] == wanted and places[i] > last]
        taken = min(fitting, key=lambda i: named(before[i]))
        staying.add(before[taken])
        last, begin = places[taken], taken + 1
    return [name for name in after if name not in staying]


def _longest_from(places: Sequence[int]) -> list[int]:
    """For each place, how long the longest rising run of places is that begins there."""
    length = [1] * len(places)
    for i in range(len(places) - 2, -1, -1):
        here = places[i]
        length[i] = 1 + max((length[j] for j in range(i + 1, len(places)) if places[j] > here), default=0)
    return length


def before_it(order: Sequence[str], name: str) -> str:
    """The name that stands before another one; "" for the first."""
    place = order.index(name)
    return order[place - 1] if place else ""
