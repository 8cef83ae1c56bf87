"""What people type for ``--at``, ``--since``, ``--until``, ``--week`` and for dates in data."""

from __future__ import annotations

import click
import pytest

from cli.values import typed
from cli.when import instant, is_day, iso, week
from engine.model.definition import Field
from engine.rules.values import ValueProblem

ZONE = "Asia/Shanghai"
NOW = 1795318200000  # Sunday 22 November 2026, 11:30


@pytest.mark.parametrize(
    ("option", "text", "meant"),
    [
        ("--at", "yesterday 18:00", "2026-11-21T18:00:00+08:00"),
        ("--at", "昨天18点", "2026-11-21T18:00:00+08:00"),
        ("--at", "monday 9:00", "2026-11-16T09:00:00+08:00"),
        ("--at", "2 hours ago", "2026-11-22T09:30:00+08:00"),
        ("--at", "2026-11-20T18:00+01:00", "2026-11-21T01:00:00+08:00"),
        ("--at", "2026-11-20 18:00", "2026-11-20T18:00:00+08:00"),
        ("--as-of", "friday", "2026-11-21T00:00:00+08:00"),
        ("--since", "friday", "2026-11-20T00:00:00+08:00"),
        ("--since", "上周一", "2026-11-09T00:00:00+08:00"),
        ("--until", "friday", "2026-11-28T00:00:00+08:00"),
        ("--until", "周五 9:00", "2026-11-27T09:00:00+08:00"),
        ("--until", "明天", "2026-11-24T00:00:00+08:00"),
        ("--until", "24:00", "2026-11-23T00:00:00+08:00"),
    ],
)
def test_an_instant_as_it_is_said(option: str, text: str, meant: str) -> None:
    """A day alone is its end, after ``--since`` its beginning; ``--until`` looks ahead, all others back."""
    assert iso(instant(text, ZONE, NOW, option), ZONE) == meant


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-W47", "2026-W47"),
        ("this", "2026-W47"),
        ("last", "2026-W46"),
        ("Last Week", "2026-W46"),
        ("上周", "2026-W46"),
        ("上上周", "2026-W45"),
        ("下周", "2026-W48"),
        ("yesterday", "2026-W47"),
        ("11月2日", "2026-W45"),
        ("2026-01-01", "2026-W01"),
    ],
)
def test_a_week_as_it_is_said(text: str, name: str) -> None:
    assert week(text, ZONE, NOW).name == name


@pytest.mark.parametrize("text", ["2026-W54", "soon", "yesterday 18:00", ""])
def test_what_is_no_week(text: str) -> None:
    with pytest.raises(click.BadParameter, match=r"is no week\. Write 2026-W47, this, last, or a day"):
        week(text, ZONE, NOW)


def test_which_words_are_a_day_without_a_time() -> None:
    assert [is_day(text) for text in ("friday", "明天", "11-20", "18:00", "friday 9:00", "x")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("type", "text", "value"),
    [
        ("date", "明天", "2026-11-23"),
        ("date", "yesterday", "2026-11-21"),
        ("date", "2026-11-20", "2026-11-20"),
        ("datetime", "昨天18点", 1795255200000),
        ("datetime", "2小时前", NOW - 7_200_000),
        ("text", "明天", "明天"),
    ],
)
def test_dates_in_data_may_be_said(type: str, text: str, value: object) -> None:
    assert typed(Field("x", "x", type), text, ZONE, NOW) == value


@pytest.mark.parametrize(
    ("type", "text"),
    [("date", "friday"), ("date", "18:00"), ("datetime", "明天"), ("datetime", "11-20 9:00")],
)
def test_but_not_so_that_it_could_be_the_one_gone_by_or_the_one_to_come(type: str, text: str) -> None:
    with pytest.raises(ValueProblem):
        typed(Field("x", "x", type), text, ZONE, NOW)
