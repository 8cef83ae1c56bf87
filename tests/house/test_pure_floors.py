"""The pure floors decide from what they are handed: no clock, no chance, no files, no code from text."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PURE = [
    "engine/model",
    "engine/rules",
    "engine/kernel",
    "engine/language/compile",
    "engine/language/checks",
    "engine/language/proofs",
    "engine/language/diff",
]
NEVER = {"eval", "exec", "compile", "__import__", "open", "input", "print", "breakpoint", "globals"}
NO_CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}

pure_files = sorted(path for floor in PURE for path in (ROOT / floor).rglob("*.py"))
all_files = sorted(path for room in ("engine", "cli") for path in (ROOT / room).rglob("*.py"))


def calls(path: Path) -> list[tuple[str, str, int]]:
    """Every call in a file as (owner, name, line); the owner is "" for a bare name."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                found.append(("", node.func.id, node.lineno))
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                found.append((node.func.value.id, node.func.attr, node.lineno))
    return found


def test_there_are_pure_files() -> None:
    assert len(pure_files) > 30


@pytest.mark.parametrize("path", pure_files, ids=lambda path: str(path.relative_to(ROOT)))
def test_pure_floor_calls_nothing_from_outside(path: Path) -> None:
    wrong = [
        f"line {line}: {owner + '.' if owner else ''}{name}"
        for owner, name, line in calls(path)
        if (not owner and name in NEVER) or (owner, name) in NO_CLOCK
    ]
    assert wrong == []


def test_no_text_ever_becomes_code() -> None:
    """Neither eval, exec, compile nor pickle anywhere in the product."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in all_files
        for owner, name, line in calls(path)
        if (not owner and name in {"eval", "exec", "compile", "__import__"})
        or owner in {"pickle", "marshal", "shelve"}
    ]
    assert wrong == []
