"""Starts by schedule: which, when, once; what is missed, refused, paused, published anew, and killed."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from calling_shop import MINUTE, Caller
from service_shop import CLERK

from engine.model.refusals import Refusal
from engine.publishing import check_documents, publish
from engine.scheduling.marks import mark_of
from engine.scheduling.pauses import pause, resume
from engine.scheduling.starting import due, next_start, run_by_hand, start_due, start_id
from engine.scheduling.timetable import MOST, Line, line_of
from engine.sweep import sweep

ZONE = ZoneInfo("Asia/Shanghai")
DAILY = """
sop: daily
calendar: office
role: warehouse
ref: day
required: [day]
data: {day: date, at: datetime}
schedule:
  every: EVERY
  with: {day: = today - days(1), at: = now}
  missed: MISSED
steps: {report: {due: by 08:00}}
"""


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


class Scheduled(Caller):
    """A shop with one SOP that has a schedule, published on Thursday 2026-11-19 at 12:00."""

    def __init__(
        self, folder: Path, missed: str = "all", every: str = "day at 06:30", text: str = DAILY
    ) -> None:
        super().__init__(folder, text.replace("EVERY", every).replace("MISSED", missed))
        self.at("2026-11-19 12:00")
        self.store.database.run("UPDATE document SET published = ?", (self.now,))

    def at(self, text: str) -> Scheduled:
        self.now = ms(text)
        return self

    def publish(self, text: str) -> None:
        publish(
            self.store,
            check_documents({"x.sop.yaml": text.encode()}, calendars={"office": {}}),
            self.now,
            "wang",
        )
        self.store.database.run("UPDATE document SET published = ? WHERE published > ?", (self.now, self.now))

    def line(self) -> Line:
        found = line_of(self.store, self.service.desk.registry, "daily")
        assert isinstance(found, Line)
        return found

    def started(self) -> list[str]:
        """The nominal times of all tasks, in the order of their numbers."""
        tasks = self.store.load_many(self.store.task_ids(0, 5000)).values()
        return [datetime.fromtimestamp(task.started / 1000, ZONE).strftime("%m-%d %H:%M") for task in tasks]

    def sweep(self, text: str) -> Any:
        self.at(text)
        done = sweep(self.service).scheduled
        self.sound()
        return done


@pytest.fixture
def new(tmp_path: Path) -> Callable[..., Scheduled]:
    return lambda *given, **more: Scheduled(tmp_path, *given, **more)


def test_one_task_for_each_time_as_of_that_time(new: Callable[..., Scheduled]) -> None:
    shop = new()
    assert shop.sweep("2026-11-20 06:29").started == []
    done = shop.sweep("2026-11-20 07:10")
    assert [(one.sop, one.at, one.task) for one in done.started] == [("daily", ms("2026-11-20 06:30"), 1)]
    assert shop.sweep("2026-11-20 07:15").started == []
    task = shop.task(1)
    assert (task.started, task.started_recorded, task.starter) == (
        ms("2026-11-20 06:30"),
        ms("2026-11-20 07:10"),
        "*",
    )
    assert task.data == {"day": "2026-11-19", "at": ms("2026-11-20 06:30")}
    assert task.clocks[0].due == ms("2026-11-20 08:00")
    assert shop.store.events(1)[0].command_id == start_id("", "daily", ms("2026-11-20 06:30"))


def test_nothing_is_started_for_times_before_the_first_publication(new: Callable[..., Scheduled]) -> None:
    done = new(every="day at 06:30, 12:00").sweep("2026-11-19 12:05")
    assert [one.at for one in done.started] == [ms("2026-11-19 12:00")]


@pytest.mark.parametrize(
    ("missed", "now", "started", "dropped"),
    [
        ("all", "2026-11-23 07:00", ["11-20", "11-21", "11-22", "11-23"], None),
        ("one", "2026-11-23 07:00", ["11-23"], "2026-11-22 06:30"),
        ("none", "2026-11-23 07:00", ["11-23"], "2026-11-22 06:30"),
        ("none", "2026-11-23 07:30", ["11-23"], "2026-11-22 06:30"),
        ("none", "2026-11-23 07:31", [], "2026-11-23 06:30"),
        ("one", "2026-11-23 07:31", ["11-23"], "2026-11-22 06:30"),
        ("one", "2026-11-20 23:00", ["11-20"], None),
    ],
)
def test_what_was_missed(
    new: Callable[..., Scheduled], missed: str, now: str, started: list[str], dropped: str | None
) -> None:
    shop = new(missed)
    done = shop.sweep(now)
    assert shop.started() == [f"{day} 06:30" for day in started]
    assert [one.up_to for one in done.dropped] == ([ms(dropped)] if dropped else [])
    again = shop.sweep(now)
    assert (again.started, again.dropped) == ([], [])
    assert shop.sweep("2026-11-24 06:31").started[0].at == ms("2026-11-24 06:30")


def test_ten_years_are_caught_up_with_in_parts(new: Callable[..., Scheduled]) -> None:
    shop = new(every="monday at 06:30")
    raw: Any = shop.store.database
    raw.raw.execute("PRAGMA synchronous = OFF")
    rounds, more = 0, True
    while more:
        shop.at("2036-11-19 12:00")
        done = start_due(shop.service.desk)
        assert len(done.started) <= MOST
        rounds, more = rounds + 1, bool(done.more)
    assert (rounds, len(shop.started())) == (6, 522)
    shop.sound()


@pytest.mark.parametrize("missed", ["one", "none"])
def test_ten_years_of_five_minutes_cost_nothing_where_they_are_left_out(
    new: Callable[..., Scheduled], missed: str
) -> None:
    shop = new(missed, "5min from 2026-01-01 00:00")
    done = shop.sweep("2036-11-19 12:01")
    assert [one.at for one in done.started] == [
        ms("2036-11-19 12:00") - n * 5 * MINUTE for n in range(11, -1, -1)
    ]
    assert done.dropped[0].up_to == ms("2036-11-19 11:00")


def test_a_clock_that_is_set_back_starts_nothing_twice(new: Callable[..., Scheduled]) -> None:
    shop = new()
    shop.sweep("2026-11-22 07:00")
    assert shop.sweep("2026-11-20 07:00").started == []
    shop.sweep("2026-11-23 07:00")
    assert shop.started() == ["11-20 06:30", "11-21 06:30", "11-22 06:30", "11-23 06:30"]


def test_a_lost_mark_starts_nothing_twice(new: Callable[..., Scheduled]) -> None:
    shop = new()
    shop.sweep("2026-11-22 07:00")
    shop.store.database.run("DELETE FROM setting WHERE key = ?", ("schedule:daily",))
    assert [one.at for one in shop.sweep("2026-11-23 07:00").started] == [ms("2026-11-23 06:30")]
    assert shop.started() == ["11-20 06:30", "11-21 06:30", "11-22 06:30", "11-23 06:30"]


def test_another_schedule_counts_from_its_publication_on(new: Callable[..., Scheduled]) -> None:
    shop = new()
    shop.at("2026-11-21 12:00").publish(DAILY.replace("EVERY", "day at 18:00").replace("MISSED", "all"))
    shop.sweep("2026-11-22 20:00")
    assert shop.started() == ["11-20 06:30", "11-21 06:30", "11-21 18:00", "11-22 18:00"]
    assert {task.version for task in shop.store.load_many([1, 2, 3, 4]).values()} == {shop.line().row.id}


def test_a_version_without_a_schedule_ends_it_and_one_with_begins_anew(new: Callable[..., Scheduled]) -> None:
    shop = new()
    shop.sweep("2026-11-20 07:00")
    without = "sop: daily\ncalendar: office\nrole: warehouse\ndata: {day: date}\nsteps: [report]\n"
    shop.at("2026-11-20 12:00").publish(without)
    assert shop.sweep("2026-11-25 07:00").started == []
    shop.at("2026-11-25 12:00").publish(DAILY.replace("EVERY", "day at 06:30").replace("MISSED", "all"))
    shop.sweep("2026-11-26 07:00")
    assert shop.started() == ["11-20 06:30", "11-26 06:30"]


def test_paused_it_starts_nothing_and_what_fell_into_the_pause_is_left_out(
    new: Callable[..., Scheduled],
) -> None:
    shop = new()
    desk = shop.service.desk
    shop.at("2026-11-20 05:00")
    assert not isinstance(pause(desk, shop.line(), CLERK), Refusal)
    again = pause(desk, shop.line(), CLERK)
    assert isinstance(again, Refusal)
    assert (again.code, again.data["at"]) == ("schedule-paused", ms("2026-11-20 05:00"))
    assert shop.sweep("2026-11-22 07:00").started == []
    assert next_start(desk, shop.now) is None
    assert not isinstance(resume(desk, shop.line(), CLERK), Refusal)
    twice = resume(desk, shop.line(), CLERK)
    assert isinstance(twice, Refusal)
    assert twice.code == "schedule-not-paused"
    assert next_start(desk, shop.now) == ms("2026-11-23 06:30")
    shop.sweep("2026-11-23 07:00")
    assert shop.started() == ["11-23 06:30"]
    log = mark_of(shop.store.settings(), "daily").log
    assert [(one.what, one.by) for one in log] == [("paused", CLERK.person), ("resumed", CLERK.person)]


def test_by_hand_in_place_of_the_schedule(new: Callable[..., Scheduled]) -> None:
    shop = new()
    desk = shop.service.desk
    shop.at("2026-11-20 06:40")
    first = run_by_hand(desk, shop.line(), CLERK, ms("2026-11-20 06:30"), nominal=True)
    assert not isinstance(first, Refusal)
    again = run_by_hand(desk, shop.line(), CLERK, ms("2026-11-20 06:30"), nominal=True)
    assert not isinstance(again, Refusal)
    assert (again.repeated, again.task.id, first.task.starter) == (True, 1, CLERK.person)
    assert shop.sweep("2026-11-20 07:00").started == []
    now = run_by_hand(desk, shop.line(), CLERK, shop.now, nominal=False)
    assert not isinstance(now, Refusal)
    assert now.task.started == shop.now
    assert shop.started() == ["11-20 06:30", "11-20 07:00"]


def test_a_refused_start_is_on_record_once_and_tried_again(new: Callable[..., Scheduled]) -> None:
    text = DAILY.replace("data: {day: date,", "data: {day: date, rest: number,").replace(
        "day: = today - days(1),", "day: = today - days(1), rest: '= 1 / (days_between(today, now) + SHIFT)',"
    )
    shop = new(text=text.replace("SHIFT", "0"))
    other = (
        DAILY.replace("sop: daily", "sop: other").replace("EVERY", "day at 06:30").replace("MISSED", "all")
    )
    shop.publish(other)
    done = shop.sweep("2026-11-20 07:00")
    assert [(one.sop, one.at, one.refusal.code) for one in done.refused] == [
        ("daily", ms("2026-11-20 06:30"), "evaluation-failed")
    ]
    assert [one.sop for one in done.started] == ["other"]
    assert len(shop.sweep("2026-11-20 07:05").refused) == 1
    assert mark_of(shop.store.settings(), "daily").waiting == ((ms("2026-11-20 06:30"), "evaluation-failed"),)
    assert shop.store.database.fetch("SELECT count(*) FROM refusal")[0][0] == 1
    shop.at("2026-11-20 08:00").publish(
        text.replace("SHIFT", "1").replace("EVERY", "day at 06:30").replace("MISSED", "all")
    )
    assert [one.sop for one in shop.sweep("2026-11-20 08:01").started] == ["daily"]
    assert mark_of(shop.store.settings(), "daily").waiting == ()


def test_a_calendar_that_is_gone_is_told_once(
    new: Callable[..., Scheduled],
) -> None:
    shop = new(every="workday at 06:30")
    shop.store.database.run("DELETE FROM document WHERE kind = ?", ("calendar",))
    done = shop.sweep("2026-11-20 07:00")
    assert [(one.at, one.refusal.code) for one in done.refused] == [(None, "calendar-missing")]
    shop.sweep("2026-11-20 07:05")
    assert shop.store.database.fetch("SELECT count(*) FROM refusal")[0][0] == 1
    assert isinstance(due(shop.service.desk)[0][1], Refusal)


# -- kill -9


class Killer:
    """Counts statements, and ends this process before the n-th."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self, *_: Any) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child process is a fork")
