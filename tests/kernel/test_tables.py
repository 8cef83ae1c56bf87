"""Decision tables in a running task: where it goes, when it is due, and what happens where no row hits."""

from __future__ import annotations

import pytest
from kernel_story import Story, codes

from engine.model.refusals import Refusal
from engine.render.diagram.wording import timing_text
from engine.render.naming import Names
from engine.render.refusals import render

SOP = """\
sop: after-sales
calendar: office
data:
  platform: [tmall, jd, wechat]
  cause: [late, lost]
  days: {type: integer, min: 0}
  asked_at: {type: datetime, default: = start}
  amount: {type: money, min: 0}
tables:
  limits: |
    platform => answer | inspect
    wechat   => 48h    | 2 workdays
    tmall    => 4h     | 1 workday
    -        => -      | 1 workday
  rates:
    hit: first
    rows: |
      cause | days   => share | hours
      lost  | -      => 1     | = days * 2
      late  | > 3    => 0.05  | 8
      late  | [1..3] => 0.02  | 8
      -     | -      => -     | 0
deadlines:
  answer: {step: check, limit: limits.answer after asked_at}
steps:
  accept:
    next: {rates.share >= 1: pay, rates.hours > 0: check, else: end.nothing}
  check:
    due: limits.inspect
    checklist: [{fill: amount}, {must: amount <= 100 * rates.share, title: within the rates}]
    next: end
  pay: {next: end.paid}
"""


@pytest.fixture
def story() -> Story:
    return Story(SOP, now="2026-11-20 10:00")


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"cause": "lost", "days": 0}, "pay#1"),
        ({"cause": "lost"}, "pay#1"),
        ({"cause": "late", "days": 4}, "check#1"),
        ({"cause": "late", "days": 1}, "check#1"),
    ],
)
def test_where_a_task_goes_is_what_the_row_that_hits_says(story: Story, values: dict, where: str) -> None:
    story.start(platform="tmall", **values)
    story.advance()
    assert story.where == where


def test_a_table_says_when_it_is_due_and_another_value_plans_it_anew(story: Story) -> None:
    story.start(cause="late", days=2)
    assert story.clocks() == [], "whose platform it is nobody knows yet"
    story.set(platform="wechat", now="2026-11-20 10:30")
    assert story.clocks() == ["answer due 2026-11-22 10:00 limit 2026-11-22 10:00"]
    story.advance(now="2026-11-20 11:00")
    assert story.clocks()[1:] == ["check due 2026-11-24 11:00 limit None"], "two workdays, over the weekend"
    story.set(platform="tmall", now="2026-11-20 11:30")
    assert story.clocks() == [
        "answer due 2026-11-22 10:00 limit 2026-11-22 10:00 replanned 2026-11-20 11:30",
        "check due 2026-11-24 11:00 limit None replanned 2026-11-20 11:30",
        "answer due 2026-11-20 14:00 limit 2026-11-20 14:00",
        "check due 2026-11-23 11:00 limit None",
    ]
    story.set(platform="jd", now="2026-11-20 12:00")
    assert story.clocks()[2:] == [
        "answer due 2026-11-20 14:00 limit 2026-11-20 14:00 replanned 2026-11-20 12:00",
        "check due 2026-11-23 11:00 limit None",
    ], "a result of - is no date; the same due is the same plan"


def test_a_field_that_the_table_does_not_read_plans_nothing_anew(story: Story) -> None:
    story.start(platform="tmall", cause="late", days=2)
    before = story.clocks()
    assert story.set(amount="3") == ["set"]
    assert story.clocks() == before


def test_a_missing_value_is_named_and_so_is_a_result_that_no_row_gives(story: Story) -> None:
    story.start(platform="tmall", cause="late")
    refused = story.advance()
    assert codes(refused) == ["missing-value"]
    assert refused.data["field"] == "days"
    story.set(days=0)
    refused = story.advance()
    assert render(refused) == (
        "No row of the table rates gives share here, which this needs: rates.share >= 1\n"
        "Hint: check the values that the table looks at: sop show; or mend the table in the SOP"
    )


def test_a_line_that_needs_a_result_says_which_table_has_none(story: Story) -> None:
    story.start(platform="tmall", cause="late", days=2)
    story.advance()
    assert codes(story.advance(values={"amount": "3"})) == ["cannot-close", "must-fails"]
    story.set(days=0)
    refused = story.advance(values={"amount": "2"})
    assert render(refused.reasons[0]) == (
        "line 2, within the rates: no row of the table rates gives share here (amount <= 100 * rates.share)\n"
        "Hint: check the values that the table looks at: sop show; or mend the table in the SOP"
    )
    story.set(days=1)
    story.advance(values={"amount": "2"})
    assert story.where == "end"


TWO = """\
sop: two
data: {n: number, m: {type: number, value: n * 1}}
tables:
  sizes: |
    m    => class_
    <= 3 => small
    >= 3 => big
steps:
  sort: {next: {sizes.class_ == "big": big, else: small}}
  small: {next: end}
  big: {}
"""


def test_two_rows_that_hit_under_unique_are_a_refusal_and_no_choice() -> None:
    """What is published is checked; a table that came past the check still never chooses by itself."""
    story = Story(TWO.replace(">= 3", "> 3"), now="2026-11-20 10:00")
    sizes = story.program.definition.tables["sizes"]
    test = ["is", [["..", 3, True, None, False]]]
    story.program.definition.tables["sizes"] = sizes._replace(
        rows=(sizes.rows[0], sizes.rows[1]._replace(tests=(test,)))
    )
    story.start(n="3")
    refused = story.advance()
    assert isinstance(refused, Refusal)
    assert render(refused) == (
        'sizes.class_ == "big" could not be worked out: several rows of the table sizes hit, where one may:'
        " rows 1, 2."
    )
    story.set(n="4")
    story.advance()
    assert story.where == "big#1"


def test_a_picture_shows_a_time_of_a_table_by_its_name(story: Story) -> None:
    definition = story.program.definition
    limit, due = definition.deadlines["answer"].limit, definition.steps["check"].due
    assert limit is not None
    assert due is not None
    names = Names("UTC", definition)
    assert timing_text(limit, names) == "limits.answer after asked_at"
    assert timing_text(due, names) == "limits.inspect"
