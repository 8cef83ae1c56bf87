"""``hold``, ``resume``, ``replan``, ``set --dry-run``: what stands still, what changes, what people see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

CALENDAR = Path("calendars") / "office.yaml"


@pytest.fixture
def lamp(workspace: Path, call: Call) -> Path:
    """One request, due at 14:00."""
    assert call("start", "request", "item=lamp").exit_code == 0
    return workspace


HELD = """\
T-1 lamp: the task is on hold, because: waiting for samples. Expected to go on 2026-11-24 09:00.
On hold: T-1/prepare, prepare (Prepare), for operations (Operations), because: waiting for samples. \
Expected to go on 2026-11-24 09:00.
"""
GOES_ON = """\
T-1 lamp: the task goes on.
Now: T-1/prepare, prepare (Prepare), for operations (Operations), due 2026-11-24 14:00.
"""


def test_a_task_waits_and_goes_on_with_what_was_left(lamp: Path, call: Call) -> None:
    words = ("hold", "T-1", "--reason", "waiting for samples", "--until", "2026-11-24")
    assert call(*words, now="2026-11-20 11:00").output == HELD
    todo = call("todo", now="2026-11-20 12:00").output.splitlines()
    assert todo[-1].endswith("on hold  1 to tick, 2 to fill in")
    (row,) = json.loads(call("todo", "--json").output)
    assert row["on_hold"] is True
    assert call("resume", "T-1", now="2026-11-24 11:00").output == GOES_ON


def test_until_a_day_is_when_work_begins_on_it(lamp: Path, call: Call) -> None:
    """Also where the day before ends at midnight, and said as people say it."""
    path = lamp / CALENDAR
    path.write_text(path.read_text("utf-8").replace("09:00-18:00", "08:00-24:00"), "utf-8")
    assert call("publish").exit_code == 0
    words = ("hold", "T-1/prepare", "--reason", "rain", "--until")
    assert "Expected to go on 2026-11-24 08:00." in call(*words, "明天", now="2026-11-23 12:00").output
    assert call("resume", "T-1", now="2026-11-23 12:30").exit_code == 0
    assert "go on 2026-11-24 15:00." in call(*words, "tomorrow 15:00", now="2026-11-23 13:00").output
    assert "tomorrow 18:00, friday, in 2 hours, or ISO 8601" in " ".join(call(*words, "soon").output.split())


REFUSED = {
    "hold T-1": "hold needs a reason.\nHint: give it: --reason TEXT\n",
    "resume T-1": "T-1 is not on hold.\n",
    "hold T-1 --reason rain --until 2020-01-03": (
        "2020-01-03 09:00 is past: a hold is expected to be over later than now.\n"
    ),
    "hold T-1 --reason rain --at 09:00": (
        "2026-11-20 09:00 is before the step was opened, at 2026-11-20 10:00.\n"
    ),
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_refused(line: str, lamp: Path, call: Call) -> None:
    ended = call(*line.split())
    assert (ended.exit_code, ended.output) == (1, REFUSED[line])


def test_what_is_on_hold_is_refused_by_name(lamp: Path, call: Call) -> None:
    call("hold", "T-1/prepare", "--reason", "rain")
    assert call("hold", "T-1/prepare", "--reason", "rain").output == (
        "T-1/prepare#1 is on hold already, since 2026-11-20 10:00, because: rain (ma).\n"
        "Hint: let it go on first: sop resume T-1/prepare#1\n"
    )
    assert call("advance", "T-1").output == (
        "T-1/prepare#1 is on hold since 2026-11-20 10:00, because: rain (ma).\n"
        "Try: sop resume T-1/prepare#1\n"
    )
    assert call("resume", "T-1").exit_code == 0


def test_a_hold_cannot_have_begun_before_what_is_late_by_now(lamp: Path, call: Call) -> None:
    ended = call("hold", "T-1", "--reason", "rain", "--at", "12:00", now="2026-11-20 15:00")
    assert ended.output == (
        "prepare (Prepare) was due at 2026-11-20 14:00, and is late since: a hold that is recorded now "
        "cannot have begun before, at 2026-11-20 12:00.\nHint: put it on hold from now on, without --at\n"
    )


LOG = """\
  the task is on hold, because: rain.
  prepare (Prepare): the clock stands still.
