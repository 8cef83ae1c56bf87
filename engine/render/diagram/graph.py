"""A diagram as layers: every box in a layer, every arrow a chain from layer to layer.

Boxes stand in the even layers, labels in the odd ones between them, so that a label has a place of its
own on its arrow. An arrow that closes a circle runs upwards, in a column of its own, from beside its
source to beside its target. The approach is that of Sugiyama, Tagawa and Toda (1981).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

Size = tuple[float, float]
COLUMN = 6.0
"""How wide the place is that an arrow takes in a layer which it passes."""


class Link(NamedTuple):
    """An arrow to be placed: from a box to a box, with the size of its label. ``leaves`` and ``arrives``
    say how far from the left side of its boxes it has to begin and end; None: where it is best. ``far``: a
    layer is left between its boxes, for what else its source leads to."""

    source: int
    target: int
    label: Size = (0.0, 0.0)
    leaves: float | None = None
    arrives: float | None = None
    far: bool = False


class Vertex:
    """Something that takes a place in a layer: a box (``box`` is its number), a label, or a passing arrow.

    A box of no height is the place where an arrow passes the edge of what is laid out. ``ups`` and ``downs``
    are its neighbours in the layers above and below, ``beside`` those in its own: a box and the columns of
    the arrows that leave or reach it upwards. ``up`` and ``down`` are those that the main way takes, which is
    to be one straight line. ``shifts`` says of a wide box where on its side a neighbour's arrow is, from -0.5
    (left) to 0.5, by the neighbour's id.
    """

    __slots__ = (
        "beside", "box", "down", "downs", "height", "label", "layer", "order", "shifts", "up", "ups", "width",
        "x",
    )  # fmt: skip

    def __init__(self, layer: int, size: Size, box: int | None = None, label: bool = False) -> None:
        self.layer = layer
        self.width, self.height = size
        self.box = box
        self.label = label
        self.ups: list[Vertex] = []
        self.downs: list[Vertex] = []
        self.beside: list[Vertex] = []
        self.up: Vertex | None = None
        self.down: Vertex | None = None
        self.order = 0
        self.x = 0.0
        self.shifts: dict[int, float] | None = None


class Route(NamedTuple):
    """An arrow's way: its box, what it passes in order, its other box. ``loop``: it runs upwards."""

    chain: list[Vertex]
    loop: bool


class Graph(NamedTuple):
    """Layers from top to bottom, each from left to right; a route for each link, in their order."""

    layers: list[list[Vertex]]
    boxes: list[Vertex]
    routes: list[Route]


def build(
    sizes: list[Size], links: list[Link], tops: Sequence[int] = (), bottoms: Sequence[int] = ()
) -> Graph:
    """The layers of boxes and links, each layer in the order in which a walk from the first box meets it.

    ``tops`` are boxes of the first layer, which nothing leads to, ``bottoms`` those of the last, which
    lead nowhere.
    """
    backward = closing(len(sizes), links)
    layers_of = _layers(len(sizes), links, backward)
    if tops or bottoms:
        last = 1 + max(layer for box, layer in enumerate(layers_of) if box not in bottoms)
        for box in tops:
            layers_of[box] = 0
        for box in bottoms:
            layers_of[box] = last
    boxes = [Vertex(2 * layers_of[box], size, box) for box, size in enumerate(sizes)]
    routes = [
        _upwards(boxes, link) if number in backward else _downwards(boxes, link)
        for number, link in enumerate(links)
    ]
    for link, route in zip(links, routes, strict=True):
        if link.leaves is not None or link.arrives is not None:
            _shift(route, link)
    _mark_main([route for route in routes if not route.loop])
    layers: list[list[Vertex]] = [[] for _ in range(max((vertex.layer for vertex in boxes), default=0) + 1)]
    for vertex in _walk(boxes, routes):
        vertex.order = len(layers[vertex.layer])
        layers[vertex.layer].append(vertex)
    return Graph(layers, boxes, routes)


def closing(count: int, links: list[Link]) -> set[int]:
    """The numbers of the links that lead back to a box on the way to them: without them there is no
    circle. The walk begins at the first box and takes targets in their order."""
    ways: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for number, link in enumerate(links):
        ways[link.source].append((link.target, number))
    for way in ways:
        way.sort(reverse=True)
    found: set[int] = set()
    state = [0] * count  # 0 not met, 1 on the way, 2 left
    for root in range(count):
        if state[root]:
            continue
        state[root], path = 1, [root]
        while path:
            if not ways[path[-1]]:
                state[path.pop()] = 2
                continue
            target, number = ways[path[-1]].pop()
            if state[target] == 1:
                found.add(number)
            elif state[target] == 0:
                state[target] = 1
                path.append(target)
    return found


