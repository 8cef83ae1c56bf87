"""Days and times as people say them, on Sunday 22 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rules.spoken import FUTURE, PAST, Spoken, spoken

TODAY = date(2026, 11, 22)
HOUR = 3_600_000

SAID = {
    # said: (looking back, looking ahead; the same where it is not named)
    "today": "11-22",
    "昨天": "11-21",
    "day before yesterday": "11-20",
    "大后天": "11-25",
    "yesterday 18:00": "11-21 18:00",
    "18:00 yesterday": "11-21 18:00",
    "昨天18点": "11-21 18:00",
    "昨天 １８：００": "11-21 18:00",
    "昨天下午6点半": "11-21 18:30",
    "前天晚上十一点五十九分": "11-20 23:59",
    "下午三点一刻": "11-22 15:15",
    "上午9点": "11-22 09:00",
    "中午": "11-22 12:00",
    "中午1点": "11-22 13:00",
    "凌晨2点": "11-22 02:00",
    "凌晨12点": "11-22 00:00",
    "两点": "11-22 02:00",
    "6pm": "11-22 18:00",
    "6:30 pm": "11-22 18:30",
    "12 am": "11-22 00:00",
    "12pm": "11-22 12:00",
    "24:00": "11-22 24:00",
    "tomorrow at noon": "11-23 12:00",
    "monday": ("11-16", "11-23"),
    "周五17点": ("11-20 17:00", "11-27 17:00"),
    "on friday at 6 pm": ("11-20 18:00", "11-27 18:00"),
    "sunday": "11-22",
    "last monday": "11-16",
    "next monday": "11-23",
    "last sunday": "11-15",
    "this monday": "11-16",
    "上周一": "11-09",
    "上上周一": "11-02",
    "本周五": "11-20",
    "下周一": "11-23",
    "星期天": "11-22",
    "3 days ago": "11-19",
    "3天前": "11-19",
    "两天后": "11-24",
    "in 2 weeks": "12-06",
    "一个星期前": "11-15",
    "11-20": ("11-20", "2027-11-20"),
    "11月20日 9:30": ("11-20 09:30", "2027-11-20 09:30"),
    "2026/11/20": "11-20",
    "2026年3月1日": "03-01",
    "20号": ("11-20", "12-20"),
    "31号": ("10-31", "12-31"),
    "2月29日": ("2024-02-29", "2028-02-29"),
    "月底": "11-30",
    "end of month": "11-30",
}


def written(said: Spoken | None) -> str | None:
    """``2026-11-21 18:00``, or without the time where none was said."""
    if said is None or said.day is None:
        return None
    if said.minutes is None:
        return said.day.isoformat()
    return f"{said.day.isoformat()} {said.minutes // 60:02}:{said.minutes % 60:02}"


@pytest.mark.parametrize("text", SAID)
def test_what_is_said(text: str) -> None:
    wanted = SAID[text]
    both = (wanted, wanted) if isinstance(wanted, str) else wanted
    full = [one if one[:2] == "20" and one[4:5] == "-" else f"2026-{one}" for one in both]
    assert [written(spoken(text, TODAY, way)) for way in (PAST, FUTURE)] == full


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("now", 0),
        ("现在", 0),
        ("2 hours ago", -2 * HOUR),
        ("2小时前", -2 * HOUR),
        ("半小时后", HOUR // 2),
        ("in 30 min", HOUR // 2),
        ("十分钟前", -HOUR // 6),
        ("三个小时以后", 3 * HOUR),
    ],
)
def test_so_much_before_or_after_now(text: str, shift: int) -> None:
    assert spoken(text, TODAY) == Spoken(shift=shift)


@pytest.mark.parametrize(
    "text",
    [
        "", "foo", "half-past", "25:00", "24:30", "18:60", "1点60分", "13 pm", "上午13点", "中午5点",
        "凌晨9点", "下午6点pm", "2026-02-30", "2026-11-31 9:00", "32号", "0号", "13月1日", "周八", "半天前",
        "monday tuesday", "yesterday tomorrow", "18:00 19:00", "am", "99999 days ago", "at", "on", "next",
        "9999 weeks later later", "last", "yesterday's", "昨天的", "2026-11-20T18:00+08:00", "明天" * 30,
    ],
)  # fmt: skip
def test_what_is_not_understood_whole_is_not_understood(text: str) -> None:
    assert spoken(text, TODAY) is None


@given(st.text(max_size=45), st.dates(), st.sampled_from((PAST, FUTURE)))
def test_nothing_that_anybody_types_raises(text: str, today: date, way: int) -> None:
    said = spoken(text, today, way)
    assert said is None or said.minutes is None or 0 <= said.minutes <= 1440


@given(
    st.sampled_from(("monday", "周三", "11-05", "28号", "12月31日", "saturday", "29号")),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
)
def test_looking_back_comes_before_looking_ahead_and_today_counts(text: str, today: date) -> None:
    back, ahead = spoken(text, today, PAST), spoken(text, today, FUTURE)
    assert back is not None
    assert ahead is not None
    assert back.day is not None
    assert ahead.day is not None
    assert back.day <= today <= ahead.day
    if back.day == ahead.day:
        assert back.day == today