def test_killed_before_one_statement_after_the_other(tmp_path: Path) -> None:
    Scheduled(tmp_path).store.close()
    empty, folder = tmp_path / "calling.db", tmp_path / "round"
    folder.mkdir()
    wanted, n, killed = ["11-20 06:30", "11-21 06:30", "11-22 06:30"], -1, True
    reached = set()
    while killed:
        n += 2
        shutil.copyfile(empty, folder / "calling.db")
        (folder / "calling.db-journal").unlink(missing_ok=True)
        killed = killed_before(n, folder)
        shop = opened(folder)
        reached.add(len(shop.started()))
        shop.sweep("2026-11-22 07:00")
        assert shop.started() == wanted, f"killed before statement {n}"
        shop.store.close()
    assert n > 20, "so few statements: was the child watched?"
    assert reached == {0, 1, 2, 3}


def opened(folder: Path) -> Scheduled:
    """The shop as it was left, not waiting for the disk: it is the process that dies, not the machine."""
    shop = Scheduled.__new__(Scheduled)
    Caller.__init__(shop, folder)
    raw: Any = shop.store.database
    raw.raw.execute("PRAGMA synchronous = OFF")
    return shop


def killed_before(n: int, folder: Path) -> bool:
    """Let a child sweep until its n-th statement; False when it got to its end."""
    child = os.fork()
    if child == 0:
        try:
            shop = opened(folder).at("2026-11-22 07:00")
            raw: Any = shop.store.database
            raw.raw.set_trace_callback(Killer(n))
            start_due(shop.service.desk)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)
