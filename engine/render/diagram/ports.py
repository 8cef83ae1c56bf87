"""Where arrows meet the sides of boxes, and the corners that a line is drawn by."""

from __future__ import annotations

from collections.abc import Iterable

INSET = 16.0
"""How far from a box's corners arrows begin and end."""
PORT = 14.0
"""Pixels between two arrows on one side of a box."""

Point = tuple[float, float]


def spread(wishes: list[float], low: float, high: float) -> list[float]:
    """Places between ``low`` and ``high``, in the order of the (ascending) wishes and as near to them as
    the distance between two arrows allows."""
    apart = min(PORT, (high - low) / max(len(wishes) - 1, 1))
    xs: list[float] = []
    for x in wishes:
        xs.append(max(min(max(x, low), high), xs[-1] + apart if xs else low))
    for index in range(len(xs) - 1, -1, -1):
        xs[index] = min(xs[index], high - apart * (len(xs) - 1 - index))
        if index + 1 < len(xs):
            xs[index] = min(xs[index], xs[index + 1] - apart)
    return xs


def beside(wishes: Iterable[float], low: float, high: float, taken: Iterable[float]) -> list[float]:
    """The same where some places are taken already: each goes to the nearest one that is free."""
    used, found = list(taken), []
    for wish in wishes:
        at = min(max(wish, low), high)
        tries = [at, *(x + side for x in used for side in (-PORT, PORT) if low <= x + side <= high)]
        free = [x for x in tries if all(abs(x - other) > PORT - 0.01 for other in used)]
        x = min(free, key=lambda one: (abs(one - at), one)) if free else at
        used.append(x)
        found.append(x)
    return found


def room(width: float, taken: Iterable[float], need: float, wish: float, edge: float) -> float:
    """Where something of a width may begin so that no vertical line at ``taken`` runs through it: as near
    to ``wish`` as can be. Where there is no room between two edges ``width`` apart, it begins beyond the
    last line.
    """
    lines = sorted(taken)
    highest = max(width - edge - need, edge)
    tries = [wish, edge, highest, *(x + edge for x in lines), *(x - edge - need for x in lines)]
    free = [
        x
        for x in tries
        if edge <= x <= highest and all(not x - edge < line < x + need + edge for line in lines)
    ]
    if free:
        return min(free, key=lambda one: (abs(one - wish), one))
    return (lines[-1] if lines else 0.0) + edge


def corners(points: list[Point]) -> list[Point]:
    """The points where the direction changes, and both ends."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) >= 2 and any(kept[-2][axis] == kept[-1][axis] == point[axis] for axis in (0, 1)):
            kept.pop()
        kept.append(point)
    return [(round(x, 1), round(y, 1)) for x, y in kept]
