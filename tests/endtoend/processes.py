"""Real processes: ``sop`` as people start it, and many calls of it in one process, one after the other."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-20 10:00"
"""A Friday, at work."""
SAID = ("SOP_", "LC_", "LANG", "PYTHON", "NO_COLOR", "COLUMNS")
"""How the variables begin by which whoever runs the tests could be heard."""

DRIVER = """
import io, json, os, sys
from contextlib import redirect_stderr, redirect_stdout
from cli.main import run
for line in sys.stdin:
    words, variables = json.loads(line)
    os.environ.update(variables)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(words)
    sys.__stdout__.write(json.dumps([code, out.getvalue(), err.getvalue()]) + chr(10))
"""


class Ended(NamedTuple):
    """How a call ended and what it said."""

    code: int
    out: str
    err: str


def surroundings(**variables: str) -> dict[str, str]:
    """The environment of a process that finds the tree's ``sop``, says nothing else and speaks English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SAID)}
    said = {"PYTHONPATH": str(ROOT), "LANG": "en_GB.UTF-8", "SOP_NOW": NOW, "SOP_LANG": "en"}
    return {**kept, **said, **variables}


class Workspace:
    """A folder in which ``sop`` is called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, *words: str, **variables: str) -> subprocess.Popen[str]:
        """A call that goes on while the test does."""
        return subprocess.Popen(
            [sys.executable, "-m", "cli", *words],
            cwd=self.folder,
            env=surroundings(**variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="surrogateescape",
        )

    def sop(self, *words: str, **variables: str) -> Ended:
        """A call in a process of its own."""
        process = self.begin(*words, **variables)
        out, err = process.communicate(timeout=120)
        return Ended(process.returncode, out, err)

    def done(self, *words: str, **variables: str) -> str:
        """What a call says that has to go well."""
        ended = self.sop(*words, **variables)
        assert ended.code == 0, ended
        return ended.out

    def many(self, calls: Iterable[Sequence[str]], **variables: str) -> list[Ended]:
        """Calls one after the other in one process, which is not started anew for each."""
        lines = [json.dumps([list(words), variables]) for words in calls]
        process = subprocess.run(
            [sys.executable, "-c", DRIVER],
            cwd=self.folder,
            env=surroundings(),
            input="\n".join(lines),
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert process.returncode == 0, process.stderr
        answers = [Ended(*json.loads(line)) for line in process.stdout.splitlines()]
        assert len(answers) == len(lines)
        return answers

    def write(self, name: str, text: str | bytes) -> str:
        """A file of the folder; its name."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return name

    def tasks(self) -> list[dict[str, object]]:
        """Every task, as ``sop list`` has it."""
        found: list[dict[str, object]] = json.loads(
            self.done("list", "--state", "all", "--limit", "100000", "--json")
        )
        return found

    def clean(self) -> str:
        """What ``sop verify`` says; it has to find nothing."""
        return self.done("verify")


def login() -> str:
    """The login of whoever runs the tests, as ``sop`` knows it."""
    try:
        import pwd
    except ImportError:
        return getpass.getuser()
    return pwd.getpwuid(os.getuid()).pw_name
