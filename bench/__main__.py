"""``python -m bench [name ...]``: run benchmarks and print their figures."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench import (
    advancing,
    auditing,
    bulk,
    compiling,
    deciding,
    drawing,
    forecasting,
    notifying,
    process,
    reckoning,
    reworking,
    sweeping,
    worklists,
)
from bench.measure import machine

BENCHMARKS: dict[str, Callable[[], None]] = {
    "deciding": deciding.run,
    "advancing": advancing.run,
    "bulk": bulk.run,
    "process": process.run,
    "auditing": auditing.run,
    "compiling": compiling.run,
    "drawing": drawing.run,
    "sweeping": sweeping.run,
    "reckoning": reckoning.run,
    "forecasting": forecasting.run,
    "notifying": notifying.run,
    "worklists": worklists.run,
    "reworking": reworking.run,
}


def main(names: list[str]) -> int:
    """Run those named, or all."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    print(machine())
    for name in names or BENCHMARKS:
        print()
        BENCHMARKS[name]()
    return 0


sys.exit(main(sys.argv[1:]))
