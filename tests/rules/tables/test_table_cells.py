"""What a condition cell may be, and what each mistake in one is called, with its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_sheets import field

from engine.language.codes import CODES
from engine.language.codes.names import VALUES
from engine.rules.tables.cells import parse_test
from engine.rules.tables.literals import VALUE
from engine.rules.tables.running import test_closure as closure_of

DAYS, KG, PRICE = field("days", "integer", min=0), field("kg", "number"), field("price", "money")
CAUSE = field("cause", "choice", choices=("late", "lost", "not sent", "大、中件"))
NOTE, OK, DAY = field("note", "text"), field("ok", "boolean"), field("day", "date")
AT, WAIT = field("at", "datetime"), field("wait", "duration")

GOOD = [
    (DAYS, "-", None),
    (DAYS, " 3 ", ["is", [["=", 3]]]),
    (DAYS, "1, 3,5", ["is", [["=", 1], ["=", 3], ["=", 5]]]),
    (DAYS, "> 3", ["is", [["..", 3, False, None, False]]]),
    (DAYS, ">=3, < -1", ["is", [["..", 3, True, None, False], ["..", None, False, -1, False]]]),
    (DAYS, "[1..3]", ["is", [["..", 1, True, 3, True]]]),
    (DAYS, "(1 .. 3]", ["is", [["..", 1, False, 3, True]]]),
    (DAYS, "]1..3[", ["is", [["..", 1, False, 3, False]]]),
    (DAYS, "not(1, > 5)", ["not", [["=", 1], ["..", 5, False, None, False]]]),
    (DAYS, "> 2.5", ["is", [["..", "2.5", False, None, False]]]),
    (DAYS, "３", ["is", [["=", 3]]]),
    (KG, "(0.5..1.50)", ["is", [["..", "0.5", False, "1.5", False]]]),
    (PRICE, "> ¥200.50", ["is", [["..", "200.5", False, None, False]]]),
    (PRICE, "200元", ["is", [["=", 200]]]),
    (CAUSE, "late, lost", ["is", [["=", "late"], ["=", "lost"]]]),
    (CAUSE, "not sent", ["is", [["=", "not sent"]]]),
    (CAUSE, "LATE", ["is", [["=", "late"]]]),
    (CAUSE, "大、中件", ["is", [["=", "大、中件"]]]),
    (NOTE, 'red, "a, b", \'say "x"\'', ["is", [["=", "red"], ["=", "a, b"], ["=", 'say "x"']]]),
    (NOTE, "it's", ["is", [["=", "it's"]]]),
    (NOTE, '"-"', ["is", [["=", "-"]]]),
    (OK, "yes", ["is", [["=", True]]]),
    (OK, "否", ["is", [["=", False]]]),
    (DAY, "[2026-11-01..2026-11-11]", ["is", [["..", "2026-11-01", True, "2026-11-11", True]]]),
    (DAY, "< 2026年3月1日", ["is", [["..", None, False, "2026-03-01", False]]]),
    (AT, ">= 2026-11-11 20:00+08:00", ["is", [["..", 1_794_398_400_000, True, None, False]]]),
    (WAIT, "(1h..2 days]", ["is", [["..", "1h", False, "2 days", True]]]),
]


@pytest.mark.parametrize(("of", "text", "test"), GOOD)
def test_a_cell_is_read(of: Any, text: str, test: Any) -> None:
    assert parse_test(text, of) == (test, [])


BAD = [
    (DAYS, "", "R107", 0, 1),
    (DAYS, "3,", "R107", 2, 1),
    (DAYS, "3, -", "R107", 3, 1),
    (DAYS, ">", "R107", 0, 1),
    (DAYS, "  ＞3", "R106", 2, 1),
    (DAYS, "3，5", "R106", 1, 1),
    (DAYS, "≤ 3", "R106", 0, 1),
    (NOTE, "红，蓝", "R106", 1, 1),
    (NOTE, "“红”", "R106", 0, 1),
    (DAYS, "[1..3", "R121", 0, 1),
    (DAYS, "not(3", "R121", 0, 5),
    (NOTE, 'red, "blue', "R121", 5, 1),
    (NOTE, 'size 5" long', "R121", 6, 1),
    (DAYS, "1..3", "R122", 0, 4),
    (DAYS, "1-3", "R122", 0, 3),
    (DAYS, "1~3", "R122", 0, 3),
    (DAYS, "1 to 3", "R122", 0, 6),
    (DAYS, "1到3", "R122", 0, 3),
    (DAYS, "[1, 3]", "R122", 0, 6),
    (DAYS, "[1...3]", "R122", 0, 7),
    (DAYS, "9, > 1 and <= 3", "R122", 3, 12),
    (DAYS, "[3..1]", "R123", 0, 6),
    (DAYS, "(3..3]", "R123", 0, 6),
    (CAUSE, "> late", "R124", 0, 1),
    (OK, "< yes", "R124", 0, 1),
    (DAYS, "== 3", "R126", 0, 4),
    (DAYS, "<> 3", "R126", 0, 4),
    (DAYS, "=> 3", "R126", 0, 4),
    (CAUSE, "!= late", "R126", 0, 7),
    (DAYS, "> 1,000", "R127", 2, 5),
    (DAYS, '"3"', "R128", 0, 3),
    (WAIT, "[1 month..40 workdays]", "R129", 0, 22),
    (CAUSE, "late, lots", "not-a-choice", 6, 4),
    (DAYS, "> three", "not-a-number", 2, 5),
    (DAYS, "[1..x]", "not-a-number", 4, 1),
    (KG, "30%", "not-a-number", 0, 3),
    (OK, "maybe", "not-a-boolean", 0, 5),
    (DAY, "< 2026-02-30", "not-a-date", 2, 10),
    (WAIT, "> 3 fortnights", "not-a-duration", 2, 12),
    (AT, "> 2026-11-11 20:00", "N426", 2, 16),
]


@pytest.mark.parametrize(("of", "text", "code", "column", "width"), BAD)
def test_a_mistake_has_its_code_and_its_place(of: Any, text: str, code: str, column: int, width: int) -> None:
    test, problems = parse_test(text, of)
    assert test is None
    found = problems[0]
    said = found.data["problem"].code if found.code == VALUE else found.code
    assert (said, found.column, found.width) == (code, column, width)


@pytest.mark.parametrize(
    ("text", "write"),
    [
        ("1~3", "[1..3]"),
        ("[1, 3)", "[1..3)"),
        (">= 1 and < 3", "[1..3)"),
        ("> 1 且 <= 3", "(1..3]"),
    ],
)
def test_a_range_that_is_written_otherwise_is_shown_as_a_table_has_it(text: str, write: str) -> None:
    assert parse_test(text, DAYS)[1][0].data["write"] == write


def test_every_part_of_a_cell_is_looked_at() -> None:
    _, problems = parse_test("lat, lots, late, > lost", CAUSE)
    assert [(problem.code, problem.column) for problem in problems] == [(VALUE, 0), (VALUE, 5), ("R124", 17)]


PIECES = [
    "1",
    "3.5",
    "..",
    "[",
    "]",
    "(",
    ")",
    ",",
    ">",
    "<=",
    "=",
    "-",
    "not(",
    '"',
    "'",
    "late",
    "，",
    "≥",
    " ",
    "天",
]
TEXTS = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=9).map("".join))


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.sampled_from((DAYS, KG, PRICE, CAUSE, NOTE, OK, DAY, AT, WAIT)), TEXTS)
def test_any_text_is_a_test_or_has_a_mistake_that_can_be_told(of: Any, text: str) -> None:
    test, problems = parse_test(text, of)
    assert test is None or not problems
    if test is not None:
        assert test[0] in ("is", "not")
        closure_of(test, of.type)
    for code, column, width, data, _ in problems:
        assert 0 <= column <= len(text)
        assert width >= 1
        body = CODES[VALUES[data["problem"].code] if code == VALUE else code]
        if code != VALUE:
            assert body.text % data
            assert (body.hint or "") % data is not None
