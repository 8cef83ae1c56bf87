"""JSON objects that start tasks: the schema judges, our own words say what is wrong and where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from intake_orders import DEFINITION, NINE, ZONE, codes

from engine.intake import IntakeError, Row
from engine.intake.json_file import open_json
from engine.intake.json_rejects import JsonRejects
from engine.intake.objects import starts_of_objects
from engine.model.definition import Expression, Field
from engine.model.refusals import Refusal
from engine.render.refusals import line
from engine.words import set_language

GOOD = {"order_no": "100001", "paid_at": "2026-09-14T09:00:00+08:00", "quantity": 2, "courier": "顺丰"}
MORE = DEFINITION._replace(
    data={
        **DEFINITION.data,
        "cost": Field("cost", "费用", "money", min="0.01"),
        "share": Field("share", "比例", "number", min="0.01"),
        "tags": Field("tags", "标签", "list", of="integer"),
        "total": Field("total", "合计", "number", value=Expression("1", ["int", 1], "integer")),
    }
)


def read(folder: Path, *rows: Any, mapping: dict[str, str] | None = None, **more: Any) -> list[Row]:
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return list(starts_of_objects(open_json(str(path)), MORE, mapping or {}, ZONE, **more))


def said(row: Row) -> list[str]:
    return [line(refusal, ZONE, MORE) for refusal in row.refusals]


def test_an_object_becomes_a_start(tmp_path: Path) -> None:
    (row,) = read(tmp_path, {**GOOD, "weight_kg": 2.5, "cost": "12.5", "late_by": None}, shop="tmall")
    assert (row.number, row.refusals) == (1, ())
    assert row.command is not None
    assert row.command.values == {
        "order_no": "100001", "paid_at": NINE, "quantity": 2, "courier": "顺丰", "weight_kg": "2.5",
        "cost": "12.50",
    }  # fmt: skip
    assert (row.command.sop, row.command.shop, row.command.happened) == ("shipping", "tmall", None)


def test_times_without_an_offset_are_of_the_zone(tmp_path: Path) -> None:
    (row,) = read(tmp_path, {**GOOD, "paid_at": "2026-09-14 09:00"})
    assert row.command is not None
    assert row.command.values["paid_at"] == NINE


def test_everything_that_is_wrong_with_a_row_is_said_with_its_pointer(tmp_path: Path) -> None:
    wrong = {
        "order_no": 100001, "quantity": 0, "courier": "顺风", "cost": 12.345, "share": 0.00999999999999,
        "tags": [1, "2"], "total": 3, "weigth_kg": 1, "a/b": {},
    }  # fmt: skip
    (row,) = read(tmp_path, wrong)
    assert row.command is None
    set_language("en")
    assert said(row) == [
        "/order_no, 100001: this value cannot be taken. 100001 is not a text",
        "/quantity, 0: this value cannot be taken. 0 is less than 1",
        '/courier, "顺风": this value cannot be taken. 顺风 is none of: 顺丰, 圆通',
        "/cost, 12.345: this value cannot be taken. 12.345 has more than 2 decimals",
        "/share, 0.00999999999999: this value cannot be taken. the data schema refuses it (minimum: 0.01)",
        '/tags/1, "2": this value cannot be taken. 2 is not a whole number',
        "total (合计) is computed and cannot be given.",
        "/weigth_kg: the SOP shipping has no such data field. Did you mean: weight_kg?",
        "/a~1b: the SOP shipping has no such data field.",
        "paid_at (付款时间): a start needs it.",
    ]
    set_language("zh")
    try:
        assert said(row)[1] == "/quantity 的值 0 不能接受。0 小于 1"
        assert said(row)[7] == "/weigth_kg：SOP shipping 没有这个数据字段。是不是想写：weight_kg？"
    finally:
        set_language("en")


@pytest.mark.parametrize("value", ["2026/09/14 09:00", "2026-09-14", "2026年9月14日 09:00"])
def test_instants_are_written_as_in_iso_8601(tmp_path: Path, value: str) -> None:
    (row,) = read(tmp_path, {**GOOD, "paid_at": value})
    assert codes(row) in (["json-value/not-iso-8601"], ["json-value/time-missing"])


def test_the_schema_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a field's type would take is refused all the same, where the schema refuses it."""
    from engine.intake import objects

    def strict(*arguments: Any) -> dict[str, Any]:
        return {"properties": {"quantity": {"maximum": 1}}}

    monkeypatch.setattr(objects, "data_schema", strict)
    (row,) = read(tmp_path, GOOD)
    assert codes(row) == ["json-value/json-keyword"]


