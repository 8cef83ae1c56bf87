"""A diagram in words, step by step: what the SVG and Mermaid say to those who do not see them."""

from __future__ import annotations

from engine.render.diagram.picture import STEP, Arrow, Drawing
from engine.words import _


def told(drawing: Drawing) -> str:
    """Every step with for whom and until when, and where each of its outcomes leads; one sentence a line."""
    leaving: dict[int, list[Arrow]] = {}
    for arrow in drawing.arrows:
        leaving.setdefault(arrow.source, []).append(arrow)
    lines = [drawing.subtitle] if drawing.subtitle else []
    for number, box in enumerate(drawing.boxes):
        ways = [_way(drawing, arrow) for arrow in leaving.get(number, ())]
        if box.kind != STEP and not ways:
            continue
        said = _("; ").join([*(line.text for line in box.lines), *ways])
        lines.append(_("%(name)s: %(text)s.") % {"name": box.title, "text": said})
    return "\n".join([*lines, *(promise.text for promise in drawing.promises)])


def _way(drawing: Drawing, arrow: Arrow) -> str:
    target = drawing.boxes[arrow.target].title
    texts = [_(", ").join(filter(None, (way.title, *way.notes))) for way in arrow.ways]
    return f"{_('; ').join(filter(None, texts))} → {target}".strip()
