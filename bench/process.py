"""Whole processes, from the shell's point of view, against ``python -S -c pass`` in the same run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable

from bench.measure import report, rounds, verdict
from bench.workspace import build

LIMITS = {"--help": 6.5, "list": 6.5, "todo": 6.5, "advance": 8.0}
REPEAT = 21
TASKS = 200
TEAM = "team: bench\nroles: [warehouse]\npeople: {clerk: {roles: [warehouse], logins: [%s]}}\n"


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sop.db")
        build(path, TASKS, team=TEAM % _login())
        environment = {**os.environ, "SOP_DB": path, "SOP_LANG": "en"}
        # compiled once, as on any machine where it is used
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        sop = os.path.join(os.path.dirname(sys.executable), "sop")
        advanced = iter(range(1, TASKS + 1))

        def process(*words: str) -> Callable[[], None]:
            def work() -> None:
                done = subprocess.run([sop, *words], env=environment, capture_output=True, check=False)
                assert done.returncode == 0, done.stdout + done.stderr

            return work

        def advance() -> None:
            process("advance", f"T-{next(advanced)}", "--tick", "all")()

        def bare() -> None:
            subprocess.run([sys.executable, "-S", "-c", "pass"], capture_output=True, check=True)

        works = {
            "python -S -c pass": bare,
            "--help": process("--help"),
            "list": process("list"),
            "todo": process("todo"),
            "advance": advance,
        }
        timings = rounds(works, repeat=REPEAT, times=1)
    report("whole processes", timings)
    base = timings["python -S -c pass"].median
    for name, limit in LIMITS.items():
        verdict(f"sop {name}, times a bare interpreter", timings[name].median / base, limit)


def _login() -> str:
    import getpass

    return getpass.getuser()
