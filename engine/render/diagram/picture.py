"""A diagram before anything is placed, as values: boxes, arrows with their labels, promises."""

from __future__ import annotations

from typing import NamedTuple

START, STEP, ANYWHERE, FINISH = "start", "step", "anywhere", "end"
WAIT, CALL, BLOCK, LANE, JOIN = "wait", "call", "block", "lane", "join"
STEPS = {"work": STEP, "wait": WAIT, "call": CALL, "parallel": BLOCK, "each": BLOCK}
"""A step's kind to the kind of its box."""
ROUNDED = (START, ANYWHERE, FINISH, JOIN)
"""What is one line or two in the middle of a round box."""
VISITED, OPEN, LATE = "visited", "open", "late"
WAITING, WITHDRAWN, UNWANTED = "waiting", "cancelled", "unwanted"
DONE = "done"


class Line(NamedTuple):
    """A line in a box. kind: ``role when due note promise rule done now late waiting cancelled unwanted``;
    forms set them apart by it."""

    kind: str
    text: str


class Box(NamedTuple):
    """A step, an end, the start, or "from any step"; the head of a lane or the join of a block. ``name`` is
    what people type, "" for the start and "from any step"; a lane's is ``block/lane``, a join's that of its
    block.

    ``state`` is where a task stands with it: "" (not reached), ``visited``, ``open``, ``late``, ``waiting``
    (for something that is no person), ``cancelled``, ``unwanted`` (left out by its condition). ``roles`` is
    what the colour of a step goes by. ``lane`` is the lane it stands in ("" for the main one).
    ``repeated``: it is there once for each item of a list.
    """

    kind: str
    name: str
    title: str
    lines: tuple[Line, ...] = ()
    roles: tuple[str, ...] = ()
    state: str = ""
    lane: str = ""
    repeated: bool = False


class Way(NamedTuple):
    """One way along an arrow: an outcome's title ("" where the step has only one way to be done), and
    what is said about it: conditions, role, reasons."""

    outcome: str
    title: str
    notes: tuple[str, ...] = ()


class Arrow(NamedTuple):
    """From a box to a box, by their numbers; every way that leads there is one label of it."""

    source: int
    target: int
    ways: tuple[Way, ...] = ()
    travelled: bool = False


class Drawing(NamedTuple):
    """A whole diagram. Boxes are in the document's order: start, steps, "from any step", ends. A block is
    followed by the heads of its lanes and by its join."""

    name: str
    title: str
    subtitle: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    promises: tuple[Line, ...] = ()
    lang: str = "en"


def single_ends(drawing: Drawing) -> Drawing:
    """The same with an end's box below each step that leads to it, in the same lane, so
    that no arrow has to cross the whole picture for it. Only the end that a task came to is marked."""
    boxes = [box for box in drawing.boxes if box.kind != FINISH]
    number = {place: len([1 for box in drawing.boxes[:place] if box.kind != FINISH])
              for place, box in enumerate(drawing.boxes) if box.kind != FINISH}  # fmt: skip
    arrows = []
    for arrow in drawing.arrows:
        box = drawing.boxes[arrow.target]
        target = number.get(arrow.target, len(boxes))
        if box.kind == FINISH:
            here = box if arrow.travelled or not box.state else box._replace(state="", lines=())
            boxes.append(here._replace(lane=drawing.boxes[arrow.source].lane))
        arrows.append(arrow._replace(source=number[arrow.source], target=target))
    return drawing._replace(boxes=tuple(boxes), arrows=tuple(arrows))
