"""A diagram as Mermaid text, for pages and tools that draw it themselves.

Every text stands in quotes, and in it every character that could mean anything to Mermaid, Markdown or
HTML is a numeric entity (``#35;`` is ``#``), so that a title stays a title. Three things Mermaid reads
even in entities, a line break, a formula and an icon's name; those get characters that look the same.
"""

from __future__ import annotations

import re

from engine.render.diagram.drawing import ANYWHERE, FINISH, START, Arrow, Box, Drawing
from engine.render.diagram.graph import Link, closing
from engine.render.diagram.metrics import plain
from engine.render.diagram.theme import ANY, INK, PAPER, STATES

_ACTING = re.compile(r"(?!(?<=\w)[-:](?=[\w ]))[^\w ,()/+=·→×–，。、；：（）？！「」“”…]|_")
"""What does not stand as it is: all but letters and digits of any script, a few marks, and a hyphen or a
colon within a line."""

SHAPES = {START: ("([", "])"), FINISH: ("([", "])"), ANYWHERE: ("([", "])")}
MARKS = {"visited": "✓", "open": "▶", "late": "⚠"}
BREAK = "<br/>"
ALIKE = str.maketrans({"\\": "＼", "$": "＄"})
_ICON = re.compile(r"(?<=fa):(?=fa-)|(?<=fa[a-z]):(?=fa-)", re.IGNORECASE)


def render(drawing: Drawing) -> str:
    """The Mermaid text of a drawing, ending in a line feed."""
    links = [Link(arrow.source, arrow.target) for arrow in drawing.arrows]
    loops = closing(len(drawing.boxes), links)
    lines = ["flowchart TD", f"    accTitle: {_words(drawing.title)}"]
    if drawing.promises or drawing.subtitle:
        about = " ".join([drawing.subtitle, *(promise.text for promise in drawing.promises)])
        lines.append(f"    accDescr: {_words(about)}")
    lines += [_box(place, box) for place, box in enumerate(drawing.boxes)]
    lines += [_arrow(arrow, place in loops) for place, arrow in enumerate(drawing.arrows)]
    for state, look in STATES.items():
        marked = [f"n{place}" for place, box in enumerate(drawing.boxes) if box.state == state]
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


def _box(place: int, box: Box) -> str:
    left, right = SHAPES.get(box.kind, ("[", "]"))
    mark = MARKS.get(box.state, "")
    texts = [f"{mark} {box.title}".strip(), *(line.text for line in box.lines)]
    return f'    n{place}{left}"{BREAK.join(map(quoted, texts))}"{right}'


def _arrow(arrow: Arrow, loop: bool) -> str:
    texts = [text for way in arrow.ways for text in (way.title, *way.notes) if text]
    line = "==>" if arrow.travelled else "-.->" if loop else "-->"
    label = f'|"{BREAK.join(map(quoted, texts))}"|' if texts else ""
    return f"    n{arrow.source} {line}{label} n{arrow.target}"


def quoted(text: str) -> str:
    """A text as it stands within quotes."""
    shown = _ICON.sub("：", plain(text).translate(ALIKE))
    return _ACTING.sub(lambda match: f"#{ord(match.group())};", shown)


def _words(text: str) -> str:
    """A text where Mermaid knows no entities: what could mean anything is left out."""
    return " ".join(_ACTING.sub(" ", plain(text)).split()) or "SOP"
