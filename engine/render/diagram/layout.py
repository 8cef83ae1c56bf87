"""Where everything of a diagram stands: boxes, labels, and arrows as corners joined by straight lines.

Sizes go in, positions come out; nothing here knows what is drawn. All lines are horizontal or vertical;
the vertical ones have a place of their own in every layer they pass, so no arrow runs through a box or a
label, and no two arrows lie on each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from engine.render.diagram.columns import place
from engine.render.diagram.graph import Graph, Link, Route, Size, Vertex, build
from engine.render.diagram.ordering import arrange
from engine.render.diagram.ports import INSET, PORT, Point, beside, corners, spread
from engine.render.diagram.tracks import Net, assign

TRACK = 11.0
"""Pixels between two tracks."""
LEAVE = 12.0
"""Pixels below a box or a label before its arrows may turn."""
ARRIVE = 20.0
"""Pixels above a box after its arrows have turned: the arrowhead needs them."""
BEFORE = 7.0
"""Pixels above a label after its arrow has turned."""
ASIDE = 4.0
"""Pixels between a box's arrow to itself and the label beside it."""


class Place(NamedTuple):
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Layout(NamedTuple):
    """The places of boxes and labels (of links without one too, with no height), the corners of each
    link's arrow from its source to its target, whether it runs upwards, and the size of all of it."""

    boxes: list[Place]
    labels: list[Place]
    paths: list[list[Point]]
    loops: list[bool]
    width: float
    height: float


def lay_out(
    sizes: list[Size], links: list[Link], tops: Sequence[int] = (), bottoms: Sequence[int] = ()
) -> Layout:
    """Place boxes of these sizes and the links between them. The same input gives the same output.

    ``tops`` and ``bottoms`` are boxes that are to stand at the upper and the lower edge.
    """
    graph = build(_roomy(sizes, links), links, tops, bottoms)
    arrange(graph)
    place(graph)
    return _Routing(graph, links).layout()


def _roomy(sizes: list[Size], links: list[Link]) -> list[Size]:
    """Boxes wide enough for all arrows that may meet one of their sides."""
    most = [[0, 0] for _ in sizes]
    for link in links:
        most[link.source][0] += 1
        most[link.target][1] += 1
    return [
        (max(width, 2 * INSET + PORT * (max(ends) - 1)) if height else width, height)
        for (width, height), ends in zip(sizes, most, strict=True)
    ]


