"""Imports point down only: the contracts in pyproject.toml, checked on every run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(name: str, *arguments: str) -> None:
    tool = shutil.which(name, path=str(Path(sys.executable).parent))
    assert tool, f"{name} is not installed beside {sys.executable}"
    done = subprocess.run([tool, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_point_down_only() -> None:
    run("lint-imports", "--no-cache")


def test_types() -> None:
    run("mypy", "--no-incremental")


def test_style() -> None:
    run("ruff", "check", "--no-cache", ".")
