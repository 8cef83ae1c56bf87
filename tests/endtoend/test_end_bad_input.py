"""What is wrong with a call, a file, a database: one clear message each, the right exit code, nothing half
done."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.endtoend.processes import Workspace

CALLS: dict[str, tuple[int, str]] = {
    "start order order_no=1": (1, "No SOP called order is published. Did you mean: orders?"),
    "start orders": (1, "order_no: a start needs it."),
    "start orders order_no=x1": (1, "order_no: x1 does not have the form [0-9]{1,12}"),
    "start orders order_no=9 quantity=many": (1, "quantity: many is not a whole number"),
    "start orders order_no=9 quantity=0": (1, "quantity: 0 is less than 1"),
    "start orders order_no=9 quantty=1": (1, "There is no data field quantty. Did you mean: quantity?"),
    "--as guest start orders order_no=9": (1, "guest may not start a task. Who may: warehouse (Warehouse)."),
    "advance T-7": (1, "There is no task T-7."),
    "advance 1/pck": (1, "T-1 has no step pck. Did you mean: pick, pack?"),
    "advance 1/pack": (1, "T-1 is not in pack now; it is in pick."),
    "advance 1 doen": (1, "pick has no outcome doen. It has: done. Did you mean: done?"),
    "advance 1": (1, "T-1/pick#1 cannot be closed with done yet. One thing is missing:"),
    "advance 1 --tick 5": (1, "There is no checklist line 5 here."),
    "--as li advance 1 --tick 1": (1, "pick is for warehouse (Warehouse). li holds: service (Service)."),
    "--as wan advance 1": (1, "Nobody in the team is called wan. Did you mean: wang?"),
    "set 1 order_no=2": (1, "order_no names the task and stays as it was at the start."),
    "cancel 1": (1, "cancel needs a reason."),
    "comment 1 --at 2027-01-01T10:00+08:00 x": (1, "2027-01-01 10:00 lies in the future."),
    "list --step picc": (1, "There is no step picc. Did you mean: pick?"),
    "advance 1 --tick one": (2, "Error: Invalid value for --tick: one is no number of a checklist line."),
    "advnce 1": (2, "Error: No such command 'advnce'. Did you mean: advance?"),
    "start orders order_no": (2, "Error: order_no is not of the form FIELD=VALUE."),
}


def test_each_wrong_call_is_told_and_changes_nothing(shop: Workspace) -> None:
    shop.done("start", "orders", "order_no=1")
    for (line, (code, said)), ended in zip(CALLS.items(), shop.many(map(str.split, CALLS)), strict=True):
        lines = ended.err.splitlines()
        assert (ended.code, ended.out) == (code, ""), (line, ended)
        assert (lines[-1] if code == 2 else lines[0]) == said, line
    assert shop.clean() == "1 task, 1 event: everything is as it was written.\n"


HEAD = "订单编号,goods,quantity\n"
MIXED = (
    "106,灯,2", "106,灯,2", "106,灯,3", '107,"open,1', "108,灯,many", "109", ",灯,1",
    "110,灯,1,x", "111,ok,1",
)  # fmt: skip
ONE = "1 task started, 0 were there already, 0 rows refused."
FILES: dict[str, tuple[bytes | None, int, str]] = {
    "good.csv": (
        f"{HEAD}101,灯,2\n102,,\n".encode(),
        0,
        "2 tasks started, 0 were there already, 0 rows refused.",
    ),
    "again.csv": (
        f"{HEAD}101,灯,2\n".encode(),
        0,
        "0 tasks started, 1 was there already, 0 rows refused.",
    ),
    "mark.csv": (f"\ufeff{HEAD}103,灯,2\n".encode(), 0, ONE),
    "gbk.csv": (f"{HEAD}104,羊毛围巾,2\n".encode("gbk"), 0, ONE),
    "utf16.csv": (f"{HEAD}105,灯,2\n".encode("utf-16"), 0, ONE),
    "mixed.csv": (
        (HEAD + "\n".join(MIXED) + "\n").encode(),
        1,
        "2 tasks started, 0 were there already, 7 rows refused.",
    ),
    "header.csv": (b"a,b\n1,2\n", 1, "header.csv has no column for order_no. Its columns: a, b."),
    "empty.csv": (b"", 1, "empty.csv is empty."),
    "blank.csv": (b"\n \n", 1, "blank.csv is empty."),
    "sheet.csv": (b"PK\x03\x04" + b"x" * 99, 1, "sheet.csv is an Excel workbook, not a CSV file."),
    "bytes.csv": (b"\x00\x01" * 99, 1, "bytes.csv is not a text file."),
    "nothing.csv": (None, 1, "There is no file nothing.csv."),
}
WHY = (
    "The same order stands in row 2 already, with the same values.",
    "106 stands in row 2 already, with other values.",
    "A quotation mark is not closed or stands in the wrong place.",
    "Column quantity, many: this value cannot be taken. many is not a whole number",
    "Cells in the row: 1; in the header: 3.",
    "order_no: a start needs it.",
    "Cells in the row: 4; in the header: 3.",
)


def test_each_file_is_imported_or_told(shop: Workspace) -> None:
    for name, (content, _code, _said) in FILES.items():
        if content is not None:
            shop.write(name, content)
    calls = [["import", name, "--sop", "orders"] for name in FILES]
    for (name, (_content, code, said)), ended in zip(FILES.items(), shop.many(calls), strict=True):
        assert ended.code == code, (name, ended)
        assert (ended.out or ended.err).splitlines()[0] == said, name
    rejects = (shop.folder / "mixed-rejects.csv").read_text("utf-8-sig")
    assert [why for why in WHY if why not in rejects] == []
    assert {str(task["ref"]) for task in shop.tasks()} == {str(n) for n in (*range(101, 107), 111)}
    assert "羊毛围巾" in shop.done("show", "104")
    assert shop.clean() == "7 tasks, 7 events: everything is as it was written.\n"


def _foreign(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE other (x)")


def _newer(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = 'sop9999'")


def _overwritten(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xaa" * (len(content) - 4096))


DATABASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing.db": (
        lambda path: path.unlink(),
        "There is no database at missing.db. Make one with `sop init`",
    ),
    "folder.db": (lambda path: (path.unlink(), path.mkdir()), "folder.db is a folder; a database is a file."),
    "empty.db": (lambda path: path.write_bytes(b""), "empty.db is not a sopwright database."),
    "garbage.db": (
        lambda path: path.write_bytes(b"garbage " * 999),
        "garbage.db is not a sopwright database.",
    ),
    "foreign.db": (lambda path: (path.unlink(), _foreign(path)), "foreign.db is not a sopwright database."),
    "cut.db": (lambda path: path.write_bytes(path.read_bytes()[:9000]), "cut.db is damaged: "),
    "overwritten.db": (_overwritten, "overwritten.db is damaged: "),
    "newer.db": (_newer, "newer.db was written by a newer sopwright (database sop9999, this program knows "),
}
COMMANDS = (["list"], ["start", "orders", "order_no=1"], ["verify"], ["show", "T-1"])


def test_each_database_that_is_none_is_told_by_every_command(shop: Workspace) -> None:
    for name, (spoil, _said) in DATABASES.items():
        shutil.copy(shop.folder / "sop.db", shop.folder / name)
        spoil(shop.folder / name)
    calls = [(name, ["--db", name, *words]) for name in DATABASES for words in COMMANDS]
    for (name, words), ended in zip(calls, shop.many(words for _name, words in calls), strict=True):
        assert (ended.code, ended.out) == (1, ""), (words, ended)
        assert ended.err.startswith(DATABASES[name][1]), (words, ended)
        assert len(ended.err.splitlines()) == 1


def test_a_database_that_somebody_keeps_locked_is_left_alone(shop: Workspace) -> None:
    with contextlib.closing(sqlite3.connect(shop.folder / "sop.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        both = [shop.begin("list"), shop.begin("start", "orders", "order_no=1")]
        said = [process.communicate(timeout=60) for process in both]
        other.execute("ROLLBACK")
    assert [process.returncode for process in both] == [1, 1]
    for out, err in said:
        assert out == ""
        assert err.endswith(
            "sop.db was kept locked by somebody else for 5 seconds; nothing was changed. Try again.\n"
        )
    assert shop.tasks() == []


@pytest.mark.skipif(os.name != "posix", reason="mounts as Linux has them")
@pytest.mark.parametrize("what", ["sop.db", "."])
def test_a_database_that_cannot_be_written_can_be_read(shop: Workspace, what: str) -> None:
    shop.done("start", "orders", "order_no=1")
    place = str(shop.folder / what)
    try:
        subprocess.run(["mount", "--bind", place, place], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("nothing can be made read-only for whoever runs this")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", place], check=True, capture_output=True)
        assert shop.done("list").count("T-1") == 1
        shop.clean()
        ended = shop.sop("start", "orders", "order_no=2")
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.endswith("sop.db cannot be written to; nothing was changed.\n")
    finally:
        subprocess.run(["umount", "-l", place], check=True)
    assert len(shop.tasks()) == 1


def test_a_team_with_an_unknown_role_is_not_published(shop: Workspace) -> None:
    team = (shop.folder / "team.yaml").read_text("utf-8")
    shop.write("team.yaml", team.replace("wang: {roles: [warehouse]}", "wang: {roles: [warehose]}"))
    ended = shop.sop("publish", "team.yaml")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines()[0] == "team.yaml:5:18: error[K901] 'warehose' is not a role of this team"
    assert "did you mean 'warehouse'?" in ended.err
    assert shop.sop("--as", "wang", "start", "orders", "order_no=1").code == 0


def test_consoles_and_locales_of_every_kind(shop: Workspace) -> None:
    shop.done("start", "orders", "order_no=1", "goods=灯 😀")
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = shop.sop("show", "1", SOP_LANG="", **plain)
    assert (ended.code, ended.err) == (0, "")
    assert "goods     \\u706f \\U0001f600" in ended.out
    gbk = shop.begin("show", "1", SOP_LANG="zh", PYTHONIOENCODING="gbk")
    assert gbk.stdout is not None
    said = gbk.stdout.read().encode("utf-8", "surrogateescape").decode("gbk")
    gbk.communicate()
    assert gbk.returncode == 0
    assert "灯 \\U0001f600" in said
    assert "期限" in said or "开始" in said
    bytes_as_text = b"\xd6\xd0\xce\xc4".decode("utf-8", "surrogateescape")
    for words in (
        ["comment", "1", bytes_as_text],
        ["start", "orders", f"order_no={bytes_as_text}"],
        ["show", bytes_as_text],
    ):
        ended = shop.sop(*words)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.endswith("is no text in the encoding of this terminal (utf-8).\n")
    shop.clean()


def test_a_team_that_is_renamed_and_named_back_is_the_team_again(shop: Workspace) -> None:
    team = (shop.folder / "team.yaml").read_text("utf-8")
    shop.write(
        "team.yaml", team.replace("team: shop", "team: store").replace("  wang: {roles: [warehouse]}\n", "")
    )
    assert "store  1 (new)" in shop.done("publish", "team.yaml")
    assert shop.sop("--as", "wang", "todo").code == 1
    shop.write("team.yaml", team)
    assert "shop  2 (new)" in shop.done("publish", "team.yaml")
    assert shop.sop("--as", "wang", "todo").code == 0
    assert "(new)" not in shop.done("publish", "team.yaml")
