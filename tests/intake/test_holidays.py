"""Holidays out of other people's files: what is taken, and what is told instead of guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.intake.holidays import PROBLEMS, Bad, Day, UnreadableError, read_holidays

APPLE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270101
DTEND;VALUE=DATE:20270103
SUMMARY:元旦（休）
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270110
SUMMARY:元旦
X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270214
SUMMARY:情人节
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270501
RRULE:FREQ=YEARLY
SUMMARY:劳动节 休
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270601
DTEND;VALUE=DATE:20270801
SUMMARY:暑假（休）
END:VEVENT
BEGIN:VEVENT
SUMMARY:春节 休
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


def test_a_calendar_of_events_as_phones_subscribe_to_them() -> None:
    days, bad = read_holidays("cn.ics", APPLE)
    assert days == [
        Day("2027-01-01", "off", "元旦", 4),
        Day("2027-01-02", "off", "元旦", 4),  # the end of an event is the first day after it
        Day("2027-01-10", "on", "元旦", 9),
    ]
    assert bad == [
        Bad(14, "silent", {"text": "情人节"}),
        Bad(18, "again", {}),
        Bad(23, "long", {"days": 61}),
        Bad(28, "no-date", {"text": ""}),
    ]


def test_a_list_without_any_marks_is_one_of_days_off() -> None:
    plain = APPLE.replace("（休）".encode(), b"").replace(b"X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\r\n", b"")
    days, bad = read_holidays("de.ics", plain.replace(" 休".encode(), b""))
    assert [(day.day, day.kind) for day in days] == [
        ("2027-01-01", "off"), ("2027-01-02", "off"), ("2027-01-10", "off"), ("2027-02-14", "off"),
    ]  # fmt: skip
    assert [one.code for one in bad] == ["again", "long", "no-date"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_with_or_without_a_head(encoding: str) -> None:
    rows = "2027-01-01,休,元旦\n\n2027/1/10,补班\n2027年2月5日,Holiday,x\n"
    expected = [("2027-01-01", "off"), ("2027-01-10", "on"), ("2027-02-05", "off")]
    for text in (rows, "日期,类型,名称\n" + rows):
        days, bad = read_holidays("x.csv", text.encode(encoding))
        assert ([(day.day, day.kind) for day in days], bad) == (expected, [])
    turned = "name,kind,date\nx,off,2027-01-01\n"
    assert read_holidays("x.csv", turned.encode()) == ([Day("2027-01-01", "off", "x", 2)], [])


def test_objects_as_they_are_passed_around() -> None:
    text = '{"year": 2027, "days": [\n{"name": "元旦", "date": "2027-01-01", "isOffDay": true},\n'
    text += '{"name": "元旦", "date": "2027-01-10", "isOffDay": false},\n{"date": 5}]}'
    days, bad = read_holidays("2027.json", text.encode())
    assert days == [Day("2027-01-01", "off", "元旦", 2), Day("2027-01-10", "on", "元旦", 3)]
    assert [(one.code, one.data) for one in bad] == [("no-date", {"text": "5"})]


def test_one_date_said_in_two_ways_is_told_with_both_lines() -> None:
    days, bad = read_holidays("x.csv", b"2027-01-01,off\n2027-01-02,off\n2027-01-01,on\n2027-01-02,off\n")
    assert [day.day for day in days] == ["2027-01-01", "2027-01-02"]
    assert bad == [Bad(3, "both", {"date": "2027-01-01", "first": 1})]


def test_a_table_of_something_else_is_told_at_once() -> None:
    assert read_holidays("x.csv", b"order,weight\n8801,3\n") == (
        [], [Bad(1, "columns", {"text": "order, weight"})],
    )  # fmt: skip


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.sampled_from(["x.ics", "x.json", "x.csv"]),
    st.one_of(
        st.binary(max_size=80),
        st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")),
        st.tuples(st.integers(0, len(APPLE)), st.binary(max_size=9)).map(
            lambda cut: APPLE[: cut[0]] + cut[1] + APPLE[cut[0] + len(cut[1]) :]
        ),
    ),
)
def test_whatever_a_file_holds_it_is_read_or_refused(name: str, data: bytes) -> None:
    try:
        days, bad = read_holidays(name, data)
    except UnreadableError:
        return
    assert all(one.code in PROBLEMS for one in bad)
    assert [day.day for day in days] == sorted({day.day for day in days})
