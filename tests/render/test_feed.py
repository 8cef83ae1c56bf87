"""Deadlines as a calendar: pinned whole, read back by the library, with hostile texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from engine.audit.running import Running
from engine.model.definition import Case, Deadline, Definition, Field, Step
from engine.model.team import Team
from engine.render.feed import feed, uid
from engine.render.naming import Names
from engine.words import current_language, set_language

HERE = Path(__file__).parent
HOSTILE = "BEGIN:VEVENT\r\nDTSTART:1;2,3\\n\x1b[31m\u202e" + "非常长的标题" * 20
BODY = Definition(
    "shipping",
    "发货",
    "zh",
    "pack",
    {
        "pack": Step("pack", "打包；贴单,复核", (Case(None, ("warehouse",)),)),
        "bad": Step("bad", HOSTILE, (Case(None, ()),)),
    },
    data={"order": Field("order", "Order", "text")},
    deadlines={"dispatch": Deadline("dispatch", "发货承诺", "pack")},
    ref="order",
    texts={
        "en": {"打包；贴单,复核": "Pack, label; check", "发货": "Shipping", "发货承诺": "Dispatch promise"}
    },
)
TEAM = Team("shop", {"warehouse": "仓库"}, {}, {})


def at(text: str) -> int:
    """An instant of Shanghai, ms UTC."""
    return round(datetime.fromisoformat(text + "+08:00").timestamp() * 1000)


OWN = Running(
    12, 1, at("2026-11-20 14:00"), None, "shipping", "pack", "", 3, 1, 0, ("warehouse",), 0,
    at("2026-11-20 10:00"), False, "880001", 1, b"\xab" * 32, 1, 1, False, at("2026-11-20 12:00"),
)  # fmt: skip
PROMISE = OWN._replace(
    no=4, due=at("2026-11-21 09:30"), limit=at("2026-11-22 09:30"), deadline="dispatch", visit=0, first=2,
    plans=3, provisional=True, rung=at("2026-11-21 20:00"),
)  # fmt: skip


def names(definition: Definition = BODY) -> Names:
    return Names("Asia/Shanghai", definition, TEAM, False)


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    before = current_language()
    set_language(request.param)
    yield request.param
    set_language(before)


def test_a_calendar_whole(spoken: str) -> None:
    """Checked by hand against RFC 5545: folded at 75 octets, escaped, UTC, a promise that was planned three
    times, its alarm at due because its next rung comes after it."""
    made = feed([OWN, PROMISE], lambda _: names(), "周强", "Asia/Shanghai")
    assert made == (HERE / f"feed.{spoken}.ics").read_bytes()


def test_a_deadline_keeps_its_name_when_it_is_planned_again() -> None:
    again = PROMISE._replace(no=9, due=PROMISE.due + 1, plans=4, step="bad")
    assert uid(PROMISE) == uid(again) == "T-12.c2.abababababababab@sopwright"
    assert (
        len({uid(OWN), uid(PROMISE), uid(OWN._replace(visit=4)), uid(OWN._replace(mark=b"\xcd" * 32))}) == 4
    )


def test_hostile_texts_are_texts() -> None:
    hostile = OWN._replace(step="bad", ref=HOSTILE, sop="x")
    made = feed([hostile], lambda _: names(), HOSTILE, "Asia/Shanghai")
    lines = made.split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    assert b"\x1b" not in made
    assert "\u202e" not in made.decode()
    assert lines.count(b"BEGIN:VEVENT") == 1
    back = Calendar.from_ical(made)
    (event,) = back.walk("VEVENT")
    shown = "BEGIN:VEVENT\\r\\nDTSTART:1;2,3\\n\\x1b[31m\\u202e" + "非常长的标题" * 20
    assert str(event["summary"]) == f"{shown} · {shown}"
    unfolded = made.decode().replace("\r\n ", "")
    assert "\r\nX-WR-CALNAME:BEGIN:VEVENT\\\\r\\\\nDTSTART:1\\;2\\,3" in unfolded


def test_what_the_library_reads_is_what_was_meant() -> None:
    back = Calendar.from_ical(feed([OWN, PROMISE], lambda _: names(), "周强", "Asia/Shanghai"))
    own, promise = back.walk("VEVENT")
    assert own.decoded("dtstart") == datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
    assert [one.decoded("trigger") for one in own.walk("VALARM")] == [timedelta(hours=-2)]
    assert [one.decoded("trigger") for one in promise.walk("VALARM")] == [timedelta(0)]
    assert (own["sequence"], promise["sequence"]) == (0, 2)
    assert (str(own["status"]), str(promise["status"])) == ("CONFIRMED", "TENTATIVE")
    assert not back.errors
    assert back.to_ical() == feed([OWN, PROMISE], lambda _: names(), "周强", "Asia/Shanghai")


def test_a_task_that_is_called_by_a_private_value_goes_by_its_number() -> None:
    secret = BODY._replace(data={"order": Field("order", "Order", "text", private=True)})
    made = feed([OWN], lambda _: names(secret), "周强", "Asia/Shanghai").decode()
    assert "880001" not in made
    assert "SUMMARY:T-12 · " in made


def test_without_a_ladder_the_phone_s_own_reminder_is_left_alone() -> None:
    made = feed([OWN._replace(rung=None)], lambda _: names(), "周强", "Asia/Shanghai")
    assert b"VALARM" not in made
