"""The shapes of the SVG: boxes, arrows, and the little signs before lines."""

from __future__ import annotations

from collections.abc import Iterator

from engine.render.diagram.layout import Place, Point
from engine.render.diagram.picture import ANYWHERE, CALL, FINISH, JOIN, LANE, START, WAIT, Box
from engine.render.diagram.theme import ANY, INK, LANE_FILL, LANE_LINE, LINE, LOOP, PAPER, STATES, TRAVELLED

ROUND = 7.0
"""Pixels of an arrow's rounded corners, at most."""
HEAD = 9.0


def number(value: float) -> str:
    """A coordinate: at most one decimal, and none where it is whole."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def box_shape(box: Box, place: Place, role: str) -> str:
    """A step's rectangle with the stripe of its role; ends, the start and "from any step" are rounder."""
    look = STATES.get(box.state)
    fill, line, thick = look or (PAPER, INK, 1.2)
    radius, dash = 5.0, ""
    if box.kind == LANE:
        return _rect(place, 3, f'fill="{look.fill if look else LANE_FILL}"')
    if box.kind == JOIN:
        return _rect(place, place.height / 2, f'fill="{PAPER}" stroke="{INK}" stroke-width="1.6"')
    if box.kind in (START, FINISH):
        radius, fill = place.height / 2, fill if look else "#eef1f4"
    elif box.kind == ANYWHERE:
        radius, line, dash = 12.0, ANY, ' stroke-dasharray="2 3"'
    elif any(one.kind == "when" for one in box.lines):
        dash = ' stroke-dasharray="7 4"'
    if box.kind == WAIT:
        radius = 16.0
    shape = _rect(place, radius, f'fill="{fill}" stroke="{line}" stroke-width="{number(thick)}"{dash}')
    if box.kind == FINISH:
        inner = Place(place.x + 3, place.y + 3, place.width - 6, place.height - 6)
        shape += _rect(inner, radius - 3, f'fill="none" stroke="{line}" stroke-width="1"')
    if box.kind == CALL:
        for x in (place.x + 6, place.x + place.width - 6):
            shape += (
                f'<path d="M{number(x)} {number(place.y)}V{number(place.y + place.height)}" fill="none"'
                f' stroke="{line}" stroke-width="1.2"/>'
            )
    if role:
        stripe = Place(place.x + 2, place.y + 4, 4, place.height - 8)
        shape += _rect(stripe, 2, f'fill="{role}"')
    return shape


def frame_shape(box: Box, place: Place) -> str:
    """The frame of a block; one that is walked again and again lies on two others."""
    look = STATES.get(box.state)
    line, thick = (look.line, look.thick) if look else (INK, 1.4)
    looks = f'fill="{PAPER}" stroke="{line}" stroke-width="{number(thick)}"'
    if any(one.kind == "when" for one in box.lines):
        looks += ' stroke-dasharray="7 4"'
    behind = [place._replace(x=place.x + far, y=place.y + far) for far in (8, 4) if box.repeated]
    return "".join(_rect(each, 8, looks) for each in (*behind, place))


def lane_shape(place: Place) -> str:
    """A lane's outline."""
    return _rect(place, 4, f'fill="none" stroke="{LANE_LINE}" stroke-width="1"')


def bar_shape(place: Place) -> str:
    """The end of a lane."""
    return _rect(place, 1, f'fill="{INK}"')


def bus_shapes(lines: list[list[Point]]) -> Iterator[str]:
    """The lines from the ends of lanes to their join, the last one with an arrowhead."""
    for index, line in enumerate(lines):
        path = "L".join(_at(point) for point in line)
        yield f'<path d="M{path}" fill="none" stroke="{INK}" stroke-width="2.4"/>'
        if index == len(lines) - 1:
            yield f'<path d="{_head(line[0], line[-1])}" fill="{INK}"/>'


def _rect(place: Place, radius: float, looks: str) -> str:
    return (
        f'<rect x="{number(place.x)}" y="{number(place.y)}" width="{number(place.width)}"'
        f' height="{number(place.height)}" rx="{number(radius)}" {looks}/>'
    )


