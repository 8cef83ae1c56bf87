"""Reading files of rows: encodings, separators, and rows that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_orders import table

from engine.intake import IntakeError, open_table

TEXT = "订单编号,付款时间\n100001,2026-09-14 09:00\n100002,2026-09-14 10:00\n"
ROWS = [(2, ["100001", "2026-09-14 09:00"]), (3, ["100002", "2026-09-14 10:00"])]


def rows(found: object) -> list[tuple[int, list[str]]]:
    return [(row.number, row.cells) for row in found.rows if row.problem is None]  # type: ignore[attr-defined]


def problems(found: object) -> dict[int, str]:
    return {row.number: row.problem.code for row in found.rows if row.problem}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings_are_recognised(tmp_path: Path, written: str, read: str) -> None:
    found = table(tmp_path, TEXT, written)
    assert found.encoding == read
    assert found.columns == ("订单编号", "付款时间")
    assert rows(found) == ROWS


def test_an_encoding_that_is_named_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("編號,時間\n1,2\n".encode("big5"))
    assert open_table(str(path), "big5").columns == ("編號", "時間")


def test_a_character_beyond_gbk_is_read_as_gb18030(tmp_path: Path) -> None:
    assert table(tmp_path, "名\n𠮷野家\n", "gb18030").columns == ("名",)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_are_recognised_from_the_header(tmp_path: Path, separator: str) -> None:
    found = table(tmp_path, TEXT.replace(",", separator))
    assert found.delimiter == separator
    assert rows(found) == ROWS


def test_a_separator_inside_quotes_does_not_count(tmp_path: Path) -> None:
    found = table(tmp_path, '"a,b,c";d\n1;2\n')
    assert found.columns == ("a,b,c", "d")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end(tmp_path: Path, end: str) -> None:
    assert rows(table(tmp_path, TEXT.replace("\n", end))) == ROWS


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    found = table(tmp_path, "\na,b\n1,2\n\n,\n3,4\n")
    assert rows(found) == [(3, ["1", "2"]), (6, ["3", "4"])]


def test_a_quoted_cell_may_go_over_lines_and_hold_quotes_and_separators(tmp_path: Path) -> None:
    found = table(tmp_path, 'a,b\n"x, ""y""\nz",2\n3,4\n')
    assert rows(found) == [(2, ['x, "y"\nz', "2"]), (3, ["3", "4"])]


def test_a_quote_left_open_costs_its_own_row_only(tmp_path: Path) -> None:
    found = table(tmp_path, 'a,b\n1,"2\n3,4\n"5,6\n7,8\n')
    assert rows(found) == [(3, ["3", "4"]), (5, ["7", "8"])]
    assert problems(found) == {2: "row-quotes", 4: "row-quotes"}


def test_a_quote_left_open_does_not_swallow_a_long_file(tmp_path: Path) -> None:
    found = table(tmp_path, 'a,b\n1,"2\n' + "3,4\n" * 60_000)
    assert problems(found) == {2: "row-quotes"}
    assert len(rows(found)) == 60_000


def test_a_quote_that_a_later_row_closes_is_seen_by_its_cells(tmp_path: Path) -> None:
    found = table(tmp_path, 'a,b,c\n1,"x\n2,3",4,5\n6,7,8\n')
    assert problems(found) == {2: "row-quotes", 3: "row-ragged"}
    assert rows(found) == [(4, ["6", "7", "8"])]


def test_text_after_a_closing_quote_is_a_mistake(tmp_path: Path) -> None:
    assert problems(table(tmp_path, 'a,b\n"1"x,2\n3,4\n')) == {2: "row-quotes"}


def test_ragged_rows(tmp_path: Path) -> None:
    found = table(tmp_path, "a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3\n")
    assert rows(found) == [(4, ["1", "2", "3"]), (5, ["1", "2", "3"])]
    bad = [row for row in found.rows if row.problem]
    assert [(row.number, row.cells, row.problem.data) for row in bad if row.problem] == [
        (2, ["1", "2"], {"cells": 2, "columns": 3}),
        (3, ["1", "2", "3", "4"], {"cells": 4, "columns": 3}),
    ]


def test_nul_bytes_cost_their_row_only(tmp_path: Path) -> None:
    found = table(tmp_path, "a,b\n1,x\0y\n3,4\n")
    assert rows(found) == [(3, ["3", "4"])]
    assert problems(found) == {2: "row-nul"}


def test_a_damaged_byte_in_chinese_utf8_costs_its_row_only(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(TEXT.encode().replace(b"100002", b"1\xff2"))
    found = open_table(str(path))
    assert found.encoding == "utf-8"
    assert rows(found) == ROWS[:1]
    assert problems(found) == {3: "row-bytes"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "file-empty"),
        (b",,\n1,2,3\n", "file-empty"),
        (b"PK\x03\x04whatever", "file-is-workbook"),
        (b"\x00\x01\x02\x03" * 100, "file-not-text"),
        (b"a,b\n1,\xff\xff\n", "encoding-unclear"),
    ],
)
def test_files_that_cannot_be_read_at_all(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(IntakeError) as caught:
        open_table(str(path))
    assert caught.value.refusal.code == code
    assert caught.value.refusal.data["path"] == str(path)


def test_encoding_unclear_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\n1,2\n3,\xff\xff\n")
    with pytest.raises(IntakeError) as caught:
        open_table(str(path))
    assert caught.value.refusal.data["line"] == 3


def test_a_missing_file_a_folder_an_unknown_encoding(tmp_path: Path) -> None:
    for path, encoding, code in (
        (tmp_path / "no.csv", None, "file-missing"),
        (tmp_path, None, "file-is-folder"),
        (tmp_path, "rot13", "encoding-unknown"),
    ):
        with pytest.raises(IntakeError) as caught:
            open_table(str(path), encoding)
        assert caught.value.refusal.code == code


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    first, second = table(tmp_path, TEXT), table(tmp_path, TEXT, name="other.csv")
    third = table(tmp_path, TEXT + "1,2\n", name="third.csv")
    assert first.digest == second.digest != third.digest


cell = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.lists(cell, min_size=2, max_size=2), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_what_a_csv_writer_wrote_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[list[str]], separator: str
) -> None:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["a", "b"])
    writer.writerows(wanted)
    found = table(tmp_path_factory.mktemp("csv"), text.getvalue())
    assert [row.cells for row in found.rows] == [row for row in wanted if any(row)]
    assert not problems(found)
