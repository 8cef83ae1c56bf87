"""``sop diagram``: of a published SOP, of a file, of a task."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Call


def test_mermaid_goes_to_the_terminal(call: Call, workspace: Path) -> None:
    ended = call("diagram", "request")
    assert ended.exit_code == 0
    lines = ended.stdout.splitlines()
    assert lines[0] == "flowchart TD"
    assert "    n0 --> n1" in lines
    assert call("diagram", "request", "--form", "svg").stdout.startswith("<svg ")


def test_the_ending_of_the_file_says_the_form(call: Call, workspace: Path) -> None:
    assert call("diagram", "request", "--out", "r.svg").stdout == "Written: r.svg\n"
    assert (workspace / "r.svg").read_text("utf-8").startswith("<svg ")
    call("diagram", "request", "--out", "r.mmd")
    assert (workspace / "r.mmd").read_text("utf-8").startswith("flowchart TD\n")
    call("diagram", "request", "--out", "r.txt", "--form", "svg")
    assert (workspace / "r.txt").read_text("utf-8") == (workspace / "r.svg").read_text("utf-8")


def test_a_file_needs_no_workspace_team_or_calendar(call: Call, tmp_path: Path) -> None:
    document = "sop: photos\nlang: en\ncalendar: cn-office\nsteps: [Shoot, Retouch]\n"
    (tmp_path / "photos.sop.yaml").write_text(document, "utf-8")
    lines = call("diagram", "photos.sop.yaml").stdout.splitlines()
    assert '    n1["Shoot<br/>anybody"]' in lines
    (tmp_path / "photos.sop.yaml").write_text("sop: photos\nsteps: {Shoot: {next: Nowhere}}\n", "utf-8")
    ended = call("diagram", "photos.sop.yaml")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert "photos.sop.yaml:2:23: error" in ended.stderr
    (tmp_path / "team.yaml").write_text("team: shop\nroles: [lead]\npeople: {ma: lead}\n", "utf-8")
    assert "team.yaml is no SOP." in call("diagram", "team.yaml").stderr


def test_a_task_is_drawn_in_the_version_that_it_runs(call: Call, workspace: Path) -> None:
    call("start", "request", "item=lamp")
    call("advance", "lamp", "--tick", "1", "cost=1200", "channel=tmall")
    ended = call("diagram", "--task", "lamp", now="2026-11-30 10:00")
    assert ended.exit_code == 0
    assert "T-1 lamp · as of 2026-11-30 10:00" in ended.stdout
    assert "class n2 late" in ended.stdout
    assert call("diagram", "request", "--task", "T-1").exit_code == 0


def test_what_cannot_be_drawn_is_said(call: Call, workspace: Path) -> None:
    call("start", "request", "item=lamp")
    assert call("diagram").exit_code == 2
    assert "Name an SOP, a file, or a task with --task." in call("diagram").stderr
    wrong = call("diagram", "reqest")
    assert wrong.exit_code == 1
    assert wrong.stderr.startswith("No SOP called reqest is published.")
    assert "T-1 is a task of request." in call("diagram", "other", "--task", "T-1").stderr
    assert call("diagram", "missing.yaml").exit_code == 1


def test_a_task_s_number_is_enough(call: Call, workspace: Path) -> None:
    call("start", "request", "item=lamp")
    assert call("diagram", "T-1").stdout == call("diagram", "--task", "T-1").stdout
    assert "T-1 lamp" in call("diagram", "t-1").stdout


def test_roles_are_called_as_in_the_team_s_file(call: Call, tmp_path: Path) -> None:
    (tmp_path / "photos.sop.yaml").write_text("sop: photos\nrole: lead\nsteps: [Shoot]\n", "utf-8")
    (tmp_path / "team.yaml").write_text("team: shop\nroles: {lead: Head}\npeople: {ma: lead}\n", "utf-8")
    assert '    n1["Shoot<br/>Head"]' in call("diagram", "photos.sop.yaml", "--team", "team.yaml").stdout
    ended = call("diagram", "photos.sop.yaml", "--team", "photos.sop.yaml")
    assert (ended.exit_code, "photos.sop.yaml is no team." in ended.stderr) == (2, True)
