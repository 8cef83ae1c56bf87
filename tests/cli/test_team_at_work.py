"""What the team says of a day decides who may do what that day: doing steps, being given steps, checks."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import Call

TEAM = """\
team: studio
roles: [designer, lead]
people:
  An: {roles: designer, off: 2026-11-24..2026-11-25, deputies: Cai}
  Bo: {roles: {designer: {from: 2026-11-23, until: 2026-11-26}}, capacity: 1}
  Cai: {name: Cai Yun}
  Du: {roles: designer, until: 2026-11-20}
  ma: {roles: lead, logins: ma}
may: {publish: lead, act_as: lead}
"""
SOP = """\
sop: photos
lang: en
role: designer
ref: no
required: [no]
data: {no: text}
may: {start: lead}
steps:
  shoot: {assign: least loaded}
"""


@pytest.fixture
def shop(workspace: Path, call: Call) -> Call:
    (workspace / "team.yaml").write_text(TEAM, encoding="utf-8")
    (workspace / "sops" / "request.sop.yaml").unlink()
    (workspace / "sops" / "photos.sop.yaml").write_text(SOP, encoding="utf-8")
    done(call("publish", now="2026-11-18 10:00"))
    return call


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return str(result.stdout).strip()


def given_to(shop: Call, number: int, day: str) -> str:
    """Who gets the step of a task that is started on a day."""
    said = done(shop("start", "photos", f"no={number}", "--json", now=f"2026-11-{day} 10:00"))
    return said.partition('"assignee": ')[2].partition(",")[0].strip('"}] \n')


def test_steps_are_given_to_who_holds_the_role_is_there_and_has_room(shop: Call) -> None:
    assert [given_to(shop, 1, "18"), given_to(shop, 2, "18")] == ["An", "Du"], "Bo does not hold it yet"
    assert given_to(shop, 3, "21") == "An", "Du has left"
    assert [given_to(shop, 4, "24"), given_to(shop, 5, "24")] == ["Bo", "null"], "An is off, Bo does one"
    assert given_to(shop, 6, "27") == "An", "Bo holds it no more"


@pytest.mark.parametrize(
    ("who", "day", "code"),
    [("Bo", "22", 1), ("Bo", "23", 0), ("Bo", "26", 0), ("Bo", "27", 1), ("Cai", "23", 1), ("Cai", "24", 0)],
)
def test_who_may_do_a_step_is_asked_of_the_day(shop: Call, who: str, day: str, code: int) -> None:
    (Path("sops") / "photos.sop.yaml").write_text(SOP.replace("{assign: least loaded}", "{}"), "utf-8")
    done(shop("publish", now="2026-11-18 10:00"))
    done(shop("start", "photos", "no=1", now="2026-11-18 10:00"))
    result = shop("--as", who, "advance", "T-1", now=f"2026-11-{day} 10:00")
    assert result.exit_code == code, result.output
    if code:
        assert "shoot is for designer" in result.stderr


def test_the_list_of_a_deputy_has_what_is_for_the_absent_one(shop: Call) -> None:
    done(shop("start", "photos", "no=1", now="2026-11-18 10:00"))
    for day, there in (("23", False), ("24", True), ("26", False)):
        said = shop("--as", "Cai", "todo", "--json", now=f"2026-11-{day} 10:00").stdout
        assert ('"T-1' in said) is there, day


def test_lint_asks_who_holds_a_role_today(shop: Call, workspace: Path) -> None:
    team = TEAM.replace("An: {roles: designer,", "An: {").replace("Du: {roles: designer,", "Du: {")
    (workspace / "team.yaml").write_text(team, encoding="utf-8")
    said = {day: shop("lint", now=f"2026-11-{day} 10:00") for day in ("22", "23", "27")}
    assert ["nobody" in one.stdout and "P802" in one.stdout for one in said.values()] == [True, False, True]
    assert all("K921" in one.stdout for one in said.values()), "from the 27th on it is held by nobody"


def test_lint_knows_the_day_in_the_workspaces_zone(shop: Call, workspace: Path) -> None:
    team = TEAM.replace("An: {roles: designer,", "An: {").replace("Du: {roles: designer,", "Du: {")
    (workspace / "team.yaml").write_text(team, encoding="utf-8")
    assert "P802" in shop("lint", now="2026-11-22 23:59").stdout
    assert "P802" not in shop("lint", now="2026-11-23 00:00").stdout
