"""Files of JSON objects: lines or an array, and what costs one row and what the whole file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.intake import IntakeError, json_file, json_text
from engine.intake.json_file import Record, is_json, open_json
from engine.model.refusals import Refusal


def read(
    folder: Path, content: bytes | str, name: str = "a.jsonl", encoding: str | None = None
) -> list[Record]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(open_json(str(path), encoding).rows)


def brief(records: list[Record]) -> list[tuple[int, Any]]:
    """Number and object, or number and code, of each row."""
    return [(one.number, one.value.code if isinstance(one.value, Refusal) else one.value) for one in records]


def refused(
    folder: Path, content: bytes | str, name: str = "a.jsonl", encoding: str | None = None
) -> Refusal:
    with pytest.raises(IntakeError) as caught:
        read(folder, content, name, encoding)
    return caught.value.refusal


def test_which_files_are_json() -> None:
    assert all(map(is_json, ("a.jsonl", "A.JSON", "x/b.ndjson")))
    assert not any(map(is_json, ("a.csv", "json", "a.json.csv")))


def test_a_row_is_known_by_its_line(tmp_path: Path) -> None:
    records = read(tmp_path, '\ufeff{"a": "订单"}\r\n\n  \n {"a": 2} \nnot json\n{"a": 3}')
    assert brief(records) == [(1, {"a": "订单"}), (4, {"a": 2}), (5, "json-syntax"), (6, {"a": 3})]
    assert [one.base for one in records] == [()] * 4
    assert records[2].text == "not json"


def test_what_is_not_utf_8_costs_its_row(tmp_path: Path) -> None:
    content = b'{"a": 1}\n' + '{"a": "订单"}\n'.encode("gbk") + b'{"a": 2}\n'
    records = read(tmp_path, content)
    assert brief(records) == [(1, {"a": 1}), (2, "row-bytes"), (3, {"a": 2})]
    assert records[1].text == r'{"a": "\xb6\xa9\xb5\xa5"}'
    array = b"[" + b",".join(content.splitlines()) + b"]"
    assert brief(read(tmp_path, array, "a.json")) == brief(records)


def test_a_row_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (json_file, json_text):
        monkeypatch.setattr(module, "LONGEST", 300)
    long = '{"a": "%s"}' % ("x" * 1_000)
    just = '{"a": "%s"}' % ("x" * 291)
    assert len(just) == 300
    lines = read(tmp_path, f"{long}\n{just}\n{long}")
    assert brief(lines) == [(1, "json-long"), (2, {"a": "x" * 291}), (3, "json-long")]
    assert lines[0].text == '{"a": "' + "x" * 193 + "…"
    assert brief(read(tmp_path, f"[{long}, {just}]", "a.json")) == [(1, "json-long"), (2, {"a": "x" * 291})]


def test_an_array_is_taken_apart_before_it_is_parsed(tmp_path: Path) -> None:
    text = """[
      {"a": "]}{[,\\"", "b": [1, {"c": 2}]},
      {"a": NaN}, {'a': 1},
      {"a" [1]}, 5
    ]
    """
    records = read(tmp_path, text, "a.json")
    assert brief(records) == [
        (1, {"a": ']}{[,"', "b": [1, {"c": 2}]}),
        (2, "json-constant"),
        (3, "json-syntax"),
        (4, "json-syntax"),
        (5, "json-not-object"),
    ]
    assert [one.base for one in records] == [(0,), (1,), (2,), (3,), (4,)]


@pytest.mark.parametrize(
    ("text", "rows"), [("[]", []), (" [ ] ", []), ('[{"a":1},]', [(1, {"a": 1}), (2, "json-cut")])]
)
def test_small_arrays(tmp_path: Path, text: str, rows: list[Any]) -> None:
    assert brief(read(tmp_path, text, "a.json")) == rows


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1}', 1),
        ("null", 1),
        ('[{"a": 1},\n{"a": 2}', 2),
        ('[{"a": 1},\n{"a": "2}]', 2),
        ("[{}]\n[{}]", 2),
        ("[{}] x", 1),
        ("[{}}", 1),
        ('[{"a": [}, 5]', 1),
        ("[" * 100_000, 1),
    ],
)
def test_what_is_no_array_is_refused_as_a_whole(tmp_path: Path, text: str, line: int) -> None:
    refusal = refused(tmp_path, text, "a.json")
    assert (refusal.code, refusal.data["line"]) == ("json-not-array", line)


def test_an_array_is_held_in_memory_and_so_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "LARGEST_ARRAY", 1 << 20)
    text = '{"a": 1}\n' * 120_000
    assert refused(tmp_path, f"[{text}]", "a.json").code == "json-array-large"
    assert len(read(tmp_path, text)) == 120_000


def test_files_that_are_none_of_ours(tmp_path: Path) -> None:
    assert refused(tmp_path, " \n").code == "file-empty"
    assert refused(tmp_path, b"PK\x03\x04...").code == "file-is-workbook"
    assert refused(tmp_path, '{"a": 1}'.encode("utf-16")).data["name"] == "UTF-16"
    assert refused(tmp_path, "{}", encoding="gbk").code == "json-encoding"
    assert brief(read(tmp_path, "{}", encoding="UTF-8")) == [(1, {})]
    with pytest.raises(IntakeError, match="file-missing"):
        open_json(str(tmp_path / "none.jsonl"))


def test_how_many_rows_to_expect(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"a": 1},\n{}, {}]')
    assert open_json(str(tmp_path / "a.json")).lines == 3
    (tmp_path / "a.jsonl").write_text("{}\n{}\n")
    assert open_json(str(tmp_path / "a.jsonl")).lines == 2
