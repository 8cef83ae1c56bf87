"""Calendars made from others, and what a file says of single dates, in their compiled form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from reading import CHINA, root

from engine.language.documents import read_calendar
from engine.publishing import check_documents
from engine.rules.calendars import Calendar

OFFICE = "calendar: office\nzone: Asia/Shanghai\ndays: china\nmissing_year: refuse\noff: 2026-12-24\n"


def compiled(text: str, bases: dict[str, Any] | None = None) -> dict[str, Any]:
    found, diagnostics = read_calendar(root(text), lambda: CHINA, bases)
    assert diagnostics == []
    assert found is not None
    return found


def heir(text: str) -> dict[str, Any]:
    return compiled(f"calendar: heir\nfrom: office\n{text}", {"office": compiled(OFFICE)})


def test_an_heir_that_says_nothing_is_its_base_by_another_name() -> None:
    assert heir("") == {**compiled(OFFICE), "name": "heir", "from": ["office"]}


def test_an_heir_overrides_by_weekday_and_by_date() -> None:
    made = heir(
        "zone: Asia/Urumqi\nhours: {fri: [], sat: 10:00-16:00, makeup: 10:00-15:00}\n"
        "on: 2026-12-24\noff: 2026-10-10\nmissing_year: provisional\n"
    )
    assert (made["zone"], made["missing_year"], made["makeup"]) == (
        "Asia/Urumqi", "provisional", [[600, 900]],
    )  # fmt: skip
    assert (made["hours"]["4"], made["hours"]["5"], made["hours"]["6"]) == ([[540, 1080]], [], [[600, 960]])
    assert made["off"] == ["2026-10-01", "2026-10-02", "2026-10-10"]
    assert made["on"] == ["2026-12-24"]


def test_an_heir_of_an_heir_names_them_all_and_keeps_the_source() -> None:
    made = compiled("calendar: third\nfrom: heir\nyears: 2027\n", {"heir": heir("")})
    assert made["from"] == ["heir", "office"]
    assert made["source"] == [["two days for tests", 2026, 2026], ["third", 2027, 2027]]
    assert (made["first_year"], made["last_year"]) == (2026, 2027)


def test_dates_with_hours_are_worked_and_one_by_itself_wins() -> None:
    made = heir("dates: {2026-10-01 - 2026-10-03: 08:00-22:00, 2026-10-02: 00:00-24:00}\noff: 2026-10-03\n")
    assert made["own"] == {"2026-10-01": [[480, 1320]], "2026-10-02": [[0, 1440]]}
    calendar = Calendar.from_compiled(made)
    assert [calendar.kind_of(date(2026, 10, day)) for day in (1, 2, 3)] == ["workday", "workday", "holiday"]
    assert calendar.hours_of(date(2026, 10, 1)) == [(480, 1320)]


def test_hours_by_weekday_in_a_stretch_leave_holidays_and_make_up_days() -> None:
    made = heir("dates: {2026-10-01 - 2026-10-31: {mon-thu: 09:00-17:00, fri: [], sat: 09:00-12:00}}\n")
    calendar = Calendar.from_compiled(made)
    seen = {day: calendar.hours_of(date(2026, 10, day)) for day in (1, 5, 9, 10, 17, 18)}
    assert seen == {1: [], 5: [(540, 1020)], 9: [], 10: [(540, 1080)], 17: [(540, 720)], 18: []}


def test_files_are_read_bases_first_whatever_their_order() -> None:
    files = {
        "a.yaml": b"calendar: a\nfrom: b\n",
        "b.yaml": b"calendar: b\nfrom: c\nhours: {sat: 09:00-12:00}\n",
        "c.yaml": b"calendar: c\nzone: UTC\n",
    }
    checked = {one.name: one.value for one in check_documents(files)}
    assert checked["a"]["from"] == ["b", "c"]
    assert checked["a"]["hours"]["6"] == [[540, 720]]


def test_a_circle_is_told_in_each_file_and_a_broken_base_only_in_its_own() -> None:
    files = {
        "a.yaml": b"calendar: a\nfrom: b\n",
        "b.yaml": b"calendar: b\nfrom: c\n",
        "c.yaml": b"calendar: c\nfrom: a\n",
        "d.yaml": b"calendar: d\nfrom: e\n",
        "e.yaml": b"calendar: e\nzone: Mars/Olympus\n",
    }
    told = {
        one.file: [(each.code, each.data.get("way")) for each in one.diagnostics]
        for one in check_documents(files)
    }
    assert told == {
        "a.yaml": [("K961", "a → b → c → a")],
        "b.yaml": [("K961", "b → c → a → b")],
        "c.yaml": [("K961", "c → a → b → c")],
        "d.yaml": [],
        "e.yaml": [("K910", None)],
    }


@pytest.mark.parametrize(
    "span", ["2026-10-01 - 2026-10-02", "2026-10-01-2026-10-02", "2026-10-01 至 2026-10-02"]
)
def test_ways_to_write_a_stretch(span: str) -> None:
    assert compiled(f"calendar: x\nzone: UTC\noff: [{span}]\n")["off"] == ["2026-10-01", "2026-10-02"]


def test_what_was_published_before_there_was_any_of_this_still_loads() -> None:
    old = {
        "name": "cn-office", "zone": "Asia/Shanghai", "hours": {"1": [[540, 1080]]}, "off": [], "on": [],
        "on_like": 1, "first_year": 2004, "last_year": 2026, "missing_year": "provisional",
    }  # fmt: skip
    assert Calendar.from_compiled(old).hours_of(date(2026, 11, 16)) == [(540, 1080)]
    assert compiled("calendar: x\nfrom: cn-office\n", {"cn-office": old})["from"] == ["cn-office"]