def test_null_where_a_value_is_needed(tmp_path: Path) -> None:
    (row,) = read(tmp_path, {**GOOD, "order_no": None})
    assert row.refusals == (Refusal("required-value", {"field": "order_no", "title": "订单编号"}),)


def test_rows_that_cannot_be_read_are_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'NaN\n[]\n{json.dumps(GOOD)}\n{{"order_no": 1', "utf-8")
    rows = list(starts_of_objects(open_json(str(path)), MORE, {}, ZONE))
    assert [codes(row) for row in rows] == [["json-constant"], ["json-not-object"], [], ["json-cut"]]


def test_an_array_has_pointers_into_the_whole_document(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([GOOD, {**GOOD, "order_no": "100002", "quantity": 0}]), "utf-8")
    rows = list(starts_of_objects(open_json(str(path)), MORE, {}, ZONE))
    assert [row.number for row in rows] == [1, 2]
    assert rows[1].refusals[0].data["pointer"] == "/1/quantity"


def test_what_is_given_for_all_rows(tmp_path: Path) -> None:
    others = {name: value for name, value in GOOD.items() if name != "paid_at"}
    rows = read(tmp_path, others, {**GOOD, "order_no": "2" * 6}, defaults={"paid_at": "2026-09-14 08:00"})
    assert [row.command and row.command.values["paid_at"] for row in rows] == [NINE - 3_600_000, NINE]
    with pytest.raises(IntakeError, match="field-unknown"):
        read(tmp_path, GOOD, defaults={"nothing": "1"})


def test_an_order_that_stands_twice_in_the_file(tmp_path: Path) -> None:
    rows = read(tmp_path, GOOD, {**GOOD, "paid_at": NINE}, {**GOOD, "quantity": 3})
    assert [codes(row) for row in rows] == [[], ["row-repeated"], ["row-contradicts"]]
    assert rows[2].refusals[0].data["row"] == 1


def test_a_row_with_ten_thousand_mistakes_is_told_in_a_few(tmp_path: Path) -> None:
    (row,) = read(tmp_path, {**GOOD, **{f"k{number}": 1 for number in range(10_000)}, "tags": ["x"] * 10_000})
    assert len(row.refusals) == 11