def _layers(count: int, links: list[Link], backward: set[int]) -> list[int]:
    """A layer for each box, every downward link leading to a deeper one; then boxes move down towards
    what follows them where that makes arrows shorter."""
    nexts: list[list[int]] = [[] for _ in range(count)]
    before, above = [0] * count, [1] * count
    for number, link in enumerate(links):
        if number not in backward:
            nexts[link.source].append(link.target)
            above[link.target] = max(above[link.target], 2 if link.far else 1)
            before[link.target] += 1
    entries, order = list(before), [box for box in range(count) if not before[box]]
    layer = [0] * count
    for box in order:
        for target in nexts[box]:
            layer[target] = max(layer[target], layer[box] + above[target])
            before[target] -= 1
            if not before[target]:
                order.append(target)
    for box in reversed(order):
        if nexts[box] and entries[box] < len(nexts[box]):
            layer[box] = max(layer[box], min(layer[target] - above[target] for target in nexts[box]))
    top = min(layer, default=0)
    return [one - top for one in layer]


def _downwards(boxes: list[Vertex], link: Link) -> Route:
    source, target = boxes[link.source], boxes[link.target]
    chain = [source, Vertex(source.layer + 1, _wide(link.label), label=True)]
    chain += [Vertex(layer, (COLUMN, 0.0)) for layer in range(source.layer + 2, target.layer)]
    chain.append(target)
    for upper, lower in pairwise(chain):
        upper.downs.append(lower)
        lower.ups.append(upper)
    return Route(chain, False)


def _upwards(boxes: list[Vertex], link: Link) -> Route:
    source, target = boxes[link.source], boxes[link.target]
    said = source.layer if source is target else source.layer - 1
    columns = [
        Vertex(layer, _wide(link.label) if layer == said else (COLUMN, 0.0), label=layer == said)
        for layer in range(source.layer, target.layer - 1, -1)
    ]
    for lower, upper in pairwise(columns):
        upper.downs.append(lower)
        lower.ups.append(upper)
    for box, column in ((source, columns[0]), (target, columns[-1])):
        box.beside.append(column)
        column.beside.append(box)
    return Route([source, *columns, target], True)


def _mark_main(routes: list[Route]) -> None:
    """Of the arrows that leave each box downwards one is its main way on: not to where all ends, rather to
    what is near, then the first. Where several such ways meet, the shortest one stays."""
    chosen: dict[int, Route] = {}
    for route in sorted(routes, key=lambda route: (not route.chain[-1].downs, len(route.chain))):
        chosen.setdefault(id(route.chain[0]), route)
    arriving: dict[int, Route] = {}
    for route in sorted(chosen.values(), key=lambda route: len(route.chain)):
        arriving.setdefault(id(route.chain[-1]), route)
    for route in arriving.values():
        for upper, lower in pairwise(route.chain):
            upper.down, lower.up = lower, upper


def _shift(route: Route, link: Link) -> None:
    """Note where on its boxes an arrow begins or ends that is not free to choose."""
    chain = route.chain
    for box, other, at in ((chain[0], chain[1], link.leaves), (chain[-1], chain[-2], link.arrives)):
        if at is not None:
            box.shifts = box.shifts or {}
            box.shifts[id(other)] = at / box.width - 0.5


def _wide(label: Size) -> Size:
    return max(label[0], COLUMN), label[1]


def _walk(boxes: list[Vertex], routes: list[Route]) -> list[Vertex]:
    """Every vertex once: each box followed by the whole way that leaves it first, and so on."""
    leaving: dict[int, list[Route]] = {}
    for route in routes:
        leaving.setdefault(id(route.chain[0]), []).append(route)
    met: dict[int, Vertex] = {}
    for root in boxes:
        waiting = [[root]]
        while waiting:
            chain = waiting.pop()
            last, fresh = chain[-1], id(chain[-1]) not in met
            for vertex in chain:
                met.setdefault(id(vertex), vertex)
            if fresh:
                waiting += [route.chain[1:] for route in reversed(leaving.get(id(last), []))]
    return list(met.values())
