"""Decision tables as a document has them: what is compiled, stored, and what expressions see of it."""

from __future__ import annotations

import pytest
from compiling import examples, good, load, report

from engine.language.codes import FAMILIES
from engine.model.codec import dump
from engine.model.codec import load as load_definition
from engine.rules.expressions import names

RETURNS = """\
sop: returns
required: [cause, days, asked_at]
data:
  cause: [late, lost, damaged]
  days: {type: integer, min: 0}
  asked_at: datetime
  weeks: {type: number, value: days / 7}
  most: {type: money, value: shares.at_most}
tables:
  limits: |
    # who answers when
    cause => answer | inspect
    lost  => 4h     | 2 workdays

    -     => 24h    | -
  shares:
    title: 补偿标准
    hit: first
    rows: |
      cause      | weeks  => share: number | at_most  | note
      lost       | -      => 1             | 100      | "all, and more"
      late       | (1..3] => 0.05          | = days * 2 | a part
      late, lost | -      => 0.1           | 5        | a part
      -          | -      => 0             | -        | -
deadlines:
  answer: {step: pay, limit: limits.answer after asked_at}
steps:
  pay:
    checklist: [{must: shares.share * 100 < most}]
    next: {shares.note == "a part" and has(limits.answer): end, else: end.whole}
"""


def test_a_table_is_its_columns_and_rows_with_plain_trees() -> None:
    tables = good(RETURNS.replace("sop: returns", "sop: returns\ncalendar: cn-office")).tables
    assert list(tables) == ["limits", "shares"]
    shares = tables["shares"]
    assert (shares.title, shares.hit, shares.otherwise) == ("补偿标准", "first", False)
    assert [(one.source, one.type) for one in shares.inputs] == [("cause", "choice"), ("weeks", "number")]
    assert [tuple(one) for one in shares.outputs] == [
        ("share", "number"),
        ("at_most", "integer"),
        ("note", "text"),
    ]
    assert shares.rows[1].tests == (["is", [["=", "late"]]], ["is", [["..", 1, False, 3, True]]])
    assert shares.rows[1].values[0] == ["number", "0.05"]
    assert shares.rows[1].values[1][0] == "math"
    assert shares.rows[3].values == (["number", 0], None, None)
    assert (shares.rows[1].when, shares.rows[1].then) == ("late | (1..3]", "0.05 | = days * 2 | a part")
    assert tables["limits"].otherwise
    assert tables["limits"].rows[0].values == (["span", "4h"], ["span", "2 workdays"])


def test_an_expression_names_the_fields_that_its_tables_read() -> None:
    definition = good(RETURNS.replace("sop: returns", "sop: returns\ncalendar: cn-office"))
    must = definition.steps["pay"].items[0].must
    assert must is not None
    assert names(must) == {"cause", "days"}
    limit = definition.deadlines["answer"].limit
    assert limit is not None
    assert limit[0].value.unit == "table"
    assert names(limit[0].value.span) == {"cause"}


def test_a_stored_definition_is_the_same_again_and_an_old_one_has_no_tables() -> None:
    definition = good(RETURNS.replace("sop: returns", "sop: returns\ncalendar: cn-office"))
    assert load_definition(dump(definition)) == definition
    assert good("sop: x\nsteps: [pick]\n").tables == {}
    assert '"tables"' not in dump(good("sop: x\nsteps: [pick]\n"))


def test_a_table_of_workdays_needs_a_calendar_where_it_says_how_long() -> None:
    text = RETURNS.replace("limits.answer after asked_at", "limits.inspect after asked_at")
    assert "error[D623]" in report(text)


@pytest.mark.parametrize(
    ("cells", "type"),
    [
        (["1", "2"], "integer"),
        (["1", "2.5"], "number"),
        (["1", "= days"], "integer"),
        (["yes", "no"], "boolean"),
        (["是", "-"], "boolean"),
        (["24h", "2 workdays"], "duration"),
        (["2026-11-11", "2026-12-12"], "date"),
        (["2026-11-11 20:00+08:00", "-"], "datetime"),
        (["soon", "later"], "text"),
        (['"1"', '"2"'], "text"),
        (["= cause", "none at all"], "text"),
        (["-", "-"], "text"),
    ],
)
def test_the_type_of_a_result_is_that_of_its_cells(cells: list[str], type: str) -> None:
    rows = f"late => {cells[0]}\n    - => {cells[1]}"
    text = (
        "sop: x\nrequired: [cause, days]\ndata: {cause: [late, lost], days: integer}\n"
        f"tables:\n  t: |\n    cause => n\n    {rows}\nsteps: [pay]\n"
    )
    definition, found, _ = load(text)
    assert not [each for each in found if each.severity == "error"]
    assert definition is not None
    assert definition.tables["t"].outputs[0].type == type


def test_every_code_of_tables_is_shown_whole_by_an_example() -> None:
    """``R113`` and ``R166`` are of tables that no page would hold."""
    shown = "".join(example.report for example in examples())
    missing = [code for code in FAMILIES["R1"] if f"[{code}]" not in shown]
    assert missing == ["R113", "R166"]


def test_a_table_of_too_many_rows_is_refused_and_one_too_large_to_check_is_said_to_be() -> None:
    head = (
        "sop: x\nrequired: [n]\ndata: {n: {type: integer, min: 1, max: 1001}}\ntables:\n  t: |\n    n => m\n"
    )
    rows = [f"    {number} => 1\n" for number in range(1, 1002)]
    assert report(head + "".join(rows) + "steps: [pay]\n") == (
        "x.yaml:6:5: error[R113] a table has at most 1000 rows and 30 columns; this one has 1001 rows\n"
        "    6 |     n => m\n"
        "      |     ^^^^^^\n"
        "      hint: divide it into several tables\n"
    )
    whole = head.replace("1001", "1000") + "".join(rows[:-1]) + "steps: [pay]\n"
    assert report(whole) == ""


def test_a_table_asks_for_a_calendar_only_by_the_column_that_counts_workdays() -> None:
    assert report(RETURNS) == ""


def test_values_of_items_do_not_take_the_tables_away() -> None:
    definition = good(
        RETURNS.replace(
            "steps:\n",
            "steps:\n  each day:\n    each: day in sample(dates, 0.5)\n    data: {seen: boolean}\n"
            "    steps: {look: {checklist: [{fill: seen}]}}\n    next: pay\n",
        ).replace(
            "  asked_at: datetime\n",
            "  asked_at: datetime\n  dates: {type: list, of: date, columns: [d]}\n",
            1,
        )
    )
    assert list(definition.tables) == ["limits", "shares"]
