"""Rows that start tasks: mapping, values, what is refused and why, command ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from intake_orders import DEFINITION, NINE, ZONE, codes, table

from engine.intake import IntakeError, Row, parse_map, starts
from engine.model.definition import Expression, Field
from engine.model.refusals import Refusal

HEAD = "订单编号,订单付款时间,数量,快递公司\n"
GOOD = "100001,2026-09-14 09:00,2,顺丰\n"


def read(folder: Path, text: str, mapping: dict[str, str] | None = None, **more: Any) -> list[Row]:
    return list(starts(table(folder, text), DEFINITION, mapping or {}, ZONE, **more))


def refused(folder: Path, text: str, mapping: dict[str, str], **more: Any) -> Any:
    with pytest.raises(IntakeError) as caught:
        starts(table(folder, text), DEFINITION, mapping, ZONE, **more)
    return caught.value.refusal


def test_columns_are_found_by_columns_title_or_name(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "ORDER_NO ,订单付款时间,重量（kg）,其他\n100001,2026-09-14 09:00,2.50,x\n")
    assert row.refusals == ()
    assert row.command is not None
    assert row.command.values == {"order_no": "100001", "paid_at": NINE, "weight_kg": "2.5"}
    assert row.command.sop == "shipping"
    assert row.command.happened is None
    assert row.cells == ["100001", "2026-09-14 09:00", "2.50", "x"]


def test_a_mapping_wins_over_names(tmp_path: Path) -> None:
    text = "订单编号,单号,付款时间\n1,100001,2026-09-14 09:00\n"
    (row,) = read(tmp_path, text, {"order_no": "单号"})
    assert row.command is not None
    assert row.command.values["order_no"] == "100001"


def test_at_may_stand_in_a_column_of_its_own_or_in_that_of_a_field(tmp_path: Path) -> None:
    (shared,) = read(tmp_path, HEAD + GOOD, {"at": "订单付款时间"})
    (own,) = read(tmp_path, "订单编号,付款时间,at\n100001,2026-09-14 08:00,2026-09-14 09:00\n")
    assert shared.command is not None
    assert own.command is not None
    assert shared.command.happened == own.command.happened == NINE
    assert shared.command.values["paid_at"] == NINE
    assert own.command.values["paid_at"] == NINE - 3_600_000


def test_the_zone_is_that_of_times_without_one(tmp_path: Path) -> None:
    (row,) = starts(table(tmp_path, HEAD + GOOD), DEFINITION, {}, "UTC")
    assert row.command is not None
    assert row.command.values["paid_at"] == NINE + 8 * 3_600_000


@pytest.mark.parametrize("cell", ['="0012345"', "'0012345", " 0012345 ", "\u30000012345"])
def test_cells_lose_what_spreadsheets_put_round_them(tmp_path: Path, cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    (row,) = read(tmp_path, f"{HEAD}{quoted},2026-09-14 09:00,2,顺丰\n")
    assert row.command is not None
    assert row.command.values["order_no"] == "0012345"


def test_empty_cells_are_no_values_and_defaults_fill_them(tmp_path: Path) -> None:
    rows = read(tmp_path, HEAD + "100001,2026-09-14 09:00,,\n", defaults={"courier": "圆通"})
    assert rows[0].command is not None
    assert rows[0].command.values == {"order_no": "100001", "paid_at": NINE, "courier": "圆通"}


def test_everything_that_is_wrong_with_a_row_is_said(tmp_path: Path) -> None:
    (row,) = read(tmp_path, HEAD + "12,,0,申通\n")
    assert row.command is None
    assert codes(row) == [
        "cell-wrong/no-match",
        "cell-wrong/too-small",
        "cell-wrong/not-a-choice",
        "required-value",
    ]
    assert row.refusals[0].data == {"column": "订单编号", "field": "order_no", "text": "12"}


def test_an_instant_that_is_mapped_and_missing_is_refused(tmp_path: Path) -> None:
    text = "订单编号,付款时间,at\n100001,2026-09-14 08:00,\n"
    (row,) = read(tmp_path, text)
    assert row.refusals == (Refusal("row-no-instant", {"column": "at"}),)


def test_a_number_that_a_spreadsheet_rounded_is_recognised(tmp_path: Path) -> None:
    (row,) = read(tmp_path, HEAD + "2.61005E+11,2026-09-14 09:00,2,顺丰\n")
    assert codes(row) == ["cell-wrong/digits-lost"]


def test_an_order_that_stands_twice_in_the_file(tmp_path: Path) -> None:
    rows = read(tmp_path, HEAD + GOOD + GOOD + GOOD.replace(",2,", ",3,"))
    assert rows[0].command is not None
    assert [codes(row) for row in rows] == [[], ["row-repeated"], ["row-contradicts"]]
    assert rows[1].refusals[0].data["row"] == rows[2].refusals[0].data["row"] == 2


def test_rows_that_cannot_be_read_are_passed_on(tmp_path: Path) -> None:
    rows = read(tmp_path, HEAD + "100001\n" + GOOD)
    assert [codes(row) for row in rows] == [["row-ragged"], []]
    assert rows[0].cells == ["100001"]


class TestFilesThatDoNotFit:
    """Errors of the whole file are raised before the first row, with the file's columns."""

    def test_a_column_that_is_not_there(self, tmp_path: Path) -> None:
        refusal = refused(tmp_path, HEAD + GOOD, {"paid_at": "付款"})
        assert refusal.code == "column-unknown"
        assert refusal.data["columns"] == "订单编号, 订单付款时间, 数量, 快递公司"
        assert refused(tmp_path, HEAD, {"courier": "快递公"}).data["suggestions"] == ("快递公司",)

    def test_a_field_that_is_not_there(self, tmp_path: Path) -> None:
        refusal = refused(tmp_path, HEAD, {"order_number": "订单编号"})
        assert (refusal.code, refusal.data["suggestions"]) == ("field-unknown", ("order_no",))
        assert refused(tmp_path, HEAD, {}, defaults={"corier": "顺丰"}).data["suggestions"] == ("courier",)

    def test_a_mapping_the_wrong_way_round(self, tmp_path: Path) -> None:
        assert refused(tmp_path, HEAD, {"数量": "quantity"}).code == "field-unknown"
        assert refused(tmp_path, "a,quantity\n", {"quantity": "order_no"}).code == "map-reversed"

    def test_a_required_field_without_a_column(self, tmp_path: Path) -> None:
        refusal = refused(tmp_path, "姓名,电话\n张三,1\n", {})
        assert refusal.code == "columns-missing"
        assert refusal.data["fields"] == ["order_no", "paid_at"]
        assert refusal.data["columns"] == "姓名, 电话"

    def test_a_column_that_is_there_twice(self, tmp_path: Path) -> None:
        assert refused(tmp_path, "订单编号,订单编号,付款时间\n", {}).code == "column-twice"
        assert len(read(tmp_path, "订单编号,付款时间,x,x\n100001,2026-09-14 09:00,1,2\n")) == 1

    def test_a_computed_field(self, tmp_path: Path) -> None:
        computed = Field("total", "合计", "number", value=Expression("1", ["int", 1], "integer"))
        definition = DEFINITION._replace(data={**DEFINITION.data, "total": computed})
        found = table(tmp_path, HEAD.strip() + ",合计\n100001,2026-09-14 09:00,2,顺丰,5\n")
        (row,) = starts(found, definition, {}, ZONE)
        assert row.command is not None
        assert "total" not in row.command.values
        with pytest.raises(IntakeError, match="field-computed"):
            starts(found, definition, {"total": "合计"}, ZONE)

    def test_a_default_that_the_field_does_not_take(self, tmp_path: Path) -> None:
        assert refused(tmp_path, HEAD, {}, defaults={"courier": "申通"}).code == "bad-value"


