"""The texts of boxes and labels, broken into lines and measured: how big each has to be."""

from __future__ import annotations

from typing import NamedTuple

from engine.render.diagram.metrics import plain, text_width, wrap
from engine.render.diagram.picture import ANYWHERE, BLOCK, FINISH, JOIN, LANE, START, Arrow, Box, Line

TITLE, NOTE, LABEL, SMALL = 14.0, 12.0, 12.5, 11.5
WIDEST = 230.0
"""Pixels of text in a box before it is broken."""
WIDEST_LABEL = 170.0
NARROWEST = 110.0
PAD = 14.0
ICON = 17.0
"""Pixels before a line that begins with a sign."""
WIDEST_JOIN = 150.0
WIDEST_HEAD = 420.0
SIGNED = frozenset(
    {"due", "promise", "now", "late", "done", "wait", "call", "each", "waiting", "cancelled", "unwanted"}
)


STATED = frozenset({"waiting", "cancelled", "unwanted"})
"""States whose sign might come to lie on a title; the others keep the places they have."""


class Text(NamedTuple):
    """One line: ``y`` is its base line from the block's top, ``x`` from its left side (labels: its middle).
    ``sign`` says which little picture stands before it ("" for none). ``kind`` is the line's, ``title`` for
    the first ones."""

    text: str
    kind: str
    size: float
    x: float
    y: float
    sign: str = ""


class Block(NamedTuple):
    """A box's or label's texts and the size that holds them."""

    texts: tuple[Text, ...]
    width: float
    height: float


def box_block(box: Box) -> Block:
    """A step: its title, then its lines. Ends and the start are one line in a rounded box."""
    if box.kind in (START, FINISH, ANYWHERE, JOIN):
        return _round_block(box)
    texts: list[Text] = []
    y, wide = (5.0 if box.kind in (BLOCK, LANE) else 9.0), 0.0
    widest = WIDEST_HEAD if box.kind == BLOCK else WIDEST
    for part in wrap(plain(box.title), TITLE, widest, 3, bold=True):
        y += 17
        texts.append(Text(part, "title", TITLE, PAD, y - 3))
        wide = max(wide, text_width(part, TITLE, bold=True))
    for line in box.lines:
        shift = ICON if line.kind in SIGNED else 0.0
        bold = line.kind in ("now", "late")
        parts = wrap(plain(line.text), NOTE, widest - shift, 4, bold)
        for index, part in enumerate(parts):
            y += 16
            texts.append(Text(part, line.kind, NOTE, PAD + shift, y - 2, "" if index else _sign(line)))
            wide = max(wide, text_width(part, NOTE, bold) + shift)
    room = (
        22.0 if box.state in STATED or (box.state and box.kind == LANE) else 0.0
    )  # for the sign in the corner
    narrow = max((text_width(t.text, t.size, True) + room for t in texts[:1]), default=0.0) if room else 0.0
    least = 60.0 if box.kind == LANE else NARROWEST
    return Block(
        tuple(texts), max(least, wide + 2 * PAD, narrow + 2 * PAD), y + (5 if box.kind == LANE else 10)
    )


def _round_block(box: Box) -> Block:
    widest = WIDEST_JOIN if box.kind == JOIN else WIDEST
    lines = [(line, "title", NOTE) for line in wrap(plain(box.title), NOTE, widest, 3, bold=True)]
    lines += [(plain(line.text), line.kind, SMALL) for line in box.lines]
    width = max((text_width(line, size, kind == "title") for line, kind, size in lines), default=0.0) + 36
    width += 28 if box.state and box.kind != START else 0  # the sign's room, on both sides
    texts = (Text(line, kind, size, width / 2, 19.0 + 16 * i) for i, (line, kind, size) in enumerate(lines))
    return Block(tuple(texts), width, 14.0 + 16 * len(lines))


def _sign(line: Line) -> str:
    return line.kind if line.kind in SIGNED else ""


def label_block(arrow: Arrow) -> Block:
    """The ways along an arrow, one below the other: the outcome, then its conditions in smaller letters.
    Nothing to say: nothing to see."""
    found: list[tuple[str, str, float]] = []
    for way in arrow.ways:
        title = wrap(plain(way.title), LABEL, WIDEST_LABEL, 2, bold=True)
        found += [(line, "title", LABEL) for line in title]
        for note in way.notes:
            found += [(line, "note", SMALL) for line in wrap(plain(note), SMALL, WIDEST_LABEL, 4)]
    if not found:
        return Block((), 0.0, 0.0)
    width = max(text_width(text, size, kind == "title") for text, kind, size in found) + 10
    texts = tuple(
        Text(text, kind, size, width / 2, 12.0 + 15 * index) for index, (text, kind, size) in enumerate(found)
    )
    return Block(texts, width, 15.0 * len(found) + 3)
