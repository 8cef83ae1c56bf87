"""A diagram as one SVG file: no script, no outside reference, legible in black and white, with a text
alternative. Looks are attributes of each element, so that it can be pasted into a page as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from engine.render.diagram.blocks import Block, Text, box_block, label_block
from engine.render.diagram.metrics import plain, wrap
from engine.render.diagram.nesting import Nested, nest
from engine.render.diagram.picture import BLOCK, CALL, LANE, ROUNDED, START, Drawing, single_ends
from engine.render.diagram.planning import plan
from engine.render.diagram.shapes import (
    arrow_shape,
    bar_shape,
    box_shape,
    bus_shapes,
    frame_shape,
    lane_shape,
    number,
    sign,
)
from engine.render.diagram.telling import told
from engine.render.diagram.theme import FONTS, INK, MUTED, NOTES, PAPER, STATES, colours

MARGIN = 28.0
SMALLEST = 420.0
"""Pixels of width that the heading may count on."""


def render(drawing: Drawing) -> str:
    """The SVG of a drawing, ending in a line feed. Well-formed and inert whatever the texts hold."""
    whole = single_ends(drawing)
    blocks = [box_block(box) for box in whole.boxes]
    labels = [label_block(arrow) for arrow in whole.arrows]
    layout = nest(plan(whole, blocks, labels))
    width = max(layout.width, SMALLEST)
    head, top = _heading(whole, width)
    shift = MARGIN + (width - layout.width) / 2
    size = f"{number(width + 2 * MARGIN)} {number(top + layout.height + MARGIN)}"
    wide, high = size.split()
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {size}"'
        f' role="img" aria-labelledby="diagram-title diagram-desc" xml:lang="{drawing.lang}"'
        f' font-family="{escape(FONTS, {chr(34): "&quot;"})}" fill="{INK}">',
        f'<title id="diagram-title">{_text(drawing.title)}</title>',
        f'<desc id="diagram-desc">{_text(told(drawing))}</desc>',
        f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>',
        *head,
        f'<g transform="translate({number(shift)} {number(top)})">',
        *_frames(whole, layout),
        *_arrows(whole, layout),
        *_boxes(whole, layout, blocks),
        *_labels(layout, labels),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return escape(plain(text), {'"': "&quot;"})


def _heading(drawing: Drawing, width: float) -> tuple[list[str], float]:
    """The title, what is said below it, and the promises; and where the diagram may begin."""
    found: list[str] = []
    y = MARGIN + 4
    for line in wrap(plain(drawing.title), 20, width, 2, bold=True):
        y += 20
        found.append(_line(Text(line, "title", 20, MARGIN, y)))
        y += 4
    for line in wrap(plain(drawing.subtitle), 12.5, width, 2):
        y += 18
        found.append(_line(Text(line, "role", 12.5, MARGIN, y)))
    y += 4 if drawing.promises else 0
    for promise in drawing.promises:
        for index, line in enumerate(wrap(plain(promise.text), 12, width - 20, 3)):
            y += 18
            found.append(_line(Text(line, promise.kind, 12, MARGIN + 18, y, "" if index else promise.kind)))
    return found, y + 26


def _line(text: Text, middle: bool = False) -> str:
    """A line of text, with the sign before it."""
    weight = ' font-weight="600"' if text.kind in ("title", "now", "late") else ""
    anchor = ' text-anchor="middle"' if middle else ""
    fill = NOTES.get(text.kind, "")
    colour = f' fill="{fill}"' if fill else ""
    words = (
        f'<text x="{number(text.x)}" y="{number(text.y)}" font-size="{number(text.size)}"'
        f"{weight}{anchor}{colour}>{_text(text.text)}</text>"
    )
    return sign(text.sign, text.x - 17, text.y, fill or MUTED) + words if text.sign else words


def _arrows(drawing: Drawing, layout: Nested) -> Iterator[str]:
    """Those that a task has taken come last, on top."""
    ways = list(zip(drawing.arrows, layout.paths, layout.loops, strict=True))
    for arrow, path, loop in sorted(ways, key=lambda way: way[0].travelled):
        kind = drawing.boxes[arrow.source].kind
        yield arrow_shape(path, loop, kind, arrow.travelled)


def _boxes(drawing: Drawing, layout: Nested, blocks: list[Block]) -> Iterator[str]:
    by_role = colours(drawing)
    for number_, (box, place, block) in enumerate(zip(drawing.boxes, layout.boxes, blocks, strict=True)):
        role = by_role.get(box.roles, "") if box.roles else ""
        full = plain(box.title if box.name in ("", box.title) else f"{box.title} ({box.name})")
        yield f"<g><title>{_text(full)}</title>"
        at = layout.heads.get(number_, place)
        if box.kind != BLOCK:
            yield box_shape(box, place, role)
        middle = box.kind in ROUNDED
        left = at.x + (at.width - block.width if middle else 0) / 2
        for text in block.texts:
            yield _line(text._replace(x=left + text.x, y=at.y + text.y), middle)
        if box.state in STATES and box.kind != START:
            x = place.x + place.width - (28 if box.kind == CALL else 20)
            yield sign(box.state, x, place.y + 18, STATES[box.state].line, 1.25)
        yield "</g>"


def _frames(drawing: Drawing, layout: Nested) -> Iterator[str]:
    """Blocks with their lanes, outer ones first, so that inner ones lie on top."""
    for box, place in zip(drawing.boxes, layout.boxes, strict=True):
        if box.kind == BLOCK:
            yield frame_shape(box, place)
            block = f"{box.name}/"
            lanes = [each.name for each in drawing.boxes if each.kind == LANE]
            for name, lane in zip(lanes, layout.lanes[1:], strict=True):
                if name.startswith(block):
                    yield lane_shape(lane)
    for bar in layout.bars.values():
        yield bar_shape(bar)
    for lines in layout.buses.values():
        yield from bus_shapes(lines)


def _labels(layout: Nested, labels: list[Block]) -> Iterator[str]:
    for place, block in zip(layout.labels, labels, strict=True):
        if not block.texts:
            continue
        yield (
            f'<rect x="{number(place.x)}" y="{number(place.y)}" width="{number(place.width)}"'
            f' height="{number(block.height)}" fill="{PAPER}"/>'
        )
        for text in block.texts:
            yield _line(text._replace(x=place.x + place.width / 2, y=place.y + text.y), middle=True)