"""


def test_the_record_and_in_chinese(lamp: Path, call: Call) -> None:
    call("hold", "T-1", "--reason", "rain")
    assert LOG in call("log", "T-1").output
    assert "2026-11-20 10:00 起挂起：rain" in call("show", "T-1", SOP_LANG="zh").output
    shown = call("show", "T-1", SOP_LANG="zh").output
    assert "\n时限\n" in shown
    assert "停表，自 2026-11-20 10:00" in shown
    assert (
        "  任务已挂起，原因：rain。\n  prepare (Prepare)：停表。\n"
        in call("log", "T-1", SOP_LANG="zh").output
    )


def close_monday(folder: Path, call: Call) -> None:
    path = folder / CALENDAR
    path.write_text(path.read_text("utf-8") + '\noff: ["2026-11-20"]\n', "utf-8")
    assert call("publish").exit_code == 0


def test_a_calendar_that_changes_is_tried_then_used(lamp: Path, call: Call) -> None:
    assert call("replan").output == "Every running deadline was planned by the calendars as they are now.\n"
    close_monday(lamp, call)
    trial = call("replan", "--dry-run").output
    assert trial == (
        "T-1 lamp: prepare (Prepare): due 2026-11-20 14:00 → 2026-11-23 13:00\n"
        "1 task changes, 0 stay as they are, 0 cannot be planned.\n"
        "Nothing was written: this was a trial.\n"
    )
    (row,) = json.loads(call("replan", "--json", "--reason", "moved office").output)
    assert row["deadlines"][0]["due"] == ["2026-11-20T14:00:00+08:00", "2026-11-23T13:00:00+08:00"]
    assert call("replan").output == "Every running deadline was planned by the calendars as they are now.\n"
    log = call("log", "T-1").output
    assert "prepare (Prepare): the clock stops, it was planned anew." in log
    assert "comment: moved office" in log


def test_a_breach_on_record_stays_there_when_the_plan_is_another(lamp: Path, call: Call) -> None:
    close_monday(lamp, call)
    call("replan", now="2026-11-20 16:00")
    assert "T-1" in call("audit", "--week", "2026-W47", now="2026-11-23 09:00").output
    spans = json.loads(call("show", "T-1", "--json").output)["clocks"]
    assert [(span["due"], span["why"]) for span in spans] == [
        ("2026-11-20T14:00:00+08:00", "replanned"),
        ("2026-11-23T13:00:00+08:00", None),
    ]


def test_what_a_date_would_change(lamp: Path, call: Call) -> None:
    assert call("set", "T-1", "cost=3", "--dry-run").output == (
        "T-1 lamp: no deadline changes\nNothing was written: this was a trial.\n"
    )
    assert "cost" not in json.loads(call("show", "T-1", "--json").output)["data"]


def test_tasks_or_an_sop(lamp: Path, call: Call) -> None:
    ended = call("replan", "T-1", "--sop", "request")
    assert ended.exit_code == 2
    assert "Name tasks or give --sop, not both." in ended.output
    assert call("replan", "--sop", "reqest").output.startswith("No SOP called reqest is published.")


def late(call: Call, now: str) -> tuple[int, int, int]:
    """How many are late in the week of Friday, how many are open at its end, and how late all of them are."""
    total = json.loads(call("audit", "--week", "2026-W47", "--json", now=now).output)["total"]
    return total["overdue"], total["open_at_end"], total["late_seconds"] // 3600


def test_late_and_on_hold_is_late_once(lamp: Path, call: Call) -> None:
    """Due on Friday 14:00, on hold from 15:00 until Monday 10:00, done at 11:00."""
    call("hold", "T-1", "--reason", "rain", now="2026-11-20 15:00")
    assert late(call, "2026-11-21 09:00") == (1, 0, 1)
    call("resume", "T-1", now="2026-11-23 10:00")
    assert late(call, "2026-11-23 10:30") == (1, 1, 68)
    call("advance", "T-1", "--tick", "1", "cost=20", "channel=jd", now="2026-11-23 11:00")
    assert late(call, "2026-11-24 09:00") == (1, 1, 69)
