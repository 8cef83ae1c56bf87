"""Where everything stands in a diagram whose blocks have lanes with boxes of their own.

From within: each lane is laid out by itself (``layout``), its block becomes one big box around all of them,
which is then a box of the lane that it stands in. An arrow that leaves a block passes its lower edge, one
that enters it from outside the upper one, at a place that the lane has chosen; so it is one line all the
way.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.render.diagram.frames import PAD, Frame, build
from engine.render.diagram.graph import Link, Size
from engine.render.diagram.layout import Layout, Place, lay_out
from engine.render.diagram.ports import Point, corners

Node = tuple[str, int]
"""``box`` and its number, ``out`` or ``in`` and the link that passes the lane's edge there, ``bar`` and the
lane whose end it is."""

BAR = (64.0, 7.0)
PASSING = (6.0, 0.0)


class Plan(NamedTuple):
    """What is to be placed: sizes (of a block: of what is written at its head), links, of each box the lane
    that it stands in (0: the main one), of each lane the box of its block (-1 for the main one), of each
    block the box of its join. A link to a join ends at the bar of the lane that it comes from. The first
    box of a lane is its head."""

    sizes: list[Size]
    links: list[Link]
    lanes: list[int]
    blocks: list[int]
    joins: dict[int, int]


class Nested(NamedTuple):
    """Places of boxes (of a block: its frame), of lanes, of what is written at the head of a block, of the
    bars that end lanes, the lines from bars to joins by block; and the rest as in ``Layout``."""

    boxes: list[Place]
    lanes: list[Place]
    heads: dict[int, Place]
    bars: dict[int, Place]
    buses: dict[int, list[list[Point]]]
    labels: list[Place]
    paths: list[list[Point]]
    loops: list[bool]
    width: float
    height: float


class Piece(NamedTuple):
    """The part of a link that lies in one lane. ``first``: its label is there."""

    link: int
    source: Node
    target: Node
    first: bool


def nest(plan: Plan) -> Nested:
    """Place it. The same plan gives the same picture."""
    return _Nesting(plan).nested()


class _Nesting:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.joined = {join: block for block, join in plan.joins.items()}
        self.nodes: list[list[Node]] = [[] for _ in plan.blocks]
        for box, lane in enumerate(plan.lanes):
            if box not in self.joined:
                self.nodes[lane].append(("box", box))
        self.pieces: list[list[Piece]] = [[] for _ in plan.blocks]
        self.ways: list[list[int]] = []
        for number in range(len(plan.links)):
            self.ways.append(self._split(number))
        self.inside: dict[int, list[int]] = {}
        for lane, block in enumerate(plan.blocks[1:], 1):
            self.inside.setdefault(block, []).append(lane)
        self.layouts: dict[int, Layout] = {}
        self.frames: dict[int, Frame] = {}
        self.places: dict[Node, Place] = {}
        self.lane_places: dict[int, Place] = {}
        self.labels: dict[int, Place] = {}
        self.paths: dict[tuple[int, int], list[Point]] = {}
        self.loops = [False] * len(plan.links)
        self.buses: dict[int, list[list[Point]]] = {}
        self.heads: dict[int, Place] = {}

    def nested(self) -> Nested:
        main = self._lay_out(0)
        self._settle(0, 0.0, 0.0, main.height)
        plan, count = self.plan, len(self.plan.links)
        return Nested(
            [self.places["box", box] for box in range(len(plan.sizes))],
            [self.lane_places[lane] for lane in range(len(plan.blocks))],
            self.heads,
            {lane: place for (kind, lane), place in self.places.items() if kind == "bar"},
            self.buses,
            [self.labels[number] for number in range(count)],
            [self._whole(number) for number in range(count)],
            self.loops,
            main.width,
            main.height,
        )

    def _chain(self, box: int) -> dict[int, Node]:
        """The lanes around a box from within, each with what stands in it there: the box, then blocks."""
        at = self.joined.get(box, box)
        found: dict[int, Node] = {self.plan.lanes[at]: ("box", at)}
        while self.plan.lanes[at]:
            at = self.plan.blocks[self.plan.lanes[at]]
            found[self.plan.lanes[at]] = ("box", at)
        return found

    def _split(self, number: int) -> list[int]:
        """Give every lane that a link passes its piece; the lanes in the order in which it passes them."""
        link = self.plan.links[number]
        above, below = self._chain(link.source), self._chain(link.target)
        if link.target in self.joined:
            block = self.joined[link.target]
            lane = next(lane for lane in above if lane and self.plan.blocks[lane] == block)
            below = {lane: ("bar", lane)}
        common = next(lane for lane in above if lane in below)
        leaving = list(above)[: list(above).index(common)]
        entering = list(below)[: list(below).index(common)][::-1]
        parts = [(lane, above[lane], ("out", number)) for lane in leaving]
        parts += [(common, above[common], below[common])]
        parts += [(lane, ("in", number), below[lane]) for lane in entering]
        for index, (lane, source, target) in enumerate(parts):
            self.pieces[lane].append(Piece(number, source, target, index == 0))
            for node in (source, target):
                if node[0] != "box" and node not in self.nodes[lane]:
                    self.nodes[lane].append(node)
        return [lane for lane, _source, _target in parts]

    def _lay_out(self, lane: int) -> Layout:
        """A lane and everything in it, from within."""
        nodes = self.nodes[lane]
        index = {node: place for place, node in enumerate(nodes)}
        sizes = []
        for kind, number in nodes:
            if kind != "box":
                sizes.append(BAR if kind == "bar" else PASSING)
                continue
            if number in self.inside:
                self._frame(number)
                sizes.append(self.frames[number].size)
            else:
                sizes.append(self.plan.sizes[number])
        frames = {("box", block) for block in self.inside}
        leaving: dict[Node, set[Node]] = {}
        for piece in self.pieces[lane]:
            if piece.target[0] == "box" and piece.target not in frames:
                leaving.setdefault(piece.source, set()).add(piece.target)
        links = []
        for piece in self.pieces[lane]:
            whole = self.plan.links[piece.link]
            leaves = arrives = None
            if piece.source[1] in self.frames and piece.source != ("box", whole.source):
                leaves = self.frames[piece.source[1]].exits[piece.link]
            if (
                piece.target[1] in self.frames
                and piece.target[0] == "box"
                and piece.target[1] != whole.target
            ):
                arrives = self.frames[piece.target[1]].entries[piece.link]
            label = whole.label if piece.first else (0.0, 0.0)
            far = piece.target in frames and bool(leaving.get(piece.source))
            links.append(Link(index[piece.source], index[piece.target], label, leaves, arrives, far))
        tops = [place for place, (kind, _number) in enumerate(nodes) if kind == "in"]
        bottoms = [place for place, (kind, _number) in enumerate(nodes) if kind in ("out", "bar")]
        self.layouts[lane] = lay_out(sizes, links, [0, *tops] if lane else tops, bottoms)
        return self.layouts[lane]

    def _frame(self, block: int) -> None:
        """A block's frame around its lanes."""
        join = self.plan.joins[block]
        lanes = self.inside[block]
        layouts = [self._lay_out(lane) for lane in lanes]
        out, into, bars = {}, {}, {}
        for place, lane in enumerate(lanes):
            for node, spot in zip(self.nodes[lane], layouts[place].boxes, strict=True):
                where = (place, spot.x + spot.width / 2)
                if node[0] == "out":
                    out[node[1]] = where
                elif node[0] == "in":
                    into[node[1]] = where
                elif node[0] == "bar":
                    bars[place] = where
        after = [number for number, link in enumerate(self.plan.links) if link.source == join]
        sizes = [(layout.width, layout.height) for layout in layouts]
        self.frames[block] = build(
            sizes, self.plan.sizes[block], self.plan.sizes[join], (out, into, bars), after
        )

    def _settle(self, lane: int, x: float, y: float, bottom: float) -> None:
        """Move a lane to where it is in the whole; ``bottom`` is the lower edge of what it may fill."""
        layout = self.layouts[lane]
        if not lane:
            self.lane_places[0] = Place(0.0, 0.0, layout.width, layout.height)
        for node, place in zip(self.nodes[lane], layout.boxes, strict=True):
            spot = place._replace(x=place.x + x, y=place.y + y)
            if node[0] == "bar":
                spot = spot._replace(y=bottom - spot.height)
            self.places[node] = spot
        for number, piece in enumerate(self.pieces[lane]):
            path = [(px + x, py + y) for px, py in layout.paths[number]]
            if piece.target[0] == "bar":
                path[-1] = (path[-1][0], self.places[piece.target].y)
            self.paths[piece.link, lane] = path
            self.loops[piece.link] = self.loops[piece.link] or layout.loops[number]
            if piece.first:
                label = layout.labels[number]
                self.labels[piece.link] = label._replace(x=label.x + x, y=label.y + y)
        for kind, block in self.nodes[lane]:
            if kind == "box" and block in self.inside:
                self._open(block)

    def _open(self, block: int) -> None:
        """Place what is in a frame, now that the frame has its place."""
        frame, at = self.frames[block], self.places["box", block]
        head, join = frame.head, frame.join
        self.heads[block] = head._replace(x=head.x + at.x, y=head.y + at.y)
        self.places["box", self.plan.joins[block]] = join._replace(x=join.x + at.x, y=join.y + at.y)
        for lane, place in zip(self.inside[block], frame.lanes, strict=True):
            here = place._replace(x=place.x + at.x, y=place.y + at.y)
            self.lane_places[lane] = here
            self._settle(lane, here.x + frame.pad, here.y + PAD, here.y + here.height)
        self.buses[block] = [[(x + at.x, y + at.y) for x, y in line] for line in frame.buses]

    def _whole(self, number: int) -> list[Point]:
        """A link's pieces as one line."""
        points: list[Point] = []
        source = self.plan.links[number].source
        if source in self.joined:
            place = self.places["box", source]
            points.append((self.paths[number, self.ways[number][0]][0][0], place.y + place.height))
        for lane in self.ways[number]:
            path = list(self.paths[number, lane])
            if points:
                x, first = points[-1][0], path[0][0]
                for index, (px, py) in enumerate(path):
                    if px != first:
                        break
                    path[index] = (x, py)
            points += path
        return corners([(round(x, 1), round(y, 1)) for x, y in points])
