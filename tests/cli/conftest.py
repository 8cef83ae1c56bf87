"""Running the real ``sop``: in a process of its own, or (quicker) in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

ROOT = Path(__file__).resolve().parents[2]
SPOKEN = ("SOP_LANG", "SOP_DB", "SOP_USER", "SOP_NOW", "SOP_DEBUG", "LC_ALL", "LC_MESSAGES", "LANGUAGE")
Ended = subprocess.CompletedProcess[str]
Run = Callable[..., Ended]
Call = Callable[..., Result]


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of whoever runs the tests says anything; the system speaks English."""
    for name in (*SPOKEN, "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """``process("todo", LANG="C")`` runs ``sop`` in a process; what it said is read as UTF-8."""

    def run(*words: str, cwd: Path | None = None, given: str | None = None, **variables: str) -> Ended:
        return subprocess.run(
            [sys.executable, "-m", "cli", *words],
            cwd=cwd or tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """``call("todo")`` runs ``sop`` in this process, in the test's folder."""
    from cli.main import sop

    monkeypatch.chdir(tmp_path)

    def run(*words: str, **variables: str) -> Result:
        return CliRunner().invoke(sop, list(words), env=variables, catch_exceptions=False)

    return run
