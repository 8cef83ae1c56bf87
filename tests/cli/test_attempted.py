"""What somebody was not let do, typed: it is on record, and shown by person and code."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from engine.store import StoreError
from tests.cli.conftest import Call
from tests.cli.seeing_shop import opened, shop

__all__ = ["opened", "shop"]


def test_what_was_refused_is_on_record_by_person_and_code(shop: Call) -> None:
    shop("show", "T-1", who="li")
    shop("show", "T-1", who="li")
    shop("advance", "T-1", "--as", "He", who="li")
    shop("publish", ".", who="li")
    shop("todo", who="stranger")
    shop("schedule", "pause", "weekly", who="du")
    shop("show", "T-99", who="li")  # a slip of the pen is none
    rows = json.loads(shop("audit", "--refused", "--json").stdout)
    assert [(one["person"], one["login"], one["tried"], one["task"], one["code"]) for one in rows] == [
        ("Du", "du", "schedule", None, "may-not"),
        (None, "stranger", "todo", None, "unknown-login"),
        ("Li", "li", "publish", None, "may-not"),
        ("Li", "li", "advance", None, "may-not-act-as"),
        ("Li", "li", "show", "T-1", "may-not-see"),
        ("Li", "li", "show", "T-1", "may-not-see"),
    ]
    text = shop("audit", "--refused").stdout
    assert text.split("\n")[1].split() == ["Li", "may-not-see", "2", "2026-11-20", "10:00"]
    assert "login stranger" in text
    assert "Li: refused: show (may-not-see)" in shop("log", "T-1", "--refused").stdout
    assert json.loads(shop("audit", "--refused", "--since", "2026-11-20 10:01", "--json").stdout) == []
    assert len(json.loads(shop("audit", "--refused", "--person", "Du", "--json").stdout)) == 1


def test_others_see_their_own_refusals_alone(shop: Call) -> None:
    shop("show", "T-1", who="li")
    shop("advance", "T-1", who="du")
    mine = json.loads(shop("audit", "--refused", "--json", who="li").stdout)
    assert [one["code"] for one in mine] == ["may-not-see"]
    refused = shop("audit", "--refused", "--person", "Du", who="li")
    assert refused.exit_code == 1
    assert "Li may not look after the workspace" in refused.stderr
    assert "These are yours" in shop("audit", "--refused", who="li").stderr


def test_no_value_of_a_task_stands_in_what_was_refused(shop: Call) -> None:
    shop("set", "T-1", "why=another-secret", who="li")
    shop("advance", "T-1", "why=another-secret", who="du")
    for words in (("audit", "--refused"), ("audit", "--refused", "--json"), ("log", "T-1", "--refused")):
        said = shop(*words)
        assert said.exit_code == 0
        assert "secret" not in said.stdout


def test_a_clock_that_is_not_believed_is_on_record_once(shop: Call, tmp_path: Path) -> None:
    shop("sweep")
    with sqlite3.connect(tmp_path / "sop.db") as raw:
        raw.execute("DELETE FROM setting WHERE key = 'simulated'")
    raw.close()
    with sqlite3.connect(tmp_path / "sop.db") as raw:
        raw.execute("UPDATE setting SET value = '1000' WHERE key = 'swept'")
    raw.close()
    assert shop("sweep").exit_code == 1
    assert shop("sweep").exit_code == 1
    with sqlite3.connect(tmp_path / "sop.db") as raw:
        rows = raw.execute("SELECT kind, code FROM refusal").fetchall()
    raw.close()
    assert rows == [("sweep", "clock-ahead")]


def test_a_refusal_that_cannot_be_written_down_is_told_all_the_same(
    shop: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("disk-full")

    monkeypatch.setattr("engine.store.Store.refuse", full)
    refused = shop("show", "T-1", who="li")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Li may not see T-1.")


def test_whose_audit_it_is_does_not_say_who_asks(shop: Call) -> None:
    """``--person`` and ``--as`` were one name once: who asked for Li's audit asked as Li."""
    for words in (
        ("audit", "--person", "Du"),
        ("forecast", "--person", "Du"),
        ("export", "--json", "--person", "Du"),
    ):
        assert shop(*words, who="li").exit_code == 0, words
