"""``why``: how clocks came about, pauses and earlier plans included; who could let a task go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

SALE = """\
sop: sale
lang: zh
calendar: office
role: operations
ref: name
required: [name, sale_at]
data:
  name: {type: text, title: 名称}
  sale_at: {type: datetime, title: 开售}
deadlines:
  ready:
    title: 备妥
    step: check
    due: 3 workdays before sale_at by 18:00
    limit: sale_at
    pause: []
escalate:
  - {at: 1 work hours before due, notify: assignee}
  - {at: 1 work hours after due, notify: director, assign: director}
steps:
  draft: {title: 起草, due: 4 work hours}
  check: {title: 复核, role: director, not_by: [draft]}
texts:
  en: {名称: Name, 开售: Sale, 备妥: All ready, 起草: Draft, 复核: Check}
"""
CALENDAR = """\
calendar: office
zone: Asia/Shanghai
hours: {mon-fri: 09:00-18:00}
off: {2026-11-24 - 2026-11-25: 店庆}
"""


@pytest.fixture
def held(workspace: Path, call: Call) -> Path:
    """A task that was on hold from Friday 11:00 to Monday 10:00, and whose sale was put off."""
    (workspace / "sops" / "sale.sop.yaml").write_text(SALE, encoding="utf-8")
    (workspace / "calendars" / "office.yaml").write_text(CALENDAR, encoding="utf-8")
    published = call("publish")
    assert published.exit_code == 0, published.output
    assert call("start", "sale", "name=double", "sale_at=2026-11-26 10:00").exit_code == 0
    call("hold", "double", "--reason", "rain", "--until", "2026-11-23 09:00", now="2026-11-20 11:00")
    call("resume", "double", now="2026-11-23 10:00")
    call("set", "double", "sale_at=2026-11-30 10:00", now="2026-11-23 10:30")
    return workspace


WHY = {
    "en": """\
T-1/draft (Draft)
  done: possible now
  who can: operations (Operations): ma
draft (Draft): due 2026-11-23 13:00
  due: 4 work hours
    from the opening of the step, 2026-11-20 10:00
    4h of working time after it
    that is 2026-11-20 14:00
    stood still 2026-11-20 11:00 to 2026-11-23 10:00 (on hold: rain, ma, expected until 2026-11-23 09:00); \
3h of working time were left, counted on from then: 2026-11-23 13:00
  until 2026-11-20 11:00 it was due 2026-11-20 14:00; then it was put on hold
  next on its ladder, 2026-11-23 12:00 (rung 1): tells whose step it is
ready (All ready): due 2026-11-23 18:00, limit 2026-11-30 10:00
  due: 3 workdays before sale_at by 18:00
    from 'sale_at', 2026-11-30 10:00
    workdays before it: 3
    2026-11-24 to 2026-11-25: 店庆
    2026-11-28 to 2026-11-29: weekend
    the time is set to 18:00
    that is 2026-11-23 18:00
  limit: sale_at
    from 'sale_at', 2026-11-30 10:00
    that is 2026-11-30 10:00
  until 2026-11-23 10:30 it was due 2026-11-19 18:00; then because of sale_at (Sale) = 2026-11-30 10:00; \
it was late by then by 3d 16h, and stays so on record
  next on its ladder, 2026-11-23 17:00 (rung 1): tells whose step it is
""",
    "zh": """\
T-1/draft (起草)
  done：现在可以
  谁可以推进：operations (Operations)：ma
draft (起草)：应完成 2026-11-23 13:00
  应完成：4 work hours
    从步骤开始算起，2026-11-20 10:00
    往后 4h 工作时间
    即 2026-11-20 14:00
    2026-11-20 11:00 至 2026-11-23 10:00 停表（挂起：rain，ma，预计到 2026-11-23 09:00）；\
还剩 3 小时工作时间，从那时起继续算：2026-11-23 13:00
  2026-11-20 11:00 之前应完成 2026-11-20 14:00；后来被挂起
  下一级升级，2026-11-23 12:00（第 1 级）：通知 步骤负责人
ready (备妥)：应完成 2026-11-23 18:00、最晚 2026-11-30 10:00
  应完成：3 workdays before sale_at by 18:00
    从“sale_at”算起，2026-11-30 10:00
    往前 3 个工作日
    2026-11-24 至 2026-11-25：店庆，跳过
    2026-11-28 至 2026-11-29：周末，跳过
    时刻定为 18:00
    即 2026-11-23 18:00
  最晚：sale_at
    从“sale_at”算起，2026-11-30 10:00
    即 2026-11-30 10:00
  2026-11-23 10:30 之前应完成 2026-11-19 18:00；后来因为 sale_at (开售) = 2026-11-30 10:00；\
当时已超期 3 天 16 小时，记录保留
  下一级升级，2026-11-23 17:00（第 1 级）：通知 步骤负责人
""",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_everything_about_open_deadlines(call: Call, held: Path, lang: str) -> None:
    assert call("why", "double", now="2026-11-23 11:00", SOP_LANG=lang).stdout == WHY[lang]


def test_one_deadline_and_one_that_is_over(call: Call, held: Path) -> None:
    call("advance", "double", now="2026-11-23 15:00")
    said = call("why", "double", "--deadline", "draft", now="2026-11-23 16:00").stdout
    assert said.startswith(
        "draft (Draft): due 2026-11-23 13:00, the step was closed 2026-11-23 15:00, late by 2h\n"
        "  due: 4 work hours\n"
    )
    assert "3h of working time were left" in said
    assert "ready" not in said
    slip = call("why", "double", "--deadline", "redy", now="2026-11-23 16:00")
    assert slip.exit_code == 2
    assert "There is no deadline redy here; there are: draft, ready." in slip.stderr


def test_a_deadline_that_is_over_is_explained_as_things_were_then(call: Call, held: Path) -> None:
    found = json.loads(call("why", "double", "--json", now="2026-11-23 11:00").stdout)
    first = next(one for one in found["deadlines"] if one["deadline"] == "ready")
    assert (first["due"], first["why"]) == ("2026-11-19T18:00:00+08:00", "replanned")
    assert first["due_why"][1] == "from 'sale_at', 2026-11-26 10:00"
    assert first["due_why"][-1] == "that is 2026-11-19 18:00"
    assert first["ended_because"] == "because of sale_at (Sale) = 2026-11-30 10:00"
    last = found["deadlines"][-1]
    assert last["next_rung"] == {
        "at": "2026-11-23T17:00:00+08:00", "no": 1, "does": ["tells whose step it is"],
    }  # fmt: skip


def test_who_could_let_it_go_on(call: Call, held: Path) -> None:
    call("hold", "double", "--reason", "rain again", now="2026-11-23 11:00")
    lines = call("why", "double", now="2026-11-23 11:30").stdout.splitlines()
    assert "  on hold since 2026-11-23 11:00 by ma, because: rain again" in lines
    assert "  stands still since 2026-11-23 11:00 (on hold: rain again, ma)" in lines
    call("resume", "double", now="2026-11-23 12:00")
    call("advance", "double", now="2026-11-23 12:30")
    said = call("why", "double", now="2026-11-23 13:00").stdout  # ma did the other step: four eyes
    assert "  who can: director (Operations director), whom nobody is now\n" in said
    data = json.loads(call("why", "double", "--json", now="2026-11-23 13:00").stdout)
    nobody = {"people": [], "assignee": None, "for": None}
    assert data["open"][0]["who"] == {"roles": ["director"], **nobody}
