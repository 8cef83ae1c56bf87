"""What a table gives: the row that hits, by each hit policy; and what it does without a value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from table_sheets import ask, everything, field, hits, sheet
from table_strategies import FEW, tables

from engine.model.table import Table
from engine.rules.tables import HITS, result_type

CAUSE = field("cause", "choice", choices=("late", "lost", "damaged"))
DAYS = field("days", "integer", min=0)
SHARES = """
cause   | days   => n
lost    | -      => 100
late    | > 3    => 5
late    | [1..3] => 2
"""


@pytest.mark.parametrize(
    ("cause", "days", "gives"),
    [
        ("lost", 0, 100),
        ("late", 4, 5),
        ("late", 3, 2),
        ("late", 1, 2),
        ("late", 0, "no t.n"),
        ("damaged", 9, "no t.n"),
    ],
)
def test_the_row_whose_tests_all_hold_gives_its_value(cause: str, days: int, gives: object) -> None:
    assert ask(sheet(SHARES, CAUSE, DAYS), cause=cause, days=days) == gives


def test_a_row_that_another_column_rules_out_asks_for_nothing() -> None:
    shares = sheet(SHARES, CAUSE, DAYS)
    assert ask(shares, cause="lost") == 100
    assert ask(shares, cause="damaged") == "no t.n"
    assert ask(shares, cause="late") == "no days"
    turned = sheet("days | cause => n\n- | lost => 100\n> 3 | late => 5", CAUSE, DAYS)
    assert ask(turned, cause="lost") == 100, "the order of the columns says nothing"


def test_which_row_comes_first_cannot_be_told_without_a_value() -> None:
    shares = sheet("days | cause => n\n> 3 | - => 5\n- | lost => 100", CAUSE, DAYS, hit="first")
    assert ask(shares, cause="lost") == "no days"
    assert ask(shares, cause="lost", days=2) == 100
    assert ask(shares, cause="lost", days=4) == 5


def test_a_result_may_be_none_and_is_then_missing_by_its_name() -> None:
    limits = sheet("cause => n | m\nlost => - | 3\n- => 1 | -", CAUSE)
    assert ask(limits, "n", cause="lost") == "no t.n"
    assert ask(limits, "m", cause="lost") == 3


def test_a_result_may_be_calculated_and_then_needs_what_it_is_made_of() -> None:
    shares = sheet("cause => n\nlost => = days\n- => 1", CAUSE, DAYS)
    assert ask(shares, cause="lost", days=7) == 7
    assert ask(shares, cause="lost") == "no days"
    assert ask(shares, cause="late") == 1


SURCHARGES = "cause | days => n\nlost | - => 7\n- | > 3 => 2\n- | > 9 => 3"


@pytest.mark.parametrize(
    ("hit", "many", "none"),
    [
        ("unique", "rows-overlap", "no t.n"),
        ("first", 7, "no t.n"),
        ("any", "rows-disagree", "no t.n"),
        ("all", [7, 2, 3], "no t.n"),
        ("collect sum", 12, 0),
        ("collect min", 2, "no t.n"),
        ("collect max", 7, "no t.n"),
        ("collect count", 3, 0),
    ],
)
def test_each_hit_policy_with_three_rows_and_with_none(hit: str, many: object, none: object) -> None:
    surcharges = sheet(SURCHARGES, CAUSE, DAYS, hit=hit)
    assert ask(surcharges, cause="lost", days=10) == many
    assert ask(surcharges, cause="late", days=0) == none


def test_every_hit_policy_is_known_and_has_the_type_of_its_value() -> None:
    types = [result_type(sheet(SURCHARGES, CAUSE, DAYS, hit=hit), "n") for hit in HITS]
    assert types == ["integer"] * 3 + ["list[integer]"] + ["integer"] * 4
    assert result_type(sheet(SURCHARGES, CAUSE, DAYS), "m") is None


def test_rows_that_say_the_same_may_hit_together_where_any_will_do() -> None:
    limits = sheet("cause | days => n\nlost | - => 7\n- | > 3 => 7\n- | - => 1", CAUSE, DAYS, hit="any")
    assert ask(limits, cause="lost", days=10) == 7
    assert ask(limits, cause="late", days=0) == 1, "the last row is for all other cases"


def test_the_last_row_without_a_test_hits_where_no_other_does() -> None:
    limits = sheet("cause => n\nlost => 7\n- => 1", CAUSE)
    assert (ask(limits, cause="lost"), ask(limits, cause="late")) == (7, 1)
    assert ask(limits) == "no cause", "whether another row hits cannot be told"


def test_numbers_of_all_types_compare_as_a_person_expects() -> None:
    price = sheet("price => n\n<= 9.5 => 1\n> 9.5 => 2", field("price", "money"))
    assert [ask(price, price=value) for value in ("9.50", "9.51", "10.00")] == [1, 2, 2]
    weight = sheet("kg => n\n3, [5..6) => 1\n- => 2", field("kg", "number"))
    assert [ask(weight, kg=value) for value in (3, "3.0", "3.1", 5, "5.9999999999", 6)] == [1, 1, 2, 1, 1, 2]


def test_dates_durations_and_truth_values() -> None:
    sale = sheet("day => n\n[2026-11-01..2026-11-11] => 1\n- => 2", field("day", "date"))
    assert [ask(sale, day=day) for day in ("2026-10-31", "2026-11-01", "2026-11-12")] == [2, 1, 2]
    wait = sheet("wait => n\n< 2 days => 1\n>= 2 days => 2", field("wait", "duration"))
    assert [ask(wait, wait=text) for text in ("47h", "48h", "1 week")] == [1, 2, 2]
    assert ask(wait, wait="1 month") == "durations-not-comparable"
    urgent = sheet("urgent => n\n是 => 1\nno => 2", field("urgent", "boolean"))
    assert [ask(urgent, urgent=value) for value in (True, False)] == [1, 2]


@settings(max_examples=40, derandomize=True, deadline=None)
@given(tables(FEW))
def test_a_table_gives_what_reading_every_cell_gives(made: Table) -> None:
    fields = [FEW[one.source] for one in made.inputs]
    for values in everything(fields):
        data = dict(zip((one.name for one in fields), values, strict=True))
        rows = hits(made, values)
        if made.otherwise and len(rows) > 1:
            rows = rows[:-1]
        numbers = [made.rows[row].values[0][1] for row in rows]
        expected = {
            "unique": "rows-overlap" if len(rows) > 1 else numbers[0] if rows else "no t.n",
            "first": numbers[0] if rows else "no t.n",
            "any": "no t.n" if not rows else numbers[0] if len(set(numbers)) == 1 else "rows-disagree",
            "all": numbers or "no t.n",
            "collect sum": sum(numbers),
            "collect min": min(numbers, default="no t.n"),
            "collect max": max(numbers, default="no t.n"),
            "collect count": len(numbers),
        }[made.hit]
        assert ask(made, **data) == expected
