"""``sop calendar import``: looked at first, then written, and nothing while a row is not clear."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calendar_shop import HOLIDAYS, OFFICE, shop
from tests.cli.conftest import Call

__all__ = ["shop"]

DIFF = """\
--- calendars/cn-office.yaml
+++ calendars/cn-office.yaml
@@ -4,2 +4,8 @@
 days: china
 hours: {mon-fri: [09:00-12:00, 13:00-18:00]}   # lunch
+off:
+  2027-01-01 - 2027-01-03: 元旦
+  2027-02-05 - 2027-02-06: 春节
+on:
+  2027-02-20: 春节
+years: 2027
5 days off, 1 make-up workday for calendars/cn-office.yaml; nothing was written.
Complete from now on: 2027.
"""


def test_holidays_are_looked_at_first_then_written_then_there(call: Call, shop: Path) -> None:
    (shop / "days.csv").write_text(HOLIDAYS, "gb18030")
    path = shop / "calendars" / "cn-office.yaml"
    assert call("calendar", "import", "days.csv", "--dry-run").stdout == DIFF  # the only one made from none
    assert path.read_text("utf-8") == OFFICE
    assert call("calendar", "import", "days.csv").stdout == (
        "5 days off, 1 make-up workday written into calendars/cn-office.yaml.\n"
        "Complete from now on: 2027.\n"
        "Next: sop calendar check calendars/cn-office.yaml, then sop publish calendars/cn-office.yaml\n"
    )
    assert path.read_text("utf-8").startswith(OFFICE)
    again = call("calendar", "import", "days.csv")
    assert again.stdout == "calendars/cn-office.yaml says all of this already.\n"


def test_nothing_is_written_while_a_row_is_not_clear(call: Call, shop: Path) -> None:
    (shop / "days.csv").write_text(HOLIDAYS + "2027-02-30,休,\n2027-03-01,也许,\n2027-02-06,班,\n", "utf-8")
    refused = call("calendar", "import", "days.csv", "--into", "calendars/cn-office.yaml")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.split("\n")[:4] == [
        "days.csv:8: '2027-02-30' is no date; write it as 2027-01-01",
        "days.csv:9: '也许' says neither off nor on",
        "days.csv:10: 2027-02-06 is off on line 6, and worked here, or the reverse",
        "Nothing was written; rows of days.csv that are not clear: 3.",
    ]
    assert (shop / "calendars" / "cn-office.yaml").read_text("utf-8") == OFFICE


def test_what_the_calendar_says_the_reverse_of_is_not_overruled(call: Call, shop: Path) -> None:
    (shop / "days.csv").write_text(HOLIDAYS, "utf-8")
    (shop / "calendars" / "cn-office.yaml").write_text(OFFICE + "on: [2027-01-02]\n", "utf-8")
    refused = call("calendar", "import", "days.csv")
    assert refused.stderr.startswith(
        "days.csv:3: 2027-01-02: the calendar file says the reverse on its line 6\n"
    )


def test_a_few_days_do_not_make_a_year_complete(call: Call, shop: Path) -> None:
    (shop / "days.csv").write_text("2027-01-01,off,New Year\n", "utf-8")
    said = call("calendar", "import", "days.csv", "--json", "--dry-run")
    assert json.loads(said.stdout) == {
        "file": "calendars/cn-office.yaml", "written": False, "off": ["2027-01-01"], "on": [],
        "known_already": [], "years": [],
    }  # fmt: skip
    assert "it stays a year without data" in call("calendar", "import", "days.csv").stdout


def test_into_which_file_has_to_be_clear(call: Call, shop: Path) -> None:
    (shop / "days.csv").write_text(HOLIDAYS, "utf-8")
    (shop / "calendars" / "other.yaml").write_text("calendar: other\nzone: UTC\n", "utf-8")
    refused = call("calendar", "import", "days.csv")
    assert refused.stderr == (
        "Into which calendar file? There are: calendars/cn-office.yaml, calendars/other.yaml.\n"
        "Hint: name it: --into calendars/office.yaml\n"
    )
    (shop / "days.json").write_text("{", "utf-8")
    broken = call("calendar", "import", "days.json", "--into", "calendars/other.yaml")
    assert (broken.exit_code, broken.stderr[:32]) == (1, "days.json cannot be read: Expect")
    (shop / "calendars" / "other.yaml").write_text(
        "calendar: other\nzone: UTC\noff: [2026-12-24, # eve\n  2026-12-25]\n", "utf-8"
    )
    refused = call("calendar", "import", "days.csv", "--into", "calendars/other.yaml")
    assert refused.stderr.startswith("The days cannot be written into calendars/other.yaml")
