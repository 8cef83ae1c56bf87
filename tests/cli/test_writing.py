"""``init``, ``new``, ``lint``, ``publish``: from an empty folder to an SOP in use."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Call

PUBLISHED = """\
document   name    version  file
calendar   office  1 (new)  calendars/office.yaml
team       shop    1 (new)  team.yaml
workspace  shop    1 (new)  workspace.yaml
Next: sop new NAME writes a starter SOP.
"""
OURS = "team: ours\nroles: [boss]\npeople:\n  ma: {roles: [boss], logins: [ma]}\n"


def test_init_makes_a_workspace_and_says_what_comes_next(call: Call, tmp_path: Path) -> None:
    ended = call("init", "shop")
    assert ended.exit_code == 0, ended.output
    first, rest = ended.stdout.split("\n", 1)
    assert first == "The workspace is ready in shop."
    assert rest == re.sub(r"(?=calendars/|team.yaml|workspace.yaml)", "shop/", PUBLISHED)
    made = sorted(str(path.relative_to(tmp_path / "shop")) for path in (tmp_path / "shop").rglob("*"))
    assert made == ["calendars", "calendars/office.yaml", "sop.db", "sops", "team.yaml", "workspace.yaml"]


@pytest.mark.parametrize(
    ("folder", "login", "team", "person"),
    [
        ("shop.2026 (new)", "j.doe", "shop-2026-new", "j-doe"),
        ("我的店.旗舰", "王.芳", "我的店-旗舰", "王-芳"),
        ("...", "$", "shop", "me"),
        ("x" * 80, "CORP+jane", "x" * 60, "CORP-jane"),
    ],
)
def test_whatever_the_folder_and_the_login_are_called(
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    login: str,
    team: str,
    person: str,
) -> None:
    """What may not stand in a name of a document is left out of it; the login itself stays as it is."""
    monkeypatch.setattr("cli.define.login", lambda: login)
    (tmp_path / folder).mkdir()
    ended = call("init", folder)
    assert ended.exit_code == 0, ended.output
    written = (tmp_path / folder / "team.yaml").read_text(encoding="utf-8")
    assert f"team: {team}\n" in written
    assert f"  {person}: {{roles" in written


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_init_and_new_write_has_nothing_wrong_with_it(call: Call, tmp_path: Path, lang: str) -> None:
    for words in (["init", ".", "--simulated"], ["new", "photo-request"], ["new", "拍摄申请"]):
        assert call("--lang", lang, *words).exit_code == 0
    assert call("lint", "--json").stdout == "[]\n"
    assert call("publish").exit_code == 0
    assert call("start", "拍摄申请", "item=a").exit_code == 0


def test_init_keeps_the_files_that_are_there_and_makes_no_second_database(call: Call, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text(OURS)
    assert call("init").exit_code == 0
    assert (tmp_path / "team.yaml").read_text().startswith("team: ours\n")
    again = call("init")
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr.splitlines()[0] == "There is a workspace already: sop.db"


def test_init_with_a_broken_file_makes_no_database(call: Call, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("team: ours\npeople:\n  ma: {roles: [bos]}\nroles: [boss]\n")
    ended = call("init")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert "team.yaml:3:" in ended.stderr
    assert not (tmp_path / "sop.db").exists()


def test_an_unknown_zone_is_refused(call: Call) -> None:
    ended = call("init", "--zone", "Mars/Olympus")
    assert ended.exit_code == 1
    assert "Mars/Olympus" in ended.stderr


def test_new_overwrites_nothing_and_names_what_is_no_name(call: Call, workspace: Path) -> None:
    before = (workspace / "sops" / "request.sop.yaml").read_bytes()
    ended = call("new", "request")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.startswith("sops/request.sop.yaml is there already")
    assert (workspace / "sops" / "request.sop.yaml").read_bytes() == before
    for name in ("../x", "a b:c", ""):
        assert call("new", name).exit_code == 1, name


def test_new_fits_the_team_and_the_calendars_that_are_published(call: Call, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text(OURS)
    assert call("init", "--simulated").exit_code == 0
    assert call("new", "request").exit_code == 0
    assert call("lint").stdout == "4 files: nothing wrong.\n"
    assert "\nrole: boss " in (tmp_path / "sops" / "request.sop.yaml").read_text()


def test_lint_points_at_the_place_and_exits_1(call: Call, workspace: Path) -> None:
    path = workspace / "sops" / "request.sop.yaml"
    path.write_text(path.read_text().replace("    title: Approve\n", "    titel: Approve\n"))
    line = path.read_text().splitlines().index("    titel: Approve") + 1
    ended = call("lint")
    assert (ended.exit_code, ended.stderr) == (1, "")
    assert f"sops/request.sop.yaml:{line}:5: error[S2" in ended.stdout
    assert f"\n{line:>5} |     titel: Approve\n{' ' * 5} |     ^^^^^\n" in ended.stdout
    assert ended.stdout.endswith("1 error in 4 files.\n")
    found = json.loads(call("lint", "--json").stdout)
    assert [(one["file"], one["line"], one["column"], one["severity"]) for one in found] == [
        ("sops/request.sop.yaml", line, 5, "error")
    ]


def test_lint_needs_no_workspace(call: Call, tmp_path: Path) -> None:
    (tmp_path / "small.sop.yaml").write_text("sop: photo-request\nsteps: [Collect samples, Shoot, Retouch]\n")
    assert call("lint").stdout == "1 file: nothing wrong.\n"
    assert call("lint", "small.sop.yaml").exit_code == 0


def test_lint_of_a_folder_without_documents_says_so(call: Call, tmp_path: Path) -> None:
    ended = call("lint")
    assert ended.exit_code == 1
    assert "sop new NAME" in ended.stderr


def test_publish_is_all_or_nothing(call: Call, workspace: Path) -> None:
    path = workspace / "sops" / "request.sop.yaml"
    path.write_text(path.read_text().replace("4 work hours", "5 work hours"))
    (workspace / "sops" / "broken.sop.yaml").write_text("sop: broken\nsteps: []\n")
    ended = call("publish")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert "broken.sop.yaml:2:" in ended.stderr
    (workspace / "sops" / "broken.sop.yaml").unlink()
    again = json.loads(call("publish", "--json").stdout)
    assert [(one["name"], one["version"], one["new"]) for one in again] == [
        ("office", 1, False), ("request", 2, True), ("shop", 1, False), ("shop", 1, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "ma belongs to nobody in the team {team}: whoever publishes it could do nothing any more.\n"
            "Hint: add it to the `logins` of a person in the team file: logins: [ma]\n",
        ),
        (
            "zh",
            "团队 {team} 里没有人使用登录名 ma：发布后，发布者将什么也做不了。\n"
            "提示：请在团队文件中把它写进某人的 logins：logins: [ma]\n",
        ),
    ],
)
def test_a_team_that_locks_its_publisher_out_is_not_published(
    call: Call, workspace: Path, lang: str, said: str
) -> None:
    team = workspace / "team.yaml"
    team.write_text(team.read_text().replace("logins: [ma]", "logins: [other]"))
    name = next(line.split()[1] for line in team.read_text().splitlines() if line.startswith("team:"))
    refused = call("publish", SOP_LANG=lang)
    assert (refused.exit_code, refused.stderr) == (1, said.format(team=name))
    assert call("todo").exit_code == 0


def test_only_those_whom_the_team_names_may_publish(call: Call, workspace: Path) -> None:
    team = workspace / "team.yaml"
    everything = "[director, operations, design, service, warehouse]"
    text = team.read_text().replace(everything, "[operations]")
    team.write_text(text.replace("people:\n", "people:\n  zhao: {roles: [director], logins: [zhao]}\n"))
    assert call("publish").exit_code == 0
    ended = call("publish")
    assert ended.exit_code == 1
    assert ended.stderr.startswith("ma may not publish documents.")
