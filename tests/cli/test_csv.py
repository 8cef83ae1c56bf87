"""Lists as CSV: what a spreadsheet in China opens rightly, and what it cannot be made to do."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from cli.csv_heads import HEADS
from cli.csv_out import cell
from tests.cli.conftest import Call

SOP = "sop: request\nrole: operations\ndata: {item: text}\nref: item\nsteps: [do_it, check_it]\n"
LISTS = ("list", "todo", "log T-1", "team", "versions", "schedule", "notices", "replan --dry-run", "team log")


def table(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@pytest.fixture
def shop(call: Call, workspace: Path) -> Call:
    (workspace / "request.sop.yaml").write_text(SOP)
    assert call("publish", "request.sop.yaml").exit_code == 0
    return call


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("line", LISTS)
def test_every_column_of_every_list_has_a_name_for_people(shop: Call, line: str, lang: str) -> None:
    shop("start", "request", "item=lamp")
    ended = shop("--lang", lang, *line.split(), "--csv")
    assert ended.exit_code == 0, ended.output
    keys = {key for row in json.loads(shop(*line.split(), "--json").stdout) for key in row}
    assert keys <= set(HEADS), f"without a name: {sorted(keys - set(HEADS))}"


def test_a_list_as_a_spreadsheet_reads_it(shop: Call) -> None:
    shop("start", "request", 'item=台灯, "大"')
    ended = shop("--lang", "zh", "list", "--csv")
    head, row = table(ended.stdout)
    assert head[:3] == ["任务", "名称", "SOP"]
    assert row[:4] == ["T-1", '台灯, "大"', "request", "do_it"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row[head.index("开始")])
    assert ended.stdout_bytes.count(b"\r\n") == 2


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "＝1", "\t=1", '=HYPERLINK("http://x")']
)
def test_nothing_becomes_a_formula(shop: Call, text: str) -> None:
    shop("start", "request", f"item={text}")
    (found,) = [row[1] for row in table(shop("list", "--csv").stdout)[1:]]
    assert found.lstrip("'").strip() == text.strip()
    assert found.startswith("'")


def test_json_and_csv_exclude_each_other(shop: Call) -> None:
    for line in (("list", "--csv", "--json"), ("list", "--json", "--csv")):
        ended = shop(*line)
        assert (ended.exit_code, ended.stdout) == (2, "")
        assert ended.stderr.splitlines()[-1] == "Error: --json and --csv exclude each other."


def test_an_empty_list_is_an_empty_file(shop: Call) -> None:
    assert shop("list", "--csv").stdout == "\ufeff"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (12, "12"),
        ("-5", "-5"),
        (["a", "b"], "a; b"),
        ({"ticks": [1, 2], "vote": False}, "ticks: 1 2"),
        ([{"fact": {"x": 1}}], '{"fact": {"x": 1}}'),
        ("2026-11-20T10:00:00+08:00", "2026-11-20 10:00:00"),
        ("a\nb\x1b[31m", "a\\nb\\x1b[31m"),
        (["=1", "b"], "'=1; b"),
    ],
)
def test_a_cell(value: object, text: str) -> None:
    assert cell(value) == text
