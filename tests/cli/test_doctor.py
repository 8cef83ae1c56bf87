"""``doctor``: what it looks at, what it says of each thing that can be wrong, and that it changes nothing."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from cli.health import database, machine
from tests.cli.conftest import Call

TEAM = """\
team: shop
roles: [operations, director]
people:
  ma: {roles: [operations, director], logins: [ma]}
  Li: operations
may: {publish: [director]}
"""
CHECKS = [
    "python", "sqlite", "zones", "terminal", "language", "database", "integrity", "journal", "disk", "clock",
    "documents", "logins", "roles", "stuck", "calendars", "sweep", "worker", "notices",
]  # fmt: skip
Found = dict[tuple[str, str], tuple[str, str]]
"""(check, state) -> text and what to do."""


@pytest.fixture
def looked(workspace: Path, call: Call) -> Callable[..., Found]:
    """``looked()``: what doctor finds; it leaves the database as it was and exits by what it found."""

    def look(*words: str, **variables: str) -> Found:
        before = _content(workspace)
        ended = call(*words, "doctor", "--json", **variables)
        assert ended.stderr == ""
        rows = json.loads(ended.stdout)
        assert ended.exit_code == int(any(row["state"] == "problem" for row in rows))
        assert _content(workspace) == before, "nothing is changed"
        return {(row["check"], row["state"]): (row["text"], row["help"]) for row in rows}

    return look


def _content(folder: Path) -> dict[str, bytes]:
    return {str(path): sha256(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()}


def edit(folder: Path, *statements: str) -> None:
    """Change the database behind the program's back."""
    connection = sqlite3.connect(folder / "sop.db")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_workspace_that_is_looked_after(looked: Callable[..., Found], call: Call) -> None:
    assert call("start", "request", "item=lamp").exit_code == 0
    assert call("sweep").exit_code == 0
    found = looked()
    assert [check for check, _state in found] == CHECKS
    assert {state for check, state in found if check != "calendars"} == {"ok"}
    assert found["calendars", "warning"] == (
        "calendar office knows no holidays of 2027: plans there are provisional",
        "once they are announced: sop calendar import FILE, sop publish, sop replan",
    )


def test_what_it_says_on_a_terminal_is_a_line_for_each_thing_and_what_to_do(
    call: Call, workspace: Path
) -> None:
    said = call("doctor", COLUMNS="60").stdout.splitlines()
    assert said[0].startswith("ok       Python 3.")
    assert "warning  no sweep has ever run here: nobody is reminded, and" in said
    assert "         → let it run by itself: sop worker, or sop sweep" in said
    assert said[-1] == "2 warnings"
    assert all(len(line) <= 60 for line in said if "sop.db" not in line)
    chinese = call("doctor", SOP_LANG="zh").stdout.splitlines()
    assert chinese[-1] == "2 个警告"
    assert "正常  没有积压的通知" in chinese


def test_without_a_workspace_the_machine_alone(call: Call) -> None:
    ended = call("doctor")
    assert ended.exit_code == 0
    assert ended.stdout.splitlines()[-3:] == [
        "warning  there is no workspace here or above; only the machine was looked at",
        "         → sop init makes one; or name its database with --db",
        "1 warning",
    ]


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "no database": (lambda at: at.unlink(), "There is no database at"),
    "a folder": (lambda at: (at.unlink(), at.mkdir()), "is a folder; a database is a file."),
    "another file": (lambda at: at.write_bytes(b"no database" * 1000), "is not a sopwright database."),
    "an empty file": (lambda at: at.write_bytes(b""), "is not a sopwright database."),
    "half of it": (lambda at: at.write_bytes(at.read_bytes()[: 40 * 4096]), "is damaged"),
    "another revision": (
        lambda at: edit(at.parent, "UPDATE alembic_version SET version_num = 'sop0001'"),
        "was written by an older sopwright (database sop0001",
    ),
    "a newer one": (
        lambda at: edit(at.parent, "UPDATE alembic_version SET version_num = 'sop9999'"),
        "was written by a newer sopwright (database sop9999",
    ),
    "no tables": (lambda at: edit(at.parent, "DROP TABLE document"), "sopwright database"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_database_is_a_problem_and_no_traceback(call: Call, workspace: Path, what: str) -> None:
    broke, said = BROKEN[what]
    broke(workspace / "sop.db")
    ended = call("--db", str(workspace / "sop.db"), "doctor", "--json", SOP_LANG="en")
    assert ended.exit_code == 1
    assert ended.stderr == ""
    rows = json.loads(ended.stdout)
    assert any(said in row["text"] for row in rows if row["state"] == "problem")
    assert rows[0]["check"] == "python", "the machine is looked at all the same"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE setting SET value = 'Mars/Olympus' WHERE key = 'zone'",
        "UPDATE document SET compiled = '{' WHERE kind = 'calendar'",
        "UPDATE document SET compiled = '{' WHERE kind = 'team'",
        "UPDATE document SET compiled = '{}' WHERE kind = 'sop'",
        "UPDATE setting SET value = 'x' WHERE key = 'swept'",
        "DROP TABLE clock",
        "DROP TABLE notice",
    ],
)
def test_whatever_is_stored_wrongly_costs_one_line(call: Call, workspace: Path, statement: str) -> None:
    assert call("start", "request", "item=lamp").exit_code == 0
    assert call("sweep").exit_code == 0
    edit(workspace, statement)
    ended = call("doctor", "--json", SOP_LANG="en")
    assert ended.exit_code in (0, 1)
    assert "Traceback" not in ended.output
    assert "python" in {row["check"] for row in json.loads(ended.stdout)}


