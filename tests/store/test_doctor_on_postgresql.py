"""``sop doctor`` on a database server: the same questions, but for those about a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner


def test_every_question_is_answered(
    postgresql_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cli.main import sop

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOP_DB", postgresql_place)
    monkeypatch.setenv("SOP_NOW", "2026-11-20 10:00")
    monkeypatch.setenv("SOP_LANG", "en")
    for module in ("cli.console", "cli.define"):
        monkeypatch.setattr(f"{module}.login", lambda: "ma")
    for words in (
        ["init", "--simulated"], ["new", "request"], ["publish"], ["start", "request", "item=lamp"],
        ["sweep"],
    ):  # fmt: skip
        ended = CliRunner().invoke(sop, words)
        assert ended.exit_code == 0, ended.output
    ended = CliRunner().invoke(sop, ["doctor", "--json"])
    found = {row["check"]: row["state"] for row in json.loads(ended.stdout)}
    assert ended.exit_code == 0, ended.stdout
    assert list(found) == [
        "python", "sqlite", "zones", "terminal", "language", "database", "clock", "documents", "logins",
        "roles", "stuck", "calendars", "sweep", "worker", "notices",
    ]  # fmt: skip
    assert {state for check, state in found.items() if check != "calendars"} == {"ok"}
