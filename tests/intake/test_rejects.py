"""The rejects file: rows as they stood, with the reason, harmless in a spreadsheet, readable again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_orders import DEFINITION, ZONE, table

from engine.intake import Rejects, open_table, starts
from engine.intake.cells import clean, inert
from engine.intake.rejects import reason_column


def test_the_file_has_the_columns_and_a_reason_and_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    with Rejects(str(path), ("订单编号", "备注")) as rejects:
        rejects.write(["1", '说"好",\n再说'], "order_no: 太短")
    written = '\ufeff订单编号,备注,reason\r\n1,"说""好"",\n再说",order_no: 太短\r\n'
    assert path.read_bytes() == written.encode()
    assert rejects.count == 1


def test_no_file_is_made_when_nothing_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    with Rejects(str(path), ("a",)):
        pass
    assert not path.exists()


def test_rows_that_do_not_fit_keep_all_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    with Rejects(str(path), ("a", "b")) as rejects:
        rejects.write(["1"], "short")
        rejects.write(["1", "2", "3"], "long")
    assert path.read_text("utf-8-sig") == "a,b,reason\n1,,short\n1,2,long,3\n"


def test_bytes_that_were_no_text_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    with Rejects(str(path), ("a",)) as rejects:
        rejects.write(["1\udcff\0"], "row-bytes")
    assert path.read_text("utf-8-sig") == "a,reason\n1\\udcff\\0,row-bytes\n"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("-2.50", "-2.50"),
        ("+86", "+86"),
        ("纯棉=好", "纯棉=好"),
    ],
)
def test_formulas_are_made_inert(cell: str, written: str) -> None:
    assert inert(cell) == written
    assert clean(inert(cell)) == cell.strip()


@settings(derandomize=True, max_examples=200)
@given(st.text(alphabet="=+-@'\"09a \t", max_size=6))
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    written = inert(cell)
    assert written[:1] not in ("=", "@", "\t", "\r")
    assert not written.startswith(("+", "-")) or written[1:2].isdigit()


def test_a_rejects_file_that_was_mended_goes_in_again(tmp_path: Path) -> None:
    first = table(tmp_path, "order_no,paid_at\n12,2026-09-14 09:00\n")
    path = tmp_path / "rejects.csv"
    for _ in range(2):
        with Rejects(str(path), first.columns) as rejects:
            for row in starts(first, DEFINITION, {}, ZONE):
                rejects.write(row.cells, "too short")
        first = open_table(str(path))
        assert first.columns == ("order_no", "paid_at", "reason")
    path.write_text(path.read_text("utf-8-sig").replace("12,", "120000,"))
    (row,) = starts(open_table(str(path)), DEFINITION, {}, ZONE)
    assert row.command is not None


def test_the_reason_has_another_name_where_reason_means_something() -> None:
    assert reason_column(("a", "b")) == "reason"
    assert reason_column(("a", "reason")) == "reason"
    assert reason_column(("a", "reason"), used=("reason",)) == "refusal"
    assert reason_column(("reason", "a")) == "refusal"
    assert reason_column(("ref", "at")) == "refusal"
    assert reason_column(("ref", "reason", "refusal")) == "refusal"
    assert reason_column(("编号", "发生时间")) == "refusal"
