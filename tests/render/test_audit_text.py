"""An audit as people read it, and as programs do."""

from __future__ import annotations

from pathlib import Path

from small_sop import HOUR, OPENED, SOP, TEAM, ZONE

from engine.audit.rows import Audit, AuditRow, Summary
from engine.model.definition import Deadline
from engine.render.audit import Titles, as_data, render

DAY = 24 * HOUR
DISPATCH = Deadline("dispatch", "发货", "pack")
TITLES = Titles(ZONE, {"shipping": SOP._replace(lang="en", deadlines={"dispatch": DISPATCH})}, TEAM)

ROW = AuditRow(
    17, "240001", "shipping", "pack", "dispatch", 0, ("warehouse",), "wang", OPENED, OPENED + HOUR,
    OPENED + 26 * HOUR, OPENED + 26 * HOUR, "closed", 26 * HOUR, True, "new", False, False,
)  # fmt: skip
OPEN = ROW._replace(
    task=18, ref="\x1b[2J", deadline="", person=None, ended=None, recorded=None, why=None, late=HOUR,
    breached=False, state="carried", open_at_end=True,
)  # fmt: skip
VOID = ROW._replace(task=19, why="void", person=None, born_late=True)
IN_TIME = ROW._replace(task=20, ended=OPENED - HOUR, late=25 * HOUR, breached=False)


def summary(name: str, overdue: int, sop: str = "") -> Summary:
    return Summary(name, sop, overdue, 1, 1, overdue - 1, overdue - 1, overdue * 10 * HOUR, 26 * HOUR)


FOUND = Audit(
    OPENED - 6 * DAY, OPENED + DAY, OPENED + 2 * DAY, OPENED + 3 * DAY,
    (ROW, OPEN), (VOID,), (IN_TIME,), 1, 1,
    summary("", 3), (summary("shipping", 3),), (summary("pack", 3, "shipping"),), (summary("warehouse", 3),),
    (summary("", 2), summary("wang", 1)),
)  # fmt: skip


def test_as_text() -> None:
    expected = Path(__file__).with_name("audit.expected.txt").read_text("utf-8")
    assert render(FOUND, TITLES, "2026-W47") + "\n" == expected


def test_when_nothing_was_overdue() -> None:
    nothing = Audit(0, DAY, DAY, None, (), (), (), 0, 0, Summary("", "", 0, 0, 0, 0, 0, 0, 0), (), (), (), ())
    assert render(nothing, Titles("UTC")).splitlines() == [
        "Overdue from 1970-01-01 00:00 to 1970-01-02 00:00 (UTC), as of 1970-01-02 00:00",
        "",
        "Nothing was overdue.",
    ]


def test_as_data() -> None:
    data = as_data(FOUND, ZONE)
    assert (data["start"], data["known_at"]) == ("2026-11-16T00:00:00+08:00", "2026-11-25T00:00:00+08:00")
    assert data["total"] == {
        "overdue": 3, "breached": 1, "new": 1, "carried": 2, "open_at_end": 2, "late_seconds": 108000,
        "longest_seconds": 93600,
    }  # fmt: skip
    assert data["by_step"][0] == {"sop": "shipping", "step": "pack", **data["total"]}
    assert [one["person"] for one in data["by_person"]] == [None, "wang"]
    assert data["overdue"][0] == {
        "task": "T-17", "ref": "240001", "sop": "shipping", "step": "pack", "deadline": "dispatch",
        "roles": ["warehouse"], "person": "wang", "due": "2026-11-22T00:00:00+08:00",
        "limit": "2026-11-22T01:00:00+08:00", "ended": "2026-11-23T02:00:00+08:00",
        "recorded": "2026-11-23T02:00:00+08:00", "why": "closed", "late_seconds": 93600, "breached": True,
        "new": True, "open_at_end": False, "provisional": False,
    }  # fmt: skip
    assert data["overdue"][1]["ended"] is None
    assert [row["task"] for row in data["born_late"] + data["recorded_late"]] == ["T-19", "T-20"]
