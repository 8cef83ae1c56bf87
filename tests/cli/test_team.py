"""``sop team``: who is there, who held what on a day, who is away and who acts for them, what changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import Call

TEAM = """\
team: studio
roles: {designer: 美工, merch: 商品, lead: 主管}
people:
  何亮: {roles: designer, deputies: [苏芮, 王珊]}
  苏芮: {roles: {designer: {from: 2026-11-24}, merch: always}, deputies: 王珊, off: 2026-11-25}
  王珊: {name: 王小珊, roles: merch, shops: [tmall], skills: [video], capacity: 3}
  赵敏: {roles: lead, until: 2026-11-30}
  ma: {roles: lead, logins: ma}
may: {publish: lead, act_as: lead, administer: lead}
"""
SOP = (
    "sop: photos\nlang: en\nrole: designer\nref: no\nrequired: [no]\ndata: {no: text}\nsteps: [shoot, cut]\n"
)
MAY = "may: {start: [lead, designer]}\n"


@pytest.fixture
def shop(workspace: Path, call: Call) -> Call:
    """A workspace with that team and an SOP that its designers do."""
    (workspace / "team.yaml").write_text(TEAM, encoding="utf-8")
    (workspace / "sops" / "request.sop.yaml").unlink()
    (workspace / "sops" / "photos.sop.yaml").write_text(SOP + MAY, encoding="utf-8")
    done(call("publish"))
    return call


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return str(result.stdout).strip()


def lines(result: Result) -> list[str]:
    return [" ".join(line.split()) for line in done(result).splitlines()]


def test_everybody_with_their_roles(shop: Call) -> None:
    assert lines(shop("team")) == [
        "person roles there open",
        "ma lead (主管)",
        "何亮 designer (美工)",
        "王珊 (王小珊) merch (商品)",
        "苏芮 merch (商品)",
        "赵敏 lead (主管)",
    ]


def test_away_and_who_stands_in_until_back(shop: Call) -> None:
    assert done(shop("team", "off", "何亮", "--until", "2026-11-25", "--reason", "ill")) == (
        "何亮 is away until 2026-11-25.\nStanding in: 苏芮, 王珊 (王小珊)."
    )
    assert "何亮 designer (美工) away until 2026-11-25; 苏芮, 王珊 (王小珊)" in lines(shop("team"))
    later = lines(shop("team", now="2026-11-25 09:00"))
    assert "何亮 designer (美工) away until 2026-11-25; 王珊 (王小珊)" in later
    assert "苏芮 designer (美工), merch (商品) away until 2026-11-25; 王珊 (王小珊)" in later
    assert done(shop("team", "back", "何亮")) == "何亮 is back."
    assert "away" not in done(shop("team"))


def test_in_chinese(shop: Call) -> None:
    said = done(shop("team", "off", "何亮", "--from", "2026-11-25", "--until", "2026-11-26", SOP_LANG="zh"))
    assert said == (
        "何亮 从 2026-11-25 到 2026-11-26 不在。\n苏芮 也不在，到 2026-11-25 为止。\n代理人：王珊 (王小珊)。"
    )
    assert lines(shop("team", SOP_LANG="zh", now="2026-11-26 08:00"))[2] == (
        "何亮 designer (美工) 不在，到 2026-11-26；代理人：苏芮、王珊 (王小珊)"
    )
    assert done(shop("team", "back", "何亮", SOP_LANG="zh")) == "何亮 不请假了：已取消。"


def test_nobody_stands_in_is_said(shop: Call) -> None:
    assert done(shop("team", "off", "ma")) == (
        "ma is away.\nNobody stands in. Name somebody with --deputy, or under 'deputies' in the team file."
    )
    done(shop("team", "off", "王珊"))
    assert done(shop("team", "off", "苏芮")).splitlines()[1:] == [
        "王珊 (王小珊) is away too, until further notice.",
        "Nobody stands in: all deputies are away or have left. Name another one with --deputy.",
    ]


def test_who_was_a_designer_on_a_day(shop: Call) -> None:
    assert lines(shop("team", "--on", "2026-11-24", "--role", "designer")) == [
        "What is known today of 2026-11-24: team studio, version 1, published 2026-11-20 10:00.",
        "person roles there",
        "何亮 designer (美工)",
        "苏芮 designer (美工), merch (商品)",
    ]
    before = done(shop("team", "--on", "2026-11-23", "--role", "美工"))
    assert "苏芮" not in before
    gone = lines(shop("team", "--on", "2026-12-01", now="2026-12-24 10:00"))
    assert gone[0] == "On 2026-12-01: team studio, version 1, published 2026-11-20 10:00."
    assert gone[-1] == "赵敏 left on 2026-11-30"
    assert done(shop("team", "--role", "lead", "--on", "2026-12-01")).count("(主管)") == 1


def test_before_there_was_a_team_the_first_one_is_asked(shop: Call) -> None:
    head = lines(shop("team", "--on", "2026-11-01"))[0]
    assert head.startswith("No team was published yet on 2026-11-01. What the first one, of 2026-11-20 10:00")


def test_as_data(shop: Call) -> None:
    done(shop("team", "off", "何亮", "--until", "2026-11-25", "--deputy", "王小珊", "--reason", "ill"))
    rows = {row["person"]: row for row in json.loads(done(shop("team", "--json")))}
    assert rows["何亮"]["away"] == {
        "until": "2026-11-26T00:00:00+08:00", "reason": "ill", "by": "sop team off", "stand_in": ["王珊"],
    }  # fmt: skip
    assert rows["王珊"]["stands_in_for"] == ["何亮"]
    assert (rows["王珊"]["shops"], rows["王珊"]["skills"], rows["王珊"]["capacity"]) == (
        ["tmall"], ["video"], 3,
    )  # fmt: skip
    one = json.loads(done(shop("team", "show", "苏芮", "--json")))
    assert one["held"] == [{"role": "designer", "since": "2026-11-24", "until": "9999-12-31"}]
    assert one["off"] == [["2026-11-25", "2026-11-25"]]
    (last,) = json.loads(done(shop("team", "log", "--limit", "1", "--json")))
    assert (last["event"], last["kind"], last["actor"]) == (3, "away", "ma")
    assert last["facts"][0]["until"] == "2026-11-26T00:00:00+08:00"


def test_all_about_one(shop: Call) -> None:
    done(shop("team", "off", "何亮", "--deputy", "苏芮"))
    done(shop("team", "off", "苏芮", "--from", "2026-12-01 13:00", "--until", "2026-12-02"))
    assert lines(shop("team", "show", "苏芮")) == [
        "苏芮",
        "roles: merch (商品), designer (美工) from 2026-11-24 on",
        "stands in for: 何亮",
        "deputies: 王珊 (王小珊)",
        "days off: 2026-11-25",
        "away next: 2026-12-01 13:00 until 2026-12-02",
    ]
    assert lines(shop("team", "王小珊"))[1:] == [
        "roles: merch (商品)", "shops: tmall", "skills: video", "at a time: 3",
    ]  # fmt: skip


def test_what_changed_who_said_so_and_when(shop: Call, workspace: Path) -> None:
    changed = TEAM.replace("赵敏: {roles: lead,", "赵敏: {roles: [lead, merch], deputies: ma,")
    (workspace / "team.yaml").write_text(changed.replace("  王珊:", "  新人: merch\n  王珊:"), "utf-8")
    done(shop("publish", now="2026-11-21 09:00"))
    done(shop("--as", "赵敏", "team", "off", "赵敏", "--until", "2026-11-22", now="2026-11-21 10:00"))
    done(shop("team", "back", "赵敏", now="2026-11-21 11:00"))
    assert done(shop("team", "log", "--limit", "3")).splitlines() == [
        "2026-11-21 09:00  ma",
        "  team studio, version 2, was published",
        "  新人 joined",
        "  新人: given merch (商品)",
        "  赵敏: given merch (商品)",
        "  赵敏: deputies: none → ma",
        "2026-11-21 10:00  赵敏 (typed by ma)",
        "  赵敏 is away from 2026-11-21 10:00 until 2026-11-22",
        "2026-11-21 11:00  ma",
        "  赵敏 is back",
    ]
    assert done(shop("team", "log", "新人")).splitlines()[1:] == [
        "  新人 joined",
        "  新人: given merch (商品)",
    ]


def test_a_deputy_does_the_work_and_both_names_are_on_record(shop: Call) -> None:
    done(shop("start", "photos", "no=1"))
    done(shop("--as", "何亮", "claim", "T-1"))
    mine = shop("--as", "苏芮", "advance", "T-1")
    assert mine.exit_code == 1
    done(shop("team", "off", "何亮", "--until", "2026-11-22"))
    done(shop("--as", "苏芮", "advance", "T-1"))
    log = done(shop("log", "T-1", "--json"))
    assert '"for": "何亮"' in log
    late = shop("--as", "苏芮", "advance", "T-1", now="2026-11-23 00:00")
    assert late.exit_code == 1, "the right ends with the absence"


REFUSED = [
    (("team", "off", "何亮", "--until", "2026-11-19"), 1, "2026-11-19 is past"),
    (("team", "off", "何亮", "--from", "2026-12-02", "--until", "2026-12-01"), 1, "back before going"),
    (("team", "off", "何亮", "--from", "2026-11-01", "--until", "2026-11-19"), 1, "2026-11-19 is past"),
    (("team", "off", "小王"), 1, "Nobody in the team is called 小王."),
    (("team", "off", "何亮", "--deputy", "何亮"), 1, "何亮 cannot stand in for themself."),
    (("team", "back", "何亮"), 1, "何亮 is not away, and is not going to be."),
    (("team", "show", "小王"), 1, "Nobody in the team is called 小王."),
    (("team", "--role", "desiner"), 1, "The team has no role desiner."),
    (("--as", "王珊", "team", "off", "何亮"), 1, "may not look after the workspace. Who may: lead (主管)."),
    (("team", "off", "何亮", "--from", "soon"), 2, "soon is no instant."),
    (("team", "--from", "today"), 2, "--from goes with off."),
    (("team", "off", "--on", "today"), 2, "--on goes with looking, not with off."),
    (("team", "log", "--id", "x"), 2, "--id goes with off and back."),
    (("team", "show", "--role", "lead"), 2, "--role goes without an ACTION."),
    (("team", "leave"), 1, "Nobody in the team is called leave."),
    (("team", "leave", "何亮"), 2, "leave is no action: show, log, off, back."),
    (("team", "off", "何亮", "--reason", "x" * 2001), 1, "2000"),
]


@pytest.mark.parametrize(
    ("words", "code", "text"), REFUSED, ids=[" ".join(words)[:60] for words, _, _ in REFUSED]
)
def test_what_is_refused(shop: Call, words: tuple[str, ...], code: int, text: str) -> None:
    result = shop(*words)
    assert result.exit_code == code, result.output
    assert text in result.stderr
    assert result.stdout == ""


def test_a_command_with_a_name_counts_once(shop: Call) -> None:
    words = ("team", "off", "何亮", "--until", "2026-11-25", "--id", "leave-7")
    done(shop(*words))
    assert done(shop(*words, now="2026-11-20 11:00")).splitlines()[0] == (
        "This had been said before; nothing was changed."
    )
    again = shop("team", "off", "何亮", "--until", "2026-11-26", "--id", "leave-7")
    assert "used before, with other content" in again.stderr


def test_what_people_wrote_moves_no_cursor(shop: Call) -> None:
    done(shop("team", "off", "何亮", "--reason", "ill\x1b[2J"))
    for words in (("team", "log"), ("team",), ("team", "show", "何亮")):
        assert "\x1b" not in done(shop(*words))


def test_who_has_left_cannot_act(shop: Call) -> None:
    gone = shop("--as", "赵敏", "todo", now="2026-12-01 09:00")
    assert "赵敏 has left the team; the last day was 2026-11-30." in gone.stderr


def test_publishing_a_team_takes_the_right_to_administer(shop: Call, workspace: Path) -> None:
    text = TEAM.replace("administer: lead", "administer: designer").replace("logins: ma", "logins: [ma]")
    locked_out = workspace / "team.yaml"
    locked_out.write_text(text, "utf-8")
    refused = shop("publish")
    assert "Nobody in the team studio who has a login could publish any more" in refused.stderr
    locked_out.write_text(text.replace("{roles: lead, logins: [ma]}", "{roles: [lead, merch], logins: [ma]}")
                          .replace("administer: designer", "administer: merch"), "utf-8")  # fmt: skip
    done(shop("publish"))
    (workspace / "sops" / "photos.sop.yaml").write_text(SOP + MAY + "title: Photos\n", encoding="utf-8")
    done(shop("--as", "赵敏", "publish"))
    locked_out.write_text(TEAM, "utf-8")
    refused = shop("--as", "赵敏", "publish")
    assert "赵敏 may not look after the workspace. Who may: merch (商品)." in refused.stderr
    (workspace / "sops" / "photos.sop.yaml").write_text(SOP + MAY + "title: More\n", encoding="utf-8")
    assert "王珊 (王小珊) may not publish documents." in shop("--as", "王珊", "publish").stderr
    (workspace / "sops" / "photos.sop.yaml").write_text(SOP + MAY + "title: Photos\n", encoding="utf-8")
    done(shop("--as", "王珊", "publish"))


def test_verify_looks_at_the_team_and_exports_its_head(shop: Call, workspace: Path) -> None:
    done(shop("team", "off", "何亮"))
    done(shop("verify", "--export", "heads.txt"))
    number, digest = (workspace / "heads.txt").read_text().split()[-2:]
    assert (number, len(digest)) == ("3", 64)
    assert (workspace / "heads.txt").read_text().splitlines()[-1].startswith("team 3 ")
    done(shop("verify", "--against", "heads.txt"))
    (workspace / "heads.txt").write_text(f"team 3 {'0' * 64}\n")
    found = shop("verify", "--against", "heads.txt")
    assert found.exit_code == 1
    assert found.stdout.splitlines()[0] == "team, event 3: not the one whose hash was exported"
