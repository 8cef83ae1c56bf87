"""Databases that are missing, foreign, locked, read-only, from a newer program: one message each, exit 1."""

from __future__ import annotations

import os
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from engine.store import open_store
from tests.cli.conftest import Call


def refused(call: Call, *words: str, **variables: str) -> str:
    ended = call(*words, **variables)
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert "Traceback" not in ended.stderr
    return ended.stderr.splitlines()[0]


def test_the_database_is_found_by_option_variable_or_further_up(
    call: Call, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = workspace / "sops"
    monkeypatch.chdir(below)
    assert call("list").stdout == "No tasks.\n"
    assert call("--db", "../sop.db", "list").exit_code == 0
    assert call("list", SOP_DB="../sop.db").exit_code == 0
    assert refused(call, "list", SOP_DB="nowhere.db").startswith("There is no database at nowhere.db.")
    assert call("--db", "../sop.db", "list", SOP_DB="nowhere.db").exit_code == 0


def test_what_is_no_database(call: Call, workspace: Path) -> None:
    (workspace / "other.db").write_text("just text, and enough of it to be no header of anything" * 20)
    assert refused(call, "--db", "other.db", "list") == "other.db is not a sopwright database."
    assert refused(call, "--db", str(workspace), "list").endswith("is a folder; a database is a file.")
    (workspace / "empty.db").touch()
    assert refused(call, "--db", "empty.db", "list") == "empty.db is not a sopwright database."


def test_a_database_that_somebody_keeps_locked(
    call: Call, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.app.open_store", partial(open_store, wait_ms=50))
    other = sqlite3.connect(workspace / "sop.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert "locked" in refused(call, "start", "request", "item=lamp")
    finally:
        other.close()
    assert call("list").stdout == "No tasks.\n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_database_that_cannot_be_written(call: Call, workspace: Path) -> None:
    (workspace / "sop.db").chmod(0o444)
    assert "cannot be written to" in refused(call, "start", "request", "item=lamp")
    assert call("list").exit_code == 0


def test_a_database_of_a_newer_program(call: Call, workspace: Path) -> None:
    with sqlite3.connect(workspace / "sop.db") as database:
        database.execute("UPDATE alembic_version SET version_num = 'sop9999'")
    assert "newer sopwright" in refused(call, "list")


def test_a_team_file_with_an_unknown_role(call: Call, workspace: Path) -> None:
    team = workspace / "team.yaml"
    team.write_text(team.read_text().replace("[director, operations,", "[director, operation,"))
    ended = call("publish")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.startswith("team.yaml:12:")
    assert "did you mean 'operations'?" in ended.stderr
