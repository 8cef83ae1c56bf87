"""Drawing a long SOP as SVG, against compiling the same document."""

from __future__ import annotations

from bench.compiling import document
from bench.measure import report, rounds
from engine.language import load_sop
from engine.render.diagram import FORMS, draw
from engine.render.naming import Names

STEPS = (40, 200)


def run() -> None:
    """Print the figures."""
    for steps in STEPS:
        text = document(steps)
        definition = load_sop(text, "long.sop.yaml").definition
        assert definition is not None
        names = Names("UTC", definition)
        works = {
            "read, check, compile": lambda text=text: load_sop(text, "long.sop.yaml"),
            "draw as SVG": lambda sop=definition, names=names: FORMS["svg"](draw(sop, names)),
        }
        timings = rounds(works, repeat=5, times=1)
        report(f"drawing an SOP of {steps} steps", timings)
        ratio = timings["draw as SVG"].median / timings["read, check, compile"].median
        print(f"  drawing, times compiling: {ratio:.2f}")
