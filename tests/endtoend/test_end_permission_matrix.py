"""A sample of the permission matrix as people type it: each try on a copy of the workspace, by a login of its
own, held against the same rules as the matrix in one process (``tests/service/permission_rules.py``).
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from docs.reference.permissions.cells import Cell, cells
from docs.reference.permissions.shop import Shop
from tests.endtoend.processes import DRIVER, ROOT, Ended, surroundings

SAMPLE = 60
"""One of so many cells that can be typed."""
NOW = "2026-11-20 10:00"
TYPED: dict[str, Callable[[str, bool], list[str]]] = {
    "advance": lambda task, lines: ["advance", task, "done", *(["--tick", "1"] if lines else [])],
    "advance give_up": lambda task, lines: ["advance", task, "give_up", "--reason", "x"],
    "check": lambda task, lines: ["check", task, "1"],
    "set": lambda task, lines: ["set", task, "note=x"],
    "comment": lambda task, lines: ["comment", task, "x"],
    "attach": lambda task, lines: ["attach", task, "https://example.com/x"],
    "claim": lambda task, lines: ["claim", task],
    "release": lambda task, lines: ["release", task],
    "assign": lambda task, lines: ["assign", task, "bea"],
    "delegate": lambda task, lines: ["delegate", task, "pub"],
    "undo": lambda task, lines: ["undo", task],
    "override": lambda task, lines: ["override", task, "done", "--reason", "x"],
    "signal": lambda task, lines: ["signal", "paid", task],
    "hold": lambda task, lines: ["hold", task, "--reason", "x"],
    "cancel": lambda task, lines: ["cancel", task, "--reason", "x"],
    "show": lambda task, lines: ["show", task],
    "audit": lambda task, lines: ["export", "--team", "--json"],
    "list": lambda task, lines: ["list", "--state", "all", "--json"],
}


def rules() -> Callable[[Cell], str]:
    """The rules, which lie beside the other test."""
    path = ROOT / "tests" / "service" / "permission_rules.py"
    spec = importlib.util.spec_from_file_location("permission_rules_for_typing", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[Cell], str] = module.expected
    return found


def sampled() -> list[Cell]:
    """What is typed: nothing about a closed step, whose task has to be named otherwise."""
    able = [
        cell
        for cell in cells()
        if cell.command in TYPED and cell.way == "single" and cell.situation != "closed"
    ]
    return [cell for cell in able if sha256("|".join(cell).encode()).digest()[1] % SAMPLE == 0]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[tuple[str, str], int]]:
    """The workspace of the matrix, as a file with a made-up time."""
    folder = tmp_path_factory.mktemp("typed")
    made = Shop(str(folder))
    tasks = made.tasks
    made.close()
    with sqlite3.connect(folder / "sop.db") as raw:
        raw.execute("INSERT OR REPLACE INTO setting (key, value) VALUES ('simulated', 'yes')")
    raw.close()
    return folder / "sop.db", tasks


def call_all(
    tried: list[Cell], database: Path, tasks: dict[tuple[str, str], int], folder: Path
) -> list[Ended]:
    """One call after the other in one process, each on a copy of the database."""
    lines = []
    for number, cell in enumerate(tried):
        copy = folder / f"{number}.db"
        shutil.copyfile(database, copy)
        task = f"T-{tasks[cell.sop, cell.situation]}"
        words = TYPED[cell.command](task, cell.situation != "voting")
        variables = {"SOP_DB": str(copy), "SOP_LOGIN": cell.typist or cell.person, "SOP_USER": cell.person}
        lines.append(json.dumps([words, {**variables, "SOP_NOW": NOW, "SOP_LANG": "en"}]))
    process = subprocess.run(
        [sys.executable, "-c", DRIVER],
        cwd=folder,
        env=surroundings(),
        input="\n".join(lines),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return [Ended(*json.loads(line)) for line in process.stdout.splitlines()]


def came_of(cell: Cell, number: int, ended: Ended, task: int, folder: Path) -> str:
    """What came of a call: the code stands in the table of refusals."""
    if cell.command in ("list", "audit"):
        assert ended.code == 0, ended
        return "done" if f"T-{task}" in {row["task"] for row in json.loads(ended.out)} else "hidden"
    if ended.code == 0:
        return "done"
    assert ended.code == 1, (cell, ended)
    with sqlite3.connect(folder / f"{number}.db") as raw:
        rows = raw.execute("SELECT code FROM refusal ORDER BY id DESC LIMIT 1").fetchall()
    raw.close()
    return str(rows[0][0]) if rows else ended.err


def test_what_is_typed_comes_to_what_the_rules_say(
    shop: tuple[Path, dict[tuple[str, str], int]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, tasks = shop
    tried, expected = sampled(), rules()
    answers = call_all(tried, database, tasks, tmp_path)
    assert len(answers) == len(tried)
    wrong = []
    for number, (cell, ended) in enumerate(zip(tried, answers, strict=True)):
        came = came_of(cell, number, ended, tasks[cell.sop, cell.situation], tmp_path)
        if came != expected(cell):
            wrong.append((cell, came, expected(cell), ended.err))
    with capsys.disabled():
        print(f"\npermissions as they are typed: {len(tried)} cells, {len(wrong)} wrong", end=" ")
    assert not wrong, wrong[:10]
    assert len(tried) > 100
