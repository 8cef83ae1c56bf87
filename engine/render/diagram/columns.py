"""How far right each vertex stands: arrows as straight as can be, nothing on top of anything else.

Four alignments (towards the left and the right, from above and from below), each compacted, and of
their four positions the mean of the middle two: Brandes and Köpf, "Fast and Simple Horizontal
Coordinate Assignment" (2001). Separations hold in each of the four, so they hold in the mean.
"""

from __future__ import annotations

from itertools import pairwise

from engine.render.diagram.graph import Graph, Vertex

APART = 36.0
"""Pixels between two boxes of a layer."""
BETWEEN = 18.0
"""Pixels around what is no box: labels and passing arrows."""


def place(graph: Graph) -> None:
    """Set ``x`` (the centre) of every vertex; the leftmost side is at 0."""
    vertices = [vertex for layer in graph.layers for vertex in layer]
    if not vertices:
        return
    number = {id(vertex): place for place, vertex in enumerate(vertices)}
    rows = [[number[id(vertex)] for vertex in layer] for layer in graph.layers]
    ups = [sorted(number[id(other)] for other in vertex.ups) for vertex in vertices]
    avoided = _conflicts(vertices, rows, ups)
    ups = [sorted(number[id(other)] for other in _above(vertex)) for vertex in vertices]
    downs = [sorted(number[id(other)] for other in _below(vertex)) for vertex in vertices]
    found = []
    for near, lines in ((ups, rows), (downs, rows[::-1])):
        for mirrored in (False, True):
            xs = _compact(vertices, *_align(lines, near, avoided, mirrored), mirrored)
            found.append([-x for x in xs] if mirrored else xs)
    _fit(vertices, found)
    for place, vertex in enumerate(vertices):
        four = sorted(xs[place] for xs in found)
        vertex.x = round((four[1] + four[2]) / 2, 1)
    _draw_near(vertices)
    left = min(vertex.x - vertex.width / 2 for vertex in vertices)
    for vertex in vertices:
        vertex.x -= left


def _draw_near(vertices: list[Vertex]) -> None:
    """A box's arrow to itself is kept short where nothing stands between the two."""
    for vertex in vertices:
        box = vertex.beside[0] if len(vertex.beside) == 2 else vertex
        if vertex.box is None and vertex.beside == [box, box] and abs(box.order - vertex.order) == 1:
            vertex.x = box.x + separation(box, vertex) * (vertex.order - box.order)


def _above(vertex: Vertex) -> list[Vertex]:
    """What a vertex may stand straight below: the main way to it, else what has no main way of its own."""
    if vertex.up is not None:
        return [vertex.up]
    return [other for other in vertex.ups if other.down is None]


def _below(vertex: Vertex) -> list[Vertex]:
    if vertex.down is not None:
        return [vertex.down]
    return [other for other in vertex.downs if other.up is None]


def separation(left: Vertex, right: Vertex) -> float:
    """How far the centres of two neighbours have to be apart."""
    solid = left.box is not None and right.box is not None and left.height and right.height
    gap = APART if solid else BETWEEN
    return (left.width + right.width) / 2 + gap


def _conflicts(vertices: list[Vertex], rows: list[list[int]], ups: list[list[int]]) -> set[tuple[int, int]]:
    """Connections that cross one whose straightness matters more: the main way's comes first, then that of
    an arrow on its way past other layers."""
    found: set[tuple[int, int]] = set()
    for row in rows:
        pairs = [(up, lower, _weight(vertices[up], vertices[lower])) for lower in row for up in ups[lower]]
        heavy = [pair for pair in pairs if pair[2]]
        for up, lower, weight in pairs:
            for other, below, more in heavy:
                if weight < more and (up - other) * (lower - below) < 0:
                    found.add((up, lower))
                    break
    return found


def _weight(upper: Vertex, lower: Vertex) -> int:
    if upper.down is lower:
        return 2
    return 1 if upper.box is None and lower.box is None else 0


def _align(
    rows: list[list[int]], near: list[list[int]], avoided: set[tuple[int, int]], mirrored: bool
) -> tuple[list[int], list[list[int]]]:
    """Blocks of vertices that stand above one another: each vertex's root, and the rows in their order."""
    lines = [row[::-1] for row in rows] if mirrored else rows
    root = list(range(len(near)))
    place = {vertex: index for row in lines for index, vertex in enumerate(row)}
    for row in lines:
        last = -1
        for vertex in row:
            around = sorted(near[vertex], key=place.__getitem__)
            middle = (len(around) - 1) / 2
            for index in sorted({int(middle), int(middle + 0.5)}) if around else ():
                other = around[index]
                pair = (min(other, vertex), max(other, vertex))
                if root[vertex] == vertex and last < place[other] and pair not in avoided:
                    root[vertex], last = root[other], place[other]
    return root, lines


def _compact(vertices: list[Vertex], root: list[int], lines: list[list[int]], mirrored: bool) -> list[float]:
    """Positions of blocks: as far left as the separations allow, then right again up to what follows."""
    after: dict[int, dict[int, float]] = {}
    waits = dict.fromkeys(root, 0)
    for row in lines:
        for one, two in pairwise(row):
            left, right = root[one], root[two]
            first, second = (two, one) if mirrored else (one, two)
            need = separation(vertices[first], vertices[second])
            follows = after.setdefault(left, {})
            if right not in follows:
                waits[right] += 1
            follows[right] = max(follows.get(right, 0.0), need)
    order = [block for block, count in waits.items() if not count]
    x = dict.fromkeys(waits, 0.0)
    for block in order:
        for other, need in after.get(block, {}).items():
            x[other] = max(x[other], x[block] + need)
            waits[other] -= 1
            if not waits[other]:
                order.append(other)
    for block in reversed(order):
        follows = after.get(block, {})
        if follows:
            x[block] = max(x[block], min(x[other] - need for other, need in follows.items()))
    return [x[block] for block in root]


def _fit(vertices: list[Vertex], found: list[list[float]]) -> None:
    """Shift the four so that the narrowest one and they share a side."""
    spans = [
        (min(x - v.width / 2 for x, v in zip(xs, vertices, strict=True)),
         max(x + v.width / 2 for x, v in zip(xs, vertices, strict=True)))
        for xs in found
    ]  # fmt: skip
    low, high = min(spans, key=lambda span: span[1] - span[0])
    for number, (left, right) in enumerate(spans):
        shift = high - right if number % 2 else low - left
        found[number][:] = [x + shift for x in found[number]]
