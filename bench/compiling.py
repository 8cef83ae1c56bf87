"""Compiling an SOP cold, against PyYAML's C loader alone, and loading it compiled, against JSON alone."""

from __future__ import annotations

import json

import yaml

import cli  # noqa: F401  (how often garbage is looked for is part of how the program runs)
from bench.measure import Timing, report, rounds, verdict
from engine.language import load_sop
from engine.model.codec import dump, load

SIZES = (200, 1000)
"""Steps. The limits are of the smaller one; the larger one shows what grows faster than the document."""
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
    sizes = {steps: _measure(steps) for steps in SIZES}
    small, large = sizes.values()
    cold, loading = "read, check, compile", "load it compiled"
    base = small["PyYAML's C loader alone"].median
    verdict("compile, times PyYAML's C loader", small[cold].median / base, LIMIT_COLD)
    verdict("load compiled, ms (median)", small[loading].median / 1000, LIMIT_LOAD_MS)
    print(f"  load compiled, ms (fastest round): {small[loading].low / 1000:.2f}")
    print(f"  load compiled, times JSON alone: {small[loading].median / small['JSON alone'].median:.2f}")
    for name in (cold, loading):
        growth = large[name].median / small[name].median
        print(f"  {name}, {SIZES[1]} steps against {SIZES[0]}: {growth:.2f} times")


def _measure(steps: int) -> dict[str, Timing]:
    text = document(steps)
    definition = load_sop(text, "long.sop.yaml").definition
    assert definition is not None
    compiled = dump(definition)
    works = {
        "PyYAML's C loader alone": lambda: yaml.load(text, yaml.CSafeLoader),
        "read, check, compile": lambda: load_sop(text, "long.sop.yaml"),
        "JSON alone": lambda: json.loads(compiled),
        "load it compiled": lambda: load(compiled),
    }
    timings = rounds(works, repeat=7, times=3 if steps < 500 else 1)
    report(f"an SOP of {steps} steps ({len(text):,} bytes, {len(compiled):,} compiled)", timings)
    return timings
