"""From a drawing to what is to be placed: sizes, links, and which box stands in which lane."""

from __future__ import annotations

from engine.render.diagram.blocks import Block
from engine.render.diagram.graph import Link
from engine.render.diagram.nesting import Plan
from engine.render.diagram.picture import BLOCK, JOIN, LANE, Drawing


def plan(drawing: Drawing, blocks: list[Block], labels: list[Block]) -> Plan:
    """The plan of a drawing whose boxes and labels take these sizes."""
    lanes, of_blocks = {"": 0}, [-1]
    by_name = {box.name: number for number, box in enumerate(drawing.boxes) if box.kind == BLOCK}
    for box in drawing.boxes:
        if box.kind == LANE:
            lanes[box.name] = len(lanes)
            of_blocks.append(by_name[box.name.rpartition("/")[0]])
    return Plan(
        [(block.width, block.height) for block in blocks],
        [
            Link(arrow.source, arrow.target, (label.width, label.height))
            for arrow, label in zip(drawing.arrows, labels, strict=True)
        ],
        [lanes[box.lane] for box in drawing.boxes],
        of_blocks,
        {by_name[box.name]: number for number, box in enumerate(drawing.boxes) if box.kind == JOIN},
    )