def arrow_shape(points: list[Point], loop: bool, kind: str, travelled: bool) -> str:
    """An arrow along its corners. A pale edge lifts it off what it crosses; loops are dashed, those from
    any step dotted, and those that a task has taken broad."""
    colour = TRAVELLED if travelled else ANY if kind == ANYWHERE else LOOP if loop else LINE
    dash = ' stroke-dasharray="2 4"' if kind == ANYWHERE else ' stroke-dasharray="7 4"' if loop else ""
    thick = "3" if travelled else "1.5"
    line = _line(points)
    return (
        f'<path d="{line}" fill="none" stroke="{PAPER}" stroke-width="6"/>'
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="{thick}"{dash}/>'
        f'<path d="{_head(points[-2], points[-1])}" fill="{colour}"/>'
    )


def _line(points: list[Point]) -> str:
    """The corners joined, each rounded as far as its shorter side allows; it ends inside the arrowhead."""
    tip = _towards(points[-1], points[-2], HEAD / 2)
    path = f"M{_at(points[0])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(ROUND, _length(before, corner) / 2, _length(corner, after) / 2)
        turn, out = _towards(corner, before, radius), _towards(corner, after, radius)
        path += f"L{_at(turn)}Q{_at(corner)} {_at(out)}"
    return path + f"L{_at(tip)}"


def _head(before: Point, tip: Point) -> str:
    back = _towards(tip, before, HEAD)
    across = (HEAD * 0.45, 0.0) if abs(before[0] - tip[0]) < abs(before[1] - tip[1]) else (0.0, HEAD * 0.45)
    one, two = (back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1])
    return f"M{_at(tip)}L{_at(one)}L{_at(two)}Z"


def _length(one: Point, two: Point) -> float:
    return abs(one[0] - two[0]) + abs(one[1] - two[1])


def _towards(point: Point, other: Point, far: float) -> Point:
    whole = _length(point, other) or 1.0
    part = min(far / whole, 1.0)
    return point[0] + (other[0] - point[0]) * part, point[1] + (other[1] - point[1]) * part


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


_GLASS = (
    '<path d="M2.5 1.5H9.5M2.5 10.5H9.5M3.5 1.5V3.5L8.5 8.5V10.5M8.5 1.5V3.5L3.5 8.5V10.5" fill="none"'
    ' stroke="{}"/>'
)
SIGNS = {
    "due": '<path d="M11 6A5 5 0 1 1 1 6A5 5 0 1 1 11 6ZM6 3V6L8.3 7.3" fill="none" stroke="{}"/>',
    "promise": '<path d="M2.5 11V1.5H10L8 4L10 6.5H2.5" fill="none" stroke="{}"/>',
    "done": '<path d="M1.5 6.5L4.8 10L11 2.5" fill="none" stroke="{}" stroke-width="2"/>',
    "visited": '<path d="M1.5 6.5L4.8 10L11 2.5" fill="none" stroke="{}" stroke-width="2"/>',
    "now": '<path d="M2.5 1L10.5 6L2.5 11Z" fill="{}"/>',
    "open": '<path d="M2.5 1L10.5 6L2.5 11Z" fill="{}"/>',
    "wait": _GLASS,
    "waiting": _GLASS,
    "call": '<path d="M1.5 2.5H10.5V9.5H1.5ZM3.7 2.5V9.5M8.3 2.5V9.5" fill="none" stroke="{}"/>',
    "each": '<path d="M2 10V2M6 10V2M10 10V2" fill="none" stroke="{}" stroke-width="1.6"/>',
    "cancelled": '<path d="M2 2L10 10M10 2L2 10" fill="none" stroke="{}" stroke-width="1.8"/>',
    "unwanted": '<path d="M1.5 6H10.5" fill="none" stroke="{}" stroke-width="1.8"/>',
    "late": '<path d="M6 0L12.5 12H-0.5ZM5.3 4V8H6.7V4ZM5.3 9V10.5H6.7V9Z" fill-rule="evenodd" fill="{}"/>',
}
"""Hourglass, clock, flag, tick, play, lanes, cross, dash and warning, each in a square of 12 pixels."""


def sign(name: str, x: float, y: float, colour: str, scale: float = 1.0) -> str:
    """A sign whose lower side stands on the base line ``y``."""
    drawn = SIGNS[name].replace("{}", colour)
    size = "" if scale == 1.0 else f" scale({number(scale)})"
    return f'<g transform="translate({number(x)} {number(y - 10.5 * scale)}){size}">{drawn}</g>'
