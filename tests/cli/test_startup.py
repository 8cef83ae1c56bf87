"""What a call imports: people wait for it, so nothing heavy that it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT

HEAVY = {
    "yaml", "jsonschema", "jinja2", "rich", "sqlalchemy", "sqlmodel", "alembic", "pydantic", "dataclasses",
    "importlib.resources", "importlib.metadata", "shutil", "difflib", "csv", "tempfile",
    "subprocess", "psycopg", "babel",
}  # fmt: skip


def imported(folder: Path, *words: str) -> frozenset[str]:
    """The modules that a process has imported when ``sop`` is done."""
    code = (
        "import sys, cli.console; from cli.main import run; cli.console.login = lambda: 'ma'; "
        f"code = run({list(words)!r}); "
        "print('\\n#', *sys.modules, file=sys.stderr); sys.exit(code)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return frozenset(ended.stderr.rpartition("#")[2].split())


@pytest.fixture
def here(workspace: Path) -> Path:
    """A workspace with one task."""
    imported(workspace, "start", "request", "item=lamp")
    return workspace


def test_help_imports_no_command_and_no_engine_behind_it(tmp_path: Path) -> None:
    found = imported(tmp_path, "--help")
    assert not found & HEAVY
    assert not found & {"textwrap", "sqlite3", "json", "transitions", "hashlib", "zoneinfo", "pathlib"}
    assert not found & {"ast", "dis", "tokenize"}, "what click hardly ever needs"
    ours = {name for name in found if name.split(".")[0] in ("engine", "cli")}
    assert ours == {
        "cli", "cli.commands", "cli.console", "cli.frame", "cli.later", "cli.main", "cli.output", "cli.page",
        "cli.tongue", "engine", "engine.render", "engine.render.width", "engine.words",
    }  # fmt: skip


@pytest.mark.parametrize("words", [("list",), ("todo",)])
def test_lists_build_no_machine(here: Path, words: tuple[str, ...]) -> None:
    found = imported(here, *words)
    assert not found & (HEAVY | {"transitions", "hashlib", "pathlib", "decimal", "textwrap", "ast", "dis"})
    assert not found & {"engine.kernel", "engine.service", "engine.language", "engine.intake", "engine.audit"}
    assert {name for name in found if name.startswith(("engine.model.", "engine.rules", "cli.facts"))} == {
        "engine.model.actor", "engine.model.compiled", "engine.model.record", "engine.model.refusals",
        "engine.model.team",
    }, "no definition, no task, no command"  # fmt: skip


def test_advancing_reads_no_yaml_and_no_file_formats(here: Path) -> None:
    found = imported(here, "advance", "lamp", "--tick", "1", "cost=3", "channel=jd")
    assert "transitions" in found
    assert not found & {"hashlib", "tokenize", "ast"}
    assert not found & {"engine.rules.recurrence", "engine.kernel.deciders.wake"}
    assert not found & (HEAVY | {"engine.language", "engine.intake", "engine.audit"})


def test_what_is_imported_later_is_whole_when_it_is_used() -> None:
    code = (
        "import sys, cli, inspect as promised; assert 'ast' not in sys.modules; "
        "import inspect as again; assert again is promised; "
        "from inspect import signature; import inspect; "
        "print(promised.cleandoc('  a'), promised.signature is signature is inspect.signature, "
        "hasattr(promised, 'nothing'), 'ast' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout.split() == ["a", "True", "False", "True"]