class _Routing:
    """Ports, nets and heights of one graph."""

    def __init__(self, graph: Graph, links: list[Link]) -> None:
        self.graph = graph
        self.links = links
        self.gaps: list[list[Net]] = [[] for _ in range(len(graph.layers) + 1)]  # gap i is above layer i
        self.ports: dict[tuple[int, int, bool], float] = {}
        self.tops: list[float] = []
        self.heights = [max((v.height for v in layer), default=0.0) for layer in graph.layers]
        self.tracks: list[float] = []
        self.bottom = 0.0

    def layout(self) -> Layout:
        self._find_ports()
        nets = [self._nets(number, route) for number, route in enumerate(self.graph.routes)]
        self._stack()
        paths = [
            self._path(number, route, own)
            for (number, route), own in zip(enumerate(self.graph.routes), nets, strict=True)
        ]
        boxes = [self._place(vertex) for vertex in self.graph.boxes]
        labels = [self._place(_label(route)) for route in self.graph.routes]
        right = max([p.x + p.width for p in (*boxes, *labels)] + [x for path in paths for x, _ in path])
        left = min([0.0] + [x for path in paths for x, _ in path])
        return Layout(
            [place._replace(x=place.x - left) for place in boxes],
            [place._replace(x=place.x - left) for place in labels],
            [[(x - left, y) for x, y in path] for path in paths],
            [route.loop for route in self.graph.routes],
            right - left,
            self.bottom,
        )

    def _find_ports(self) -> None:
        """Where on the lower and upper side of its boxes each arrow begins and ends: as straight above or
        below its next place as the box allows."""
        wanted: dict[tuple[int, bool], list[tuple[float, int]]] = {}
        for number, route in enumerate(self.graph.routes):
            chain = route.chain
            for box, other, leaving in ((chain[0], chain[1], True), (chain[-1], chain[-2], False)):
                fixed = self._fixed(number, leaving)
                if fixed is not None:
                    self.ports[box.box or 0, number, leaving] = box.x - box.width / 2 + fixed
                elif not (route.loop and self._touching(number, box, other, leaving)):
                    wanted.setdefault((box.box or 0, leaving), []).append((other.x, number))
        taken: dict[tuple[int, bool], list[float]] = {}
        for (name, _number, below), x in self.ports.items():
            taken.setdefault((name, below), []).append(x)
        for (name, below), ends in wanted.items():
            vertex = self.graph.boxes[name]
            ends.sort()
            low, high = vertex.x - vertex.width / 2 + INSET, vertex.x + vertex.width / 2 - INSET
            if high < low:
                low = high = vertex.x
            wishes = [x for x, _number in ends]
            occupied = taken.get((name, below))
            xs = beside(wishes, low, high, occupied) if occupied else spread(wishes, low, high)
            for x, (_x, number) in zip(xs, ends, strict=True):
                self.ports[name, number, below] = x

    def _fixed(self, number: int, leaving: bool) -> float | None:
        return self.links[number].leaves if leaving else self.links[number].arrives

    def _touching(self, number: int, box: Vertex, column: Vertex, leaving: bool) -> bool:
        """Whether a loop's column is the box's neighbour, so that a line may go across."""
        return abs(box.order - column.order) == 1 and self._fixed(number, leaving) is None

    def _nets(self, number: int, route: Route) -> list[Net | None]:
        """The nets of a route in its order; None where it goes straight across to a neighbour."""
        chain = route.chain
        found: list[Net | None] = []
        for index, (one, two) in enumerate(pairwise(chain)):
            first, last = index == 0, index == len(chain) - 2
            net: Net | None
            if route.loop and (first or last) and one.layer == two.layer:
                box = one if first else two
                other = two if first else one
                if self._touching(number, box, other, first):
                    net = None
                elif first:
                    net = Net(self.ports[box.box or 0, number, True], True, other.x, True)
                    self.gaps[one.layer + 1].append(net)
                else:
                    net = Net(other.x, False, self.ports[box.box or 0, number, False], False)
                    self.gaps[one.layer].append(net)
            else:
                start = self.ports[one.box or 0, number, True] if one.box is not None else one.x
                end = self.ports[two.box or 0, number, False] if two.box is not None else two.x
                net = Net(start, not route.loop, end, route.loop)
                self.gaps[max(one.layer, two.layer)].append(net)
            found.append(net)
        return found

    def _stack(self) -> None:
        """The layers from above to below, with as many tracks between them as are needed."""
        y = 0.0
        for gap, nets in enumerate(self.gaps):
            levels = assign(nets)
            self.tracks.append(y + LEAVE)
            above_box = gap % 2 == 0 and gap < len(self.heights)
            if levels:
                y += LEAVE + TRACK * (levels - 1) + (ARRIVE if above_box else BEFORE)
            elif 0 < gap < len(self.heights):
                y += ARRIVE if above_box else BEFORE
            if gap < len(self.heights):
                self.tops.append(y)
                y += self.heights[gap]
        self.bottom = y

    def _path(self, number: int, route: Route, nets: list[Net | None]) -> list[Point]:
        chain = route.chain
        points: list[Point] = []
        for index, net in enumerate(nets):
            one, two = chain[index], chain[index + 1]
            first, last = index == 0, index == len(nets) - 1
            if net is None:
                points += self._across(one, two, first, own=nets == [None, None])
                continue
            gap = self._gap(one, two, first, route.loop)
            if first:
                points.append((net.first, self._place(one).y + self._place(one).height))
            points += [(x, self.tracks[gap] + TRACK * level) for x, level in net.turns()]
            if last:
                points.append((net.last, self._place(two).y))
        return corners(points)

    @staticmethod
    def _gap(one: Vertex, two: Vertex, first: bool, loop: bool) -> int:
        if one.layer != two.layer:
            return max(one.layer, two.layer)
        return one.layer + 1 if first and loop else one.layer

    def _across(self, one: Vertex, two: Vertex, leaving: bool, own: bool) -> list[Point]:
        """From a box's side to the column beside it, or back. A loop of the box's ``own`` is too short for
        a label on it, and runs between the two."""
        box, column = (one, two) if leaving else (two, one)
        place = self._place(box)
        right = column.order > box.order
        part = (0.75 if leaving else 0.25) if own else 0.5
        y = place.y + place.height * part
        side = place.x + place.width if right else place.x
        x = column.x
        if own:
            x += (column.width / 2 + ASIDE) * (-1 if right else 1)
        points = [(side, y), (x, y)]
        return points if leaving else points[::-1]

    def _place(self, vertex: Vertex) -> Place:
        """In the middle of its layer; labels between steps at the top of theirs, near to the one above."""
        slack = self.heights[vertex.layer] - vertex.height
        y = self.tops[vertex.layer] + (slack / 2 if vertex.layer % 2 == 0 else 0)
        return Place(vertex.x - vertex.width / 2, y, vertex.width, vertex.height)


def _label(route: Route) -> Vertex:
    return next(vertex for vertex in route.chain if vertex.label)


__all__ = ["Layout", "Link", "Place", "Point", "Size", "lay_out"]
