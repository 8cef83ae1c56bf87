"""``import`` and ``advance --from``: rows of a file, refused ones to a file of their own, nothing twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

pytestmark = pytest.mark.usefixtures("workspace")

ORDERS = """\
Item,费用,channel,when
lamp,12.50,tmall,2026-11-19 09:00
chair,cheap,tmall,2026-11-19 09:30
table,1200,ebay,2026-11-19 10:00
椅子,,jd,2026-11-19 11:00
"""
IMPORT = ("import", "orders.csv", "--sop", "request", "--map", "cost=费用", "--map", "at=when")


def test_rows_become_tasks_and_what_is_wrong_goes_to_a_file(call: Call, workspace: Path) -> None:
    (workspace / "orders.csv").write_text(ORDERS, "utf-8-sig")
    ended = call(*IMPORT)
    assert (ended.exit_code, ended.stderr) == (1, "")
    assert ended.stdout == (
        "2 tasks started, 0 were there already, 2 rows refused.\n"
        "The refused rows, each with its reason: orders-rejects.csv\n"
    )
    rejects = (workspace / "orders-rejects.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in rejects] == ["Item", "chair", "table"]
    assert "cheap" in rejects[1].split(",", 4)[4]
    again = call(*IMPORT, "--json")
    assert json.loads(again.stdout) == {
        "carried": 0, "repeated": 2, "refused": 2, "rejects": "orders-rejects.csv",
    }  # fmt: skip
    assert len(json.loads(call("list", "--json").stdout)) == 2


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8"])
def test_files_as_spreadsheets_write_them(call: Call, workspace: Path, encoding: str) -> None:
    (workspace / "orders.csv").write_bytes(ORDERS.replace("\n", "\r\n").encode(encoding))
    ended = call(*IMPORT, "--json")
    assert json.loads(ended.stdout)["carried"] == 2


def test_values_for_all_rows_and_a_zone(call: Call, workspace: Path) -> None:
    (workspace / "a.csv").write_text("item,at\nlamp,2026-11-19 09:00\n")
    assert call("import", "a.csv", "--sop", "request", "cost=5", "--zone", "UTC").exit_code == 0
    shown = json.loads(call("show", "lamp", "--json").stdout)
    assert (shown["data"]["cost"], shown["started"]) == ("5.00", "2026-11-19T17:00:00+08:00")


def test_rows_advance_tasks_by_name(call: Call, workspace: Path) -> None:
    (workspace / "orders.csv").write_text(ORDERS, "utf-8")
    call(*IMPORT)
    (workspace / "done.csv").write_text(
        "ref,at,ticks,Cost\n"
        "lamp,2026-11-19 12:00,1,13\n"
        "椅子,2026-11-19 12:00,1,\n"
        "nobody,2026-11-19 12:00,1,2\n",
        "utf-8",
    )
    ended = call("advance", "--from", "done.csv", "--sop", "request", "--step", "prepare")
    assert ended.exit_code == 1
    assert ended.stdout.splitlines()[0] == "1 row carried out, 0 were done already, 2 rows refused."
    rejects = (workspace / "done-rejects.csv").read_text("utf-8-sig").splitlines()
    assert "no value yet (cost)" in rejects[1]
    assert "nobody" in rejects[2]
    assert json.loads(call("show", "lamp", "--json").stdout)["open"][0]["step"] == "do_it"
    again = call("advance", "--from", "done.csv", "--sop", "request", "--step", "prepare", "--json")
    assert json.loads(again.stdout)["repeated"] == 1


FILES = {
    "nowhere.csv": (None, "There is no file nowhere.csv."),
    "empty.csv": (b"", "empty.csv is empty."),
    "header.csv": (b"a,b\n1,2\n", "header.csv has no column for item (Item). Its columns: a, b."),
    ".": (None, ". is a folder, not a file."),
    "book.csv": (b"PK\x03\x04" + b"x" * 99, "book.csv is an Excel workbook, not a CSV file."),
    "bytes.csv": (b"\x00\x01\x02\x03" * 99, "bytes.csv is not a text file."),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_one_message(call: Call, workspace: Path, name: str) -> None:
    content, message = FILES[name]
    if content is not None:
        (workspace / name).write_bytes(content)
    ended = call("import", name, "--sop", "request")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.splitlines()[0] == message
    assert not list(workspace.glob("*-rejects.csv"))


def test_what_is_asked_wrongly(call: Call, workspace: Path) -> None:
    (workspace / "a.csv").write_text("item\nlamp\n")
    assert call("import", "a.csv").exit_code == 2
    for words in (
        ("--sop", "nothing"), ("--sop", "request", "--map", "item"), ("--sop", "request", "--zone", "Mars"),
        ("--sop", "request", "--map", "itm=item"), ("--sop", "request", "--rejects", "a.csv"),
        ("--sop", "request", "--encoding", "klingon"), ("--sop", "request", "cost=cheap"),
    ):  # fmt: skip
        ended = call("import", "a.csv", *words)
        assert (ended.exit_code, ended.stdout) == (1, ""), words
        assert ended.stderr
    assert call("advance", "T-1", "T-2", "--from", "a.csv").exit_code == 2
    assert call("list").stdout == "No tasks.\n"


def test_a_value_for_all_rows_is_refused_before_any_row(call: Call, workspace: Path) -> None:
    (workspace / "new.csv").write_text("item\nlamp\n", "utf-8")
    ended = call("import", "new.csv", "--sop", "request", "channel=jdd")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr == "channel: jdd is none of: tmall, jd, other; did you mean jd?\n"
    assert call("list").stdout == "No tasks.\n"


@pytest.mark.parametrize(
    ("path", "said"),
    [("nowhere/x.csv", "nowhere does not exist."), ("sops", "sops is a folder, not a file.")],
)
def test_where_rejects_cannot_be_written_nothing_is_carried_out(
    call: Call, workspace: Path, path: str, said: str
) -> None:
    (workspace / "new.csv").write_text("item\nlamp\n", "utf-8")
    ended = call("import", "new.csv", "--sop", "request", "--rejects", path)
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.endswith(f"{said}\n")
    assert call("list").stdout == "No tasks.\n"


def test_a_task_beside_a_file_is_not_understood(call: Call, workspace: Path) -> None:
    (workspace / "new.csv").write_text("ref\nlamp\n", "utf-8")
    ended = call("advance", "--from", "new.csv", "T-1")
    assert ended.exit_code == 2
    assert ended.stderr.endswith("Error: With --from, name no task; each row says its own.\n")
