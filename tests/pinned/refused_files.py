"""Files and rows that cannot be taken."""

from __future__ import annotations

from engine.model.refusals import Refusal

FILES: dict[str, list[Refusal]] = {
    "file-missing": [Refusal("file-missing", {"path": "orders.csv"})],
    "file-is-folder": [Refusal("file-is-folder", {"path": "orders"})],
    "file-no-access": [Refusal("file-no-access", {"path": "orders.csv"})],
    "file-unreadable": [Refusal("file-unreadable", {"path": "orders.csv", "why": "Input/output error"})],
    "file-empty": [Refusal("file-empty", {"path": "orders.csv"})],
    "file-is-workbook": [Refusal("file-is-workbook", {"path": "订单.xlsx"})],
    "file-not-text": [Refusal("file-not-text", {"path": "orders.csv"})],
    "encoding-unknown": [
        Refusal("encoding-unknown", {"name": "utf-9", "known": "big5, gb18030, gbk, utf-8"})
    ],
    "encoding-unclear": [Refusal("encoding-unclear", {"path": "orders.csv", "line": 12})],
    "map-form": [Refusal("map-form", {"word": "order_no"})],
    "map-twice": [Refusal("map-twice", {"name": "order_no", "first": "订单", "second": "订单号"})],
    "map-reversed": [Refusal("map-reversed", {"name": "订单编号", "column": "order_no"})],
    "column-unknown": [
        Refusal(
            "column-unknown",
            {
                "path": "orders.csv",
                "column": "订单",
                "name": "order_no",
                "columns": "订单编号, 重量",
                "suggestions": ["订单编号"],
            },
        ),
        Refusal(
            "column-unknown",
            {"path": "orders.csv", "column": "x", "name": "order_no", "columns": "订单编号, 重量"},
        ),
    ],
    "column-twice": [Refusal("column-twice", {"path": "orders.csv", "column": "重量"})],
    "columns-missing": [
        Refusal(
            "columns-missing",
            {"path": "orders.csv", "fields": ["order_no", "paid_at"], "columns": "重量, 备注"},
        )
    ],
    "columns-no-task": [Refusal("columns-no-task", {"path": "done.csv", "columns": "重量, 备注"})],
    "field-unknown": [
        Refusal(
            "field-unknown",
            {
                "sop": "shipping",
                "name": "wieght",
                "fields": "weight_kg, order_no",
                "suggestions": ["weight_kg"],
            },
        )
    ],
    "field-computed": [Refusal("field-computed", {"name": "total"})],
    "row-quotes": [Refusal("row-quotes", {"cells": 3})],
    "row-ragged": [Refusal("row-ragged", {"cells": 5, "columns": 3})],
    "row-nul": [Refusal("row-nul")],
    "row-bytes": [Refusal("row-bytes")],
    "row-repeated": [Refusal("row-repeated", {"row": 4, "text": "8801"})],
    "row-contradicts": [Refusal("row-contradicts", {"row": 4, "text": "8801"})],
    "row-no-task": [Refusal("row-no-task")],
    "row-task-and-ref": [Refusal("row-task-and-ref", {"task": 17, "ref": "8801", "called": "8802"})],
    "row-no-instant": [Refusal("row-no-instant", {"column": "付款时间"})],
    "row-no-outcome": [Refusal("row-no-outcome", {"step": "pack", "outcomes": ["done", "lost"]})],
    "row-several-steps": [Refusal("row-several-steps", {"task": 17, "open": ["pack", "weigh"]})],
    "json-encoding": [Refusal("json-encoding", {"path": "orders.json", "name": "gbk"})],
    "json-array-large": [Refusal("json-array-large", {"path": "orders.json", "most": 64})],
    "json-not-array": [Refusal("json-not-array", {"path": "orders.json", "line": 2})],
    "json-only-starts": [Refusal("json-only-starts", {"path": "done.json"})],
    "json-long": [Refusal("json-long", {"most": 1048576})],
    "json-deep": [Refusal("json-deep", {"most": 32})],
    "json-syntax": [Refusal("json-syntax", {"column": 9, "near": "}, x"})],
    "json-cut": [Refusal("json-cut")],
    "json-constant": [Refusal("json-constant", {"text": "NaN"})],
    "json-number": [Refusal("json-number", {"text": "1e9999"})],
    "json-key-twice": [Refusal("json-key-twice", {"key": "order_no"})],
    "json-half-character": [Refusal("json-half-character")],
    "json-not-object": [Refusal("json-not-object", {"text": "[1]"})],
    "json-unknown-key": [
        Refusal(
            "json-unknown-key", {"pointer": "/data/wieght", "sop": "shipping", "suggestions": ["weight_kg"]}
        ),
        Refusal("json-unknown-key", {"pointer": "/data/x", "sop": "shipping"}),
    ],
    "json-value": [
        Refusal(
            "json-value",
            {"pointer": "/weight_kg", "field": "weight_kg", "text": "-1"},
            (Refusal("too-small", {"value": "-1", "least": "0"}),),
        )
    ],
    "json-no-instant": [Refusal("json-no-instant", {"pointer": "/paid_at"})],
    "json-keyword": [
        Refusal(
            "json-value",
            {"pointer": "/note", "field": "note", "text": "abc"},
            (Refusal("json-keyword", {"keyword": "maxLength", "bound": "2"}),),
        )
    ],
    "not-iso-8601": [
        Refusal(
            "json-value",
            {"pointer": "/paid_at", "field": "paid_at", "text": "昨天"},
            (Refusal("not-iso-8601"),),
        )
    ],
    "cell-wrong": [
        Refusal(
            "cell-wrong",
            {"column": "重量", "field": "weight_kg", "text": "三"},
            (Refusal("not-a-number", {"value": "三"}),),
        )
    ],
    "cell-ticks": [Refusal("cell-ticks", {"column": "ticks", "text": "1;x"})],
    "digits-lost": [
        Refusal(
            "cell-wrong",
            {"column": "订单编号", "field": "order_no", "text": "8.80123E+12"},
            (Refusal("digits-lost", {"text": "8.80123E+12"}),),
        )
    ],
}
