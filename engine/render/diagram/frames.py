"""A block's frame: what is written at its head, its lanes side by side, and at its foot what joins them."""

from __future__ import annotations

from typing import NamedTuple

from engine.render.diagram.graph import Size
from engine.render.diagram.layout import Place
from engine.render.diagram.ports import PORT, Point, room

PAD = 14.0
"""Pixels between a lane's edge and what is in it."""
EDGE = 12.0
"""Pixels between the frame, what is written in it, and lines that pass."""
BETWEEN = 10.0
"""Pixels between two lanes."""
BUS = 14.0
"""Pixels from the lanes to the line that collects their ends, and from there to the join."""

Spots = dict[int, tuple[int, float]]
"""By link (for bars: by lane) the lane, by its place in the frame, and how far from the left of what is in
it."""


class Frame(NamedTuple):
    """Everything by its distance from the frame's upper left corner. ``exits`` and ``entries``: by link,
    where on the lower and upper edge it passes. ``buses``: lines from the lanes' bars to the join. ``pad``:
    how far from a lane's left side its boxes begin."""

    size: Size
    head: Place
    lanes: list[Place]
    join: Place
    buses: list[list[Point]]
    exits: dict[int, float]
    entries: dict[int, float]
    pad: float


def build(
    lanes: list[Size], head: Size, join: Size, spots: tuple[Spots, Spots, Spots], after: list[int]
) -> Frame:
    """The frame around lanes of these sizes.

    ``spots``: links that leave lanes downwards, links that enter them from above, and by lane the middle of
    the bar at its end. ``after``: the links that begin at the join.
    """
    join = (max(join[0], PORT * (len(after) + 1)), join[1])
    wide = sum(width + 2 * PAD + BETWEEN for width, _height in lanes) - BETWEEN + 2 * EDGE
    spare = max(max(head[0], join[0]) + 2 * EDGE - wide, 0.0) / len(lanes)
    places, x = [], EDGE
    high = max(height for _width, height in lanes) + 2 * PAD
    for width, _height in lanes:
        places.append(Place(x, EDGE + head[1], width + 2 * PAD + spare, high))
        x += places[-1].width + BETWEEN
    wide = x - BETWEEN + EDGE
    out, into, bars = (
        {key: places[lane].x + PAD + spare / 2 + at for key, (lane, at) in each.items()} for each in spots
    )
    head_x = room(wide, into.values(), head[0], EDGE, EDGE)
    join_x = room(wide, out.values(), join[0], (wide - join[0]) / 2, EDGE)
    whole = max(wide, head_x + head[0] + EDGE, join_x + join[0] + EDGE)
    places[-1] = places[-1]._replace(width=places[-1].width + whole - wide)
    bus = EDGE + head[1] + high + BUS
    foot = Place(join_x, bus + BUS, *join)
    middle = foot.x + foot.width / 2
    exits = dict(out)
    for place, link in enumerate(after):
        exits[link] = middle + PORT * (place - (len(after) - 1) / 2)
    size = (whole, foot.y + foot.height + EDGE)
    lines = _lines(list(bars.values()), bus, foot)
    return Frame(size, Place(head_x, EDGE / 2, *head), places, foot, lines, exits, into, PAD + spare / 2)


def _lines(bars: list[float], bus: float, join: Place) -> list[list[Point]]:
    """From the bars down, along, and down to the join."""
    if not bars:
        return []
    middle = join.x + join.width / 2
    lines = [[(x, bus - BUS), (x, bus)] for x in bars]
    lines.append([(min(*bars, middle), bus), (max(*bars, middle), bus)])
    return [*lines, [(middle, bus), (middle, join.y)]]
