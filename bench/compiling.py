"""Compiling an SOP cold, against PyYAML's C loader alone, and loading it compiled."""

from __future__ import annotations

import yaml

from bench.measure import report, rounds, verdict
from engine.language import load_sop
from engine.model.codec import dump, load

STEPS = 200
LIMIT_COLD = 6.0
LIMIT_LOAD_MS = 6.0


def document(steps: int) -> bytes:
    """A long SOP: every step with a due, a checklist and two outcomes."""
    lines = ["sop: long", "role: clerk", "data: {weight: number, code: text}", "steps:"]
    for number in range(steps):
        after = f"step_{number + 1}" if number + 1 < steps else "end"
        lines += [
            f"  step_{number}:",
            f"    title: step number {number}",
            "    due: 4h",
            "    checklist:",
            "      - look at it",
            "      - fill: code",
            "      - {must: weight > 0, title: it weighs something}",
            "    outcomes:",
            f"      done: {{to: {{weight > 30: {after}, else: {after}}}}}",
            "      failed: {to: step_0, reason: required}",
        ]
    return "\n".join(lines).encode()


def run() -> None:
    """Print the figures."""
    text = document(STEPS)
    definition = load_sop(text, "long.sop.yaml").definition
    assert definition is not None
    compiled = dump(definition)
    works = {
        "PyYAML's C loader alone": lambda: yaml.load(text, yaml.CSafeLoader),
        "read, check, compile": lambda: load_sop(text, "long.sop.yaml"),
        "load it compiled": lambda: load(compiled),
    }
    timings = rounds(works, repeat=7, times=3)
    report(f"an SOP of {STEPS} steps ({len(text):,} bytes)", timings)
    base = timings["PyYAML's C loader alone"].median
    verdict("compile, times PyYAML's C loader", timings["read, check, compile"].median / base, LIMIT_COLD)
    verdict("load compiled, ms", timings["load it compiled"].median / 1000, LIMIT_LOAD_MS)
