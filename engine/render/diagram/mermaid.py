"""A diagram as Mermaid text, for pages and tools that draw it themselves.

Every text stands in quotes, and in it every character that could mean anything to Mermaid, Markdown or
HTML is a numeric entity (``#35;`` is ``#``), so that a title stays a title. Three things Mermaid reads
even in entities, a line break, a formula and an icon's name; those get characters that look the same.
"""

from __future__ import annotations

import re

from engine.render.diagram.graph import Link, closing
from engine.render.diagram.metrics import plain
from engine.render.diagram.picture import (
    ANYWHERE,
    BLOCK,
    CALL,
    FINISH,
    JOIN,
    LANE,
    START,
    WAIT,
    Arrow,
    Box,
    Drawing,
)
from engine.render.diagram.theme import ANY, INK, PAPER, STATES

_ACTING = re.compile(r"(?!(?<=\w)[-:](?=[\w ]))[^\w ,()/+=·→×–，。、；：（）？！「」“”…]|_")
"""What does not stand as it is: all but letters and digits of any script, a few marks, and a hyphen or a
colon within a line."""

SHAPES = {
    START: ("([", "])"), FINISH: ("([", "])"), ANYWHERE: ("([", "])"),
    WAIT: ("(", ")"), CALL: ("[[", "]]"), JOIN: ("{{", "}}"),
}  # fmt: skip
MARKS = {"visited": "✓", "open": "▶", "late": "⚠", "waiting": "⏳", "cancelled": "✕", "unwanted": "–"}
BREAK = "<br/>"
ALIKE = str.maketrans({"\\": "＼", "$": "＄"})
_DIRECTION = re.compile(r"d(irection\s+(?:TB|BT|RL|LR|TD))", re.IGNORECASE)
"""Mermaid takes any line with these words for a statement, even where they stand in quotes."""
_ICON = re.compile(r"(?<=fa):(?=fa-)|(?<=fa[a-z]):(?=fa-)", re.IGNORECASE)


def render(drawing: Drawing) -> str:
    """The Mermaid text of a drawing, ending in a line feed."""
    links = [Link(arrow.source, arrow.target) for arrow in drawing.arrows]
    by_lane = {box.name: place for place, box in enumerate(drawing.boxes) if box.kind == LANE}
    by_name = {box.name: place for place, box in enumerate(drawing.boxes) if box.kind == BLOCK}
    heads = {place: by_name[name.rpartition("/")[0]] for name, place in by_lane.items()}
    loops = closing(len(drawing.boxes), links + [Link(block, lane) for lane, block in heads.items()])
    lines = ["flowchart TD", f"    accTitle: {_words(drawing.title)}"]
    if drawing.promises or drawing.subtitle:
        about = " ".join([drawing.subtitle, *(promise.text for promise in drawing.promises)])
        lines.append(f"    accDescr: {_words(about)}")
    lines += _lane(drawing, "", 1)
    lines += [_arrow(arrow, place in loops, heads) for place, arrow in enumerate(drawing.arrows)]
    for state, look in STATES.items():
        marked = [
            f"{'l' if box.kind == LANE else 'n'}{place}"
            for place, box in enumerate(drawing.boxes)
            if box.state == state
        ]
        if marked:
            thick = int(look.thick + 0.5)
            looks = f"fill:{look.fill},stroke:{look.line},stroke-width:{thick}px,color:{INK}"
            lines += [f"    classDef {state} {looks}", f"    class {','.join(marked)} {state}"]
    anywhere = [f"n{place}" for place, box in enumerate(drawing.boxes) if box.kind == ANYWHERE]
    if anywhere:
        lines += [
            f"    classDef anywhere fill:{PAPER},stroke:{ANY},stroke-dasharray:2 3,color:{INK}",
            f"    class {','.join(anywhere)} anywhere",
        ]
    return "\n".join(lines) + "\n"


def _lane(drawing: Drawing, lane: str, depth: int) -> list[str]:
    """What stands in a lane: boxes, and blocks as subgraphs with one for each of their lanes. What is said
    of a block stands in a box of its own, which arrows lead to: Mermaid has trouble with arrows to
    subgraphs."""
    margin, lines = "    " * depth, []
    joins = {box.name: place for place, box in enumerate(drawing.boxes) if box.kind == JOIN}
    for place, box in enumerate(drawing.boxes):
        if box.lane != lane or box.kind in (LANE, JOIN):
            continue
        if box.kind != BLOCK:
            lines.append(margin + _box(place, box))
            continue
        lines += [f'{margin}subgraph b{place}[" "]', f"{margin}    {_box(place, box)}"]
        for number, head in enumerate(drawing.boxes):
            if head.kind == LANE and head.name.rpartition("/")[0] == box.name:
                texts = map(quoted, [head.title, *(line.text for line in head.lines)])
                lines.append(f'{margin}    subgraph l{number}["{" · ".join(texts)}"]')
                lines += _lane(drawing, head.name, depth + 2)
                lines.append(f"{margin}    end")
        join = joins[box.name]
        lines += [f"{margin}    {_box(join, drawing.boxes[join])}", f"{margin}end"]
    return lines


def _box(place: int, box: Box) -> str:
    left, right = SHAPES.get(box.kind, ("[", "]"))
    mark = MARKS.get(box.state, "")
    texts = [f"{mark} {box.title}".strip(), *(line.text for line in box.lines)]
    return f'n{place}{left}"{BREAK.join(map(quoted, texts))}"{right}'


def _arrow(arrow: Arrow, loop: bool, heads: dict[int, int]) -> str:
    texts = [text for way in arrow.ways for text in (way.title, *way.notes) if text]
    line = "==>" if arrow.travelled else "-.->" if loop else "-->"
    label = f'|"{BREAK.join(map(quoted, texts))}"|' if texts else ""
    return f"    n{heads.get(arrow.source, arrow.source)} {line}{label} n{arrow.target}"


def quoted(text: str) -> str:
    """A text as it stands within quotes."""
    shown = _ICON.sub("：", plain(text).translate(ALIKE))
    quiet = _ACTING.sub(lambda match: f"#{ord(match.group())};", shown)
    return _DIRECTION.sub(lambda match: f"#{ord(match.group()[0])};{match[1]}", quiet)


def _words(text: str) -> str:
    """A text where Mermaid knows no entities: what could mean anything is left out."""
    words = " ".join(_ACTING.sub(" ", plain(text)).split())
    return _DIRECTION.sub(lambda match: match.group().replace(" ", ", "), words) or "SOP"
