"""Running the real ``sop``: in a process of its own, or (quicker) in this one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cli.doing_shop import Do

ROOT = Path(__file__).resolve().parents[2]
FRIDAY = "2026-11-20 10:00"
"""What time it is in the tests' workspace, where nothing else is said: a Friday, at work."""
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

    def run(*words: str, now: str = FRIDAY, **variables: str) -> Result:
        settings = {"SOP_NOW": now, **variables}
        return CliRunner().invoke(sop, list(words), env=settings, catch_exceptions=False)

    return run


@pytest.fixture(autouse=True)
def typist(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever types in this process is logged in as ``ma``."""
    for module in ("cli.console", "cli.define", "cli.demo"):
        monkeypatch.setattr(f"{module}.login", lambda: "ma")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as ``sop init --simulated`` makes it, with the starter SOP ``request`` published."""
    folder = tmp_path_factory.mktemp("made") / "shop"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOP_LANG", "en")
        patch.setenv("SOP_NOW", FRIDAY)
        for module in ("cli.console", "cli.define"):
            patch.setattr(f"{module}.login", lambda: "ma")
        from cli.main import run

        assert run(["init", "--simulated"]) == 0
        assert run(["new", "request"]) == 0
        assert run(["publish"]) == 0
    return folder


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    """A copy of ``made`` in the test's folder, which ``call`` and ``process`` run in."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of ``doing_shop``, with its task T-1 lamp."""
    from tests.cli.doing_shop import open_shop

    folder = tmp_path_factory.mktemp("doing") / "shop"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOP_LANG", "en")
        patch.setenv("SOP_NOW", FRIDAY)
        for module in ("cli.console", "cli.define"):
            patch.setattr(f"{module}.login", lambda: "ma")
        open_shop(folder)
    return folder


@pytest.fixture
def do(photos: Path, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Do:
    """``do("T-1", answers=["y", "3.5"])`` is ``sop do`` in a copy of that shop, as ma at a terminal."""
    from tests.cli.doing_shop import doing

    shutil.copytree(photos, tmp_path, dirs_exist_ok=True)
    return doing(monkeypatch)