def test_a_login_that_belongs_to_nobody(
    looked: Callable[..., Found], call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("start", "request", "item=lamp").exit_code == 0
    monkeypatch.setattr("cli.console.login", lambda: "guest")
    assert looked()["logins", "problem"] == (
        "your login guest belongs to nobody of the team shop",
        "add it in team.yaml (logins: [guest]), and let who may publish it: sop publish team.yaml",
    )
    assert looked(SOP_LANG="zh")["logins", "problem"][0] == "你的登录名 guest 不属于团队 shop 的任何人"


def test_a_login_that_wrote_and_has_left(looked: Callable[..., Found], call: Call, workspace: Path) -> None:
    assert call("start", "request", "item=lamp").exit_code == 0
    edit(workspace, "UPDATE event SET login = 'old-hand'")
    assert looked()["logins", "warning"][0] == "logins that wrote lately and belong to nobody now: old-hand"


def test_a_role_that_open_steps_ask_for_and_nobody_holds(
    looked: Callable[..., Found], call: Call, workspace: Path
) -> None:
    for item in ("lamp", "chair"):
        assert call("start", "request", f"item={item}").exit_code == 0
    team = TEAM.replace("[operations, director], logins", "[director], logins").replace(
        "Li: operations", "Li: director"
    )
    (workspace / "team.yaml").write_text(team)
    assert call("publish", "team.yaml").exit_code == 0
    found = looked()
    assert found["roles", "problem"] == (
        "2 open steps ask for the role operations, which nobody holds (T-1 is one)",
        "give it to somebody in team.yaml, then: sop publish team.yaml",
    )
    assert found["stuck", "problem"] == (
        "open tasks that nobody who is there may go on with: T-2, T-1", "sop why T-2"
    )  # fmt: skip
    assert looked(SOP_LANG="zh")["stuck", "problem"][0] == "现在没有人能继续的任务：T-2、T-1"


def test_steps_of_somebody_who_has_left_or_is_away(
    looked: Callable[..., Found], call: Call, workspace: Path
) -> None:
    (workspace / "team.yaml").write_text(TEAM)
    assert call("publish", "team.yaml").exit_code == 0
    assert call("start", "request", "item=lamp").exit_code == 0
    assert call("assign", "T-1", "Li").exit_code == 0
    assert call("team", "off", "Li", "--until", "2026-11-30").exit_code == 0
    assert looked()["stuck", "warning"] == (
        "Li is away, nobody stands in, and has open steps: 1",
        "name a deputy in team.yaml, or: sop handover Li --to PERSON",
    )
    (workspace / "team.yaml").write_text(TEAM.replace("  Li: operations\n", ""))
    assert call("publish", "team.yaml").exit_code == 0
    assert ("stuck", "problem") in looked()


def test_documents_that_are_not_what_is_published(
    looked: Callable[..., Found], call: Call, workspace: Path
) -> None:
    sops = workspace / "sops"
    request = sops / "request.sop.yaml"
    text = request.read_text("utf-8")
    request.write_text(text + "# a remark changes nothing\n", "utf-8")
    assert ("documents", "ok") in looked()
    request.write_text(text.replace("title: Prepare", "title: Get ready"), "utf-8")
    old, late = 1_600_000_000, 1_900_000_000
    os.utime(request, (late, late))
    assert looked()["documents", "warning"] == (
        "changed since they were published: sops/request.sop.yaml", "sop publish sops/request.sop.yaml"
    )  # fmt: skip
    os.utime(request, (old, old))
    assert looked()["documents", "warning"][0] == (
        "older than what is published, and different: sops/request.sop.yaml"
    )
    request.write_text(text, "utf-8")
    (sops / "fresh.sop.yaml").write_text("sop: fresh\nrole: operations\nsteps: [a, b]\n")
    assert looked()["documents", "warning"] == (
        "never published: sops/fresh.sop.yaml", "sop publish sops/fresh.sop.yaml"
    )  # fmt: skip
    (sops / "fresh.sop.yaml").write_text("sop: fresh\nsteps: {a: {next: nowhere}}\n")
    assert looked()["documents", "warning"] == (
        "with errors: sops/fresh.sop.yaml", "sop lint sops/fresh.sop.yaml"
    )  # fmt: skip


def test_the_clock_and_who_sweeps(looked: Callable[..., Found], call: Call, workspace: Path) -> None:
    assert looked()["sweep", "warning"][0].startswith("no sweep has ever run here")
    assert call("sweep").exit_code == 0
    assert looked()["sweep", "ok"] == ("the last sweep was at 2026-11-20 10:00", "")
    assert looked(now="2026-11-20 15:00")["sweep", "warning"][0] == ("no sweep since 2026-11-20 10:00 (5h)")
    assert looked(now="2026-11-20 09:00")["clock", "problem"][0] == (
        "the clock (2026-11-20 09:00) is 1h behind the record"
    )
    assert looked(now="2028-01-20 09:00")["clock", "problem"][1] == (
        "set the computer's clock; where it is right: sop sweep --sure"
    )
    sign = "INSERT INTO setting (key, value) VALUES ('worker:ma@shop/7', '[1, 1763600000000, 15]')"
    edit(workspace, sign)
    text, help = looked()["worker", "warning"]
    assert text.startswith("worker ma@shop/7 gave no sign since ")
    assert help == "start it again: sop worker"


def test_what_the_program_did_itself_is_no_stranger_and_a_base_is_told_once(
    looked: Callable[..., Found], call: Call, workspace: Path
) -> None:
    (workspace / "calendars" / "warehouse.yaml").write_text(
        "calendar: warehouse\nfrom: office\nhours: {mon-fri: '12:00-20:00'}\n"
    )
    assert call("publish", "calendars").exit_code == 0
    assert call("start", "request", "item=lamp").exit_code == 0
    edit(workspace, "UPDATE event SET login = '*'")
    found = looked()
    assert ("logins", "warning") not in found
    assert found["calendars", "warning"][0].startswith("calendar office ")


def test_a_journal_that_this_sqlite_can_damage(call: Call, workspace: Path) -> None:
    from engine.app import App

    connection = sqlite3.connect(workspace / "sop.db")
    connection.execute("PRAGMA journal_mode=wal")
    connection.close()
    app = App.open(str(workspace / "sop.db"), "ma")
    try:
        (found,) = database.journal(app, (3, 40, 1))
        assert (found.check, found.state) == ("journal", "problem")
        assert "SQLite 3.40.1 can damage it" in found.text
        (found,) = database.journal(app, (3, 51, 3))
        assert found.text == "journal: WAL, which SQLite 3.51.3 keeps safely"
    finally:
        app.close()


def test_machines_that_will_not_do() -> None:
    (found,) = machine.sqlite((3, 36, 0))
    assert (found.state, found.text) == ("problem", "SQLite 3.36.0 is too old: it has no STRICT tables")


def test_notices_that_wait_with_no_channel(looked: Callable[..., Found], call: Call, workspace: Path) -> None:
    text = (workspace / "sops" / "request.sop.yaml").read_text("utf-8")
    rung = "    due: 4 work hours          # within 4 working hours of entering the step\n"
    assert rung in text
    (workspace / "sops" / "request.sop.yaml").write_text(
        text.replace(rung, rung + "    escalate: [{at: due, notify: director}]\n"), "utf-8"
    )
    assert call("publish").exit_code == 0
    assert call("start", "request", "item=lamp").exit_code == 0
    assert looked(now="2026-11-21 10:00")["sweep", "problem"][0] == (
        "what was due by itself at 2026-11-20 14:00 has not happened: nobody sweeps"
    )
    assert call("sweep", now="2026-11-21 10:00").exit_code == 0
    assert looked(now="2026-11-21 10:00")["notices", "warning"] == (
        "notices that wait, with no channel to go through: 1", "set up a way: sop channels --help"
    )  # fmt: skip


def test_a_check_that_falls_over_is_a_line_like_any_other(
    call: Call, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_app: object) -> object:
        raise RuntimeError("oops\x1b[31m")

    monkeypatch.setattr("cli.health.notices.notices", broken)
    ended = call("doctor", COLUMNS="200")
    assert ended.exit_code == 1
    assert "problem  this could not be looked at: RuntimeError: oops" in ended.stdout
    assert "\x1b" not in ended.stdout
