"""Measuring: interleaved rounds, medians, and the machine that they were measured on."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from typing import NamedTuple


class Timing(NamedTuple):
    """Microseconds for one operation: the median round, and the fastest and slowest."""

    median: float
    low: float
    high: float


def rounds(works: dict[str, Callable[[], object]], repeat: int, times: int) -> dict[str, Timing]:
    """Time works in turn (A B A B ...), ``times`` calls in each of ``repeat`` rounds, so that all meet the
    same weather."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(repeat):
        for name, work in works.items():
            began = time.perf_counter()
            for _ in range(times):
                work()
            taken[name].append((time.perf_counter() - began) / times * 1e6)
    return {name: Timing(statistics.median(each), min(each), max(each)) for name, each in taken.items()}


def machine() -> str:
    """What this was measured on."""
    return (
        f"{platform.system()} {platform.release()}, {os.cpu_count()} cores, "
        f"CPython {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"
    )


def report(title: str, timings: dict[str, Timing], unit: str = "us") -> None:
    """A table of timings."""
    print(title)
    for name, timing in timings.items():
        print(f"  {name:<44} {timing.median:>10.1f} {unit}   ({timing.low:.1f} to {timing.high:.1f})")


def verdict(what: str, ratio: float, limit: float) -> None:
    """A ratio beside its limit, whichever way it fell."""
    word = "within" if ratio <= limit else "OVER"
    print(f"  {what}: {ratio:.2f} (limit {limit:g}: {word})")
