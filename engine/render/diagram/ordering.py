"""Which vertex stands left of which, so that few arrows cross: barycentres, then swaps of neighbours."""

from __future__ import annotations

from bisect import bisect_right, insort

from engine.render.diagram.graph import Graph, Vertex

SWEEPS = 24


def arrange(graph: Graph) -> None:
    """Put every layer into the best order that was found. The same graph gives the same order."""
    best, orders = cost(graph), _orders(graph)
    for sweep in range(SWEEPS):
        downwards = sweep % 2 == 0
        for layer in graph.layers if downwards else reversed(graph.layers):
            _sort(layer, downwards)
        for layer in graph.layers:
            _swap(layer)
        now = cost(graph)
        if now < best:
            best, orders = now, _orders(graph)
        if not best:
            break
    for layer, order in zip(graph.layers, orders, strict=True):
        _place(layer, order)


def cost(graph: Graph) -> int:
    """How many arrows cross between layers, and how much stands between a box and its loops' columns."""
    crossings = sum(_crossings(layer) for layer in graph.layers)
    apart = sum(abs(v.order - other.order) - 1 for layer in graph.layers for v in layer for other in v.beside)
    return crossings + apart // 2


def _orders(graph: Graph) -> list[list[Vertex]]:
    return [list(layer) for layer in graph.layers]


def _place(layer: list[Vertex], order: list[Vertex]) -> None:
    layer[:] = order
    for place, vertex in enumerate(layer):
        vertex.order = place


def _sort(layer: list[Vertex], downwards: bool) -> None:
    keys = {}
    for vertex in layer:
        near = [*(vertex.ups if downwards else vertex.downs), *vertex.beside]
        keys[id(vertex)] = (
            sum(other.order if other.shifts is None else _at(other, vertex) for other in near) / len(near)
            if near
            else float(vertex.order)
        )
    _place(layer, sorted(layer, key=lambda vertex: keys[id(vertex)]))


def _at(wide: Vertex, vertex: Vertex) -> float:
    """Where a wide box's arrow to or from a vertex is, in orders."""
    return wide.order + (wide.shifts or {}).get(id(vertex), 0.0)


def _crossings(layer: list[Vertex]) -> int:
    """Crossings between a layer and the one below it."""
    seen: list[int] = []
    count = 0
    for vertex in layer:
        ends = sorted(lower.order for lower in vertex.downs)
        for end in ends:
            count += len(seen) - bisect_right(seen, end)
        for end in ends:
            insort(seen, end)
    return count


def _swap(layer: list[Vertex]) -> None:
    """Swap neighbours as long as that makes anything better."""
    for _ in range(len(layer)):
        better = False
        for place in range(len(layer) - 1):
            left, right = layer[place], layer[place + 1]
            if _gain(left, right) > 0:
                layer[place], layer[place + 1] = right, left
                left.order, right.order = place + 1, place
                better = True
        if not better:
            return


def _gain(left: Vertex, right: Vertex) -> int:
    """By how much crossings and distances shrink when two neighbours change places."""
    gain = 0
    for ours, theirs in ((left.ups, right.ups), (left.downs, right.downs)):
        for one in ours:
            for other in theirs:
                gain += (one.order > other.order) - (one.order < other.order)
    for vertex, step, other in ((left, 1, right), (right, -1, left)):
        for partner in vertex.beside:
            if partner is not other:
                gain += abs(vertex.order - partner.order) - abs(vertex.order + step - partner.order)
    return gain
