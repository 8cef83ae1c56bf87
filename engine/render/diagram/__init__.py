"""An SOP as a picture: what is drawn (``drawing``), a task's way through it (``progress``), and two forms.

Mermaid is text that other programs lay out; the SVG is laid out here (``layout``) and needs no program.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.render.diagram.drawing import draw
from engine.render.diagram.mermaid import render as mermaid
from engine.render.diagram.picture import Drawing
from engine.render.diagram.progress import follow
from engine.render.diagram.svg import render as svg

FORMS: dict[str, Callable[[Drawing], str]] = {"mermaid": mermaid, "svg": svg}
"""A form's name to what writes it."""

ENDINGS = {".mmd": "mermaid", ".mermaid": "mermaid", ".svg": "svg"}
"""What a file's ending says about the form that is wanted in it."""

__all__ = ["ENDINGS", "FORMS", "Drawing", "draw", "follow"]
