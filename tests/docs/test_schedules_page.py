"""docs/schedules.md: its SOP is sound, its table is what comes out, and its console is what a shell says."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from engine.publishing import check_documents
from engine.rules.calendars import Calendar
from engine.rules.calendars.china import china
from engine.rules.calendars.compiled import compile_calendar
from engine.rules.recurrence import parse_recurrence, times
from tests.docs.consoles import tour, typed

PAGE = (Path(__file__).parents[2] / "docs" / "schedules.md").read_text("utf-8")
DOCUMENT = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)[0]
ROWS = re.findall(r"^\| `([^`]+ (?:at|from) [^`]+)` \| ([0-9: -]+) \| ([0-9: -]+) \|$", PAGE, re.MULTILINE)
ZONE = ZoneInfo("Asia/Shanghai")
OFFICE = Calendar.from_compiled(
    compile_calendar("office", str(ZONE), dict.fromkeys(range(1, 6), ((540, 1080),)), china())
)
AFTER = int(datetime(2026, 9, 18, 12, tzinfo=ZONE).timestamp() * 1000)


def test_its_sop_is_sound() -> None:
    [checked] = check_documents({"daily-report.sop.yaml": DOCUMENT.encode()}, calendars={"office": {}})
    assert checked.diagnostics == []


@pytest.mark.parametrize(("text", "first", "second"), ROWS)
def test_the_table_is_what_comes_out(text: str, first: str, second: str) -> None:
    recurrence, problems = parse_recurrence(text)
    assert recurrence is not None, problems
    found = times(recurrence, AFTER, AFTER + 400 * 86_400_000, OFFICE, 2)
    shown = [datetime.fromtimestamp(at / 1000, ZONE).strftime("%Y-%m-%d %H:%M") for at in found]
    assert shown == [first, second]


def test_the_table_is_not_empty() -> None:
    assert len(ROWS) == 15


def test_the_console_shows_what_comes_out(tmp_path: Path) -> None:
    steps = tour(PAGE)
    (tmp_path / "daily-report.sop.yaml").write_text(DOCUMENT, "utf-8")
    commands = [each for each, _ in steps]
    for (command, shown), real in zip(steps, typed(tmp_path, commands), strict=True):
        assert real == shown, command