class TestCommandIds:
    """The same row read again is the same command."""

    def ids(self, folder: Path, text: str, mapping: dict[str, str], **more: Any) -> list[bytes]:
        rows = read(folder, text, mapping, **more)
        return [row.command.id for row in rows if row.command]

    def test_a_row_with_its_instant_is_known_wherever_it_stands(self, tmp_path: Path) -> None:
        other = "100002,2026-09-14 09:00,2,顺丰\n"
        at = {"at": "订单付款时间"}
        first = self.ids(tmp_path, HEAD + GOOD + other, at)
        assert self.ids(tmp_path, HEAD + other + GOOD, at) == first[::-1]
        assert len(set(first)) == 2
        assert {len(id) for id in first} == {16}

    def test_a_column_that_is_not_read_does_not_matter(self, tmp_path: Path) -> None:
        at = {"at": "订单付款时间"}
        more = HEAD.strip() + ",备注\n" + GOOD.strip() + ",急\n"
        assert self.ids(tmp_path, HEAD + GOOD, at) == self.ids(tmp_path, more, at)

    def test_a_row_without_an_instant_is_known_by_its_place(self, tmp_path: Path) -> None:
        text = HEAD + GOOD
        assert self.ids(tmp_path, text, {}) == self.ids(tmp_path, text, {})
        assert self.ids(tmp_path, text, {}) != self.ids(tmp_path, text + "\n", {})

    def test_other_words_for_all_rows_are_other_commands(self, tmp_path: Path) -> None:
        text = "订单编号,付款时间\n100001,2026-09-14 09:00\n"
        plain = self.ids(tmp_path, text, {})
        assert plain != self.ids(tmp_path, text, {}, defaults={"courier": "顺丰"})
        assert plain != self.ids(tmp_path, text, {}, shop="tmall")


def test_parse_map() -> None:
    assert parse_map(["order_no=订单编号", " at = a=b "]) == {"order_no": "订单编号", "at": "a=b"}
    for words, code in ((["order_no"], "map-form"), (["=x"], "map-form"), (["a=b", "a=c"], "map-twice")):
        with pytest.raises(IntakeError, match=code):
            parse_map(words)