class TestMapping:
    """``--map``: keys that are called otherwise than the fields, and when a start happened."""

    def test_a_key_of_another_name(self, tmp_path: Path) -> None:
        given = {"id": "100001", "paid_at": NINE, "order_no": "x"}
        (row,) = read(tmp_path, given, mapping={"order_no": "id"})
        assert codes(row) == ["json-unknown-key"]
        (row,) = read(tmp_path, {"id": "1", "paid_at": NINE}, mapping={"order_no": "id"})
        assert row.refusals[0].data["pointer"] == "/id"
        (row,) = read(tmp_path, {"id": "100001", "paid_at": NINE}, mapping={"order_no": "id"})
        assert row.command is not None
        assert row.command.values["order_no"] == "100001"

    def test_names_that_are_no_fields(self, tmp_path: Path) -> None:
        for name, code in (("nothing", "field-unknown"), ("total", "field-computed")):
            with pytest.raises(IntakeError, match=code):
                read(tmp_path, GOOD, mapping={name: "x"})

    def test_when_it_happened(self, tmp_path: Path) -> None:
        said = {**GOOD, "at": "2026-09-14T10:00:00+08:00"}
        rows = [
            *read(tmp_path, said),
            *read(tmp_path, {**GOOD, "paid_at": NINE + 3_600_000}, mapping={"at": "paid_at"}),
            *read(tmp_path, {**GOOD, "made": "2026-09-14 10:00"}, mapping={"at": "made"}),
        ]
        assert [row.command and row.command.happened for row in rows] == [NINE + 3_600_000] * 3
        assert all(row.command and "at" not in row.command.values for row in rows)

    @pytest.mark.parametrize("given", [{}, {"made": None}])
    def test_an_instant_that_is_mapped_and_missing(self, tmp_path: Path, given: dict[str, Any]) -> None:
        (row,) = read(tmp_path, {**GOOD, **given}, mapping={"at": "made"})
        assert row.refusals == (Refusal("json-no-instant", {"pointer": "/made"}),)
        (row,) = read(tmp_path, {"order_no": "100001"}, mapping={"at": "paid_at"})
        assert codes(row) == ["required-value"], "that is said once"

    def test_a_wrong_instant_is_said_once(self, tmp_path: Path) -> None:
        (row,) = read(tmp_path, {**GOOD, "paid_at": "soon"}, mapping={"at": "paid_at"})
        assert codes(row) == ["json-value/not-a-datetime"]
        (row,) = read(tmp_path, {**GOOD, "at": "soon"})
        assert codes(row) == ["json-value/not-a-datetime"]

    def test_a_field_of_its_own_called_at(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(json.dumps({**GOOD, "at": NINE}), "utf-8")
        for type, happened in (("datetime", NINE), ("integer", None)):
            own = MORE._replace(data={**MORE.data, "at": Field("at", "At", type)})
            (row,) = starts_of_objects(open_json(str(path)), own, {}, ZONE)
            assert row.command is not None
            assert (row.command.happened, row.command.values.get("at")) == (happened, NINE)


class TestCommandIds:
    """The same row read again is the same command."""

    def ids(self, folder: Path, *rows: Any, **more: Any) -> list[bytes]:
        return [row.command.id for row in read(folder, *rows, **more) if row.command]

    def test_a_row_with_its_instant_is_known_wherever_it_stands(self, tmp_path: Path) -> None:
        other = {**GOOD, "order_no": "100002"}
        again = dict(reversed({**GOOD, "paid_at": NINE, "cost": None, "$row": 7, "$refused": "x"}.items()))
        first = self.ids(tmp_path, GOOD, other, mapping={"at": "paid_at"})
        assert self.ids(tmp_path, other, again, mapping={"at": "paid_at"}) == first[::-1]
        assert len(set(first)) == 2

    def test_a_row_without_one_is_known_by_its_place(self, tmp_path: Path) -> None:
        assert self.ids(tmp_path, GOOD) == self.ids(tmp_path, GOOD)
        assert self.ids(tmp_path, GOOD) != self.ids(tmp_path, GOOD, "")
        assert self.ids(tmp_path, GOOD) != self.ids(tmp_path, GOOD, shop="tmall")


class TestRejects:
    """Refused rows as JSON Lines, which go in again when they are mended."""

    def test_a_row_and_why(self, tmp_path: Path) -> None:
        path = tmp_path / "r.jsonl"
        with JsonRejects(str(path)) as rejects:
            assert not path.exists()
            rejects.write(Row(4, ['{"order_no": "1", "$refused": "old", "$row": 9}'], None), "too short\n好")
            rejects.write(Row(5, ['{"a": "\\ud800"}'], None), "half")
            rejects.write(Row(6, ['\\xff"\x1b'], None), "bytes")
        assert rejects.count == 2 + 1
        assert path.read_text("utf-8").splitlines() == [
            '{"$refused": "too short\\n好", "$row": 4, "order_no": "1"}',
            r'{"$refused": "half", "$row": 5, "$text": "{\"a\": \"\\ud800\"}"}',
            r'{"$refused": "bytes", "$row": 6, "$text": "\\xff\"\u001b"}',
        ]

    def test_mended_rows_go_in(self, tmp_path: Path) -> None:
        (row,) = read(tmp_path, {"$refused": "quantity", "$row": 4, **GOOD})
        assert row.command is not None
        assert "$row" not in row.command.values
