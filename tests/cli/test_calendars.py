"""``sop calendar``: seen as people read it, checked, filled from files; published with its heirs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calendar_shop import HOLIDAYS, IN_DECEMBER, OFFICE, shop
from tests.cli.conftest import Call

__all__ = ["shop"]

MONTH = """\
cn-warehouse
  zone         Asia/Shanghai
  version      1, published 2026-11-20 10:00 by ma
  made from    cn-office
  hours        Mon-Sat       22:00-06:00+1
               make-up days  09:00-15:00
  days off     2004-2026 from chinesecalendar 1.11.0
  other years  ordinary weeks, marked as provisional

2026-11
  Mon   Tue   Wed   Thu   Fri   Sat   Sun
                                       1·
   2     3     4     5     6     7     8on*
   9*   10*   11*   12    13    14    15·
  16    17    18    19    20    21    22·
  23    24    25    26    27    28    29·
  30

Own hours:
  2026-11-08 Sun - 2026-11-10 Tue  08:00-24:00
  2026-11-11 Wed  00:00-24:00

26 workdays, 248 hours
"""


def test_a_month_as_people_read_it(call: Call, shop: Path) -> None:
    assert call("calendar", "show", "cn-warehouse").stdout == MONTH


def test_a_month_in_chinese_stays_in_its_columns(call: Call, shop: Path) -> None:
    lines = call("calendar", "show", "cn-office", "--month", "2026-10", SOP_LANG="zh").stdout.split("\n")
    assert lines[7:11] == [
        "2026 年 10 月",
        "  周一  周二  周三  周四  周五  周六  周日",
        "                     1休   2休   3休   4休",
        "   5休   6休   7休   8     9    10班  11·",
    ]
    assert "  2026-10-01 周四 - 2026-10-07 周三  国庆节" in lines
    assert "  2026-10-10 周六  09:00-12:00、13:00-18:00  国庆节" in lines
    assert lines[-2] == "18 个工作日，144 小时"


def test_a_year_month_by_month(call: Call, shop: Path) -> None:
    said = call("calendar", "show", "cn-office", "--year", "2026").stdout
    assert "2026-02        16    128                 9             2\n" in said
    assert said.endswith("248 workdays, 1984 hours\n")


def test_a_year_without_data_says_so(call: Call, shop: Path) -> None:
    said = call("calendar", "show", "cn-office", "--month", "2027-01").stdout
    assert said.endswith(
        "The holidays of 2027 are not known: these are ordinary weeks, and plans are provisional.\n"
    )
    path = shop / "calendars" / "cn-office.yaml"
    path.write_text(OFFICE + "missing_year: refuse\n", "utf-8")
    said = call("calendar", "show", str(path), "--month", "2027-01").stdout
    assert " 1?" in said
    assert said.endswith("The holidays of 2027 are not known: nothing is planned there.\n")


def test_as_data(call: Call, shop: Path) -> None:
    (shop / "calendars" / "extra.yaml").write_text("calendar: extra\nzone: UTC\n", "utf-8")
    listed = json.loads(call("calendar", "show", "--json").stdout)
    assert [(one["calendar"], one["version"], one["from"]) for one in listed] == [
        ("cn-office", 1, []),
        ("cn-warehouse", 1, ["cn-office"]),
        ("extra", None, []),
        ("office", 1, []),
    ]
    assert listed[0]["source"] == [
        {"source": "chinesecalendar 1.11.0", "first_year": 2004, "last_year": 2026}
    ]
    month = json.loads(call("calendar", "show", "cn-warehouse", "--month", "2026-11", "--json").stdout)
    assert month["days"][10] == {
        "date": "2026-11-11", "kind": "workday", "name": "", "hours": [["00:00", "24:00"]],
        "provisional": False,
    }  # fmt: skip
    assert month["days"][11]["hours"] == [["22:00", "06:00+1"]]


def test_a_file_that_was_changed_is_told_apart_from_what_is_published(call: Call, shop: Path) -> None:
    (shop / "calendars" / "cn-office.yaml").write_text(OFFICE + "off: 2026-12-24\n", "utf-8")
    assert "1, changed in calendars/cn-office.yaml" in call("calendar", "show").stdout
    assert "calendars/cn-office.yaml says something else" in call("calendar", "show", "cn-office").stdout


def test_what_is_not_there(call: Call, shop: Path) -> None:
    refused = call("calendar", "show", "cn-ofice")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("There is no calendar cn-ofice, neither published nor in a file here.")
    assert call("calendar", "show", "cn-office", "--month", "October").exit_code == 2
    assert call("calendar", "show", "cn-office", "--month", "2026-13").exit_code == 2
    assert call("calendar", "check", "--month", "2026-10").exit_code == 2
    wrong = call("calendar", "check", "team.yaml")
    assert (wrong.exit_code, wrong.stderr) == (1, "team.yaml is no calendar, but another document.\n")


# -- check -------------------------------------------------------------------------------------------------

REMARKABLE = """\
calendar: cn-office
zone: Asia/Shanghai
days: china
off: [2026-10-01 - 2026-10-07, 2026-10-10, 2026-12-24, 2026-12-24 - 2026-12-25, 2025-01-01]
on: [2026-05-01, 2026-02-28]
years: 2025
"""


def test_what_is_remarkable_in_a_file(call: Call, shop: Path) -> None:
    path = shop / "calendars" / "cn-office.yaml"
    path.write_text(REMARKABLE, "utf-8")
    checked = call("calendar", "check", str(path))
    assert checked.exit_code == 0
    assert [line.split(": ", 1)[1] for line in checked.stdout.split("\n") if "warning[" in line] == [
        "warning[K970] the holidays of 2027 are not known yet; it begins in 42 days",
        "warning[K975] chinesecalendar 1.11.0 has these days too: 2026-10-01 - 2026-10-07",
        "warning[K973] 2026-10-10 is off here; chinesecalendar 1.11.0 has it as a make-up workday",
        "warning[K974] 2026-12-24 is said on line 4 already",
        "warning[K972] 2026-05-01 is a workday here; chinesecalendar 1.11.0 has it off (Labour Day)",
        "warning[K975] chinesecalendar 1.11.0 has these days too: 2026-02-28",
        "warning[K976] chinesecalendar 1.11.0 has the days of 2025 by now, and differs: 2025-01-26, "
        "2025-01-28, 2025-01-29, 2025-01-30, 2025-01-31, …",
    ]


def test_a_year_that_has_ended_and_one_that_is_known_twice(call: Call, shop: Path) -> None:
    from engine.rules.calendars.china import china

    path = shop / "calendars" / "cn-office.yaml"
    off = [day for day in china().off if day.startswith("2026")]
    on = [day for day in china().on if day.startswith("2026")]
    path.write_text(f"{OFFICE}off: [{', '.join(off)}]\non: [{', '.join(on)}]\nyears: 2026\n", "utf-8")
    codes = [one["code"] for one in json.loads(call("calendar", "check", str(path), "--json").stdout)]
    assert codes == ["K970", "K977"]
    late = json.loads(call("calendar", "check", str(path), "--json", now="2027-02-01 10:00").stdout)
    assert [one["code"] for one in late] == ["K971", "K977"]


def test_mistakes_are_told_as_lint_tells_them(call: Call, shop: Path) -> None:
    path = shop / "calendars" / "bad.yaml"
    path.write_text("calendar: bad\nfrom: cn-offic\n", "utf-8")
    checked = call("calendar", "check", str(path))
    assert checked.exit_code == 1
    assert "error[K960] there is no calendar 'cn-offic'" in checked.stdout


# -- publish, and what was planned before ------------------------------------------------------------------


def test_a_year_that_becomes_known_goes_from_the_base_to_the_tasks(call: Call, shop: Path) -> None:
    """Provisional wherever it is shown; with the days, the base takes its heir along, and tasks are named."""
    assert call("start", "parcels", now=IN_DECEMBER).stdout.endswith("due 2027-01-02 22:00 (provisional).\n")
    assert "2027-01-02 22:00 (provisional)" in call("todo", now=IN_DECEMBER).stdout
    assert "2027-01-02 22:00 (provisional)" in call("list", now=IN_DECEMBER).stdout
    assert "provisional" in call("show", "T-1", now=IN_DECEMBER).stdout
    assert "the holidays of 2027 are not known yet" in call("why", "T-1", now=IN_DECEMBER).stdout
    assert "2027-01-02 22:00 (provisional)" in call("audit", now="2027-01-05 10:00").stdout
    assert json.loads(call("todo", "--json", now=IN_DECEMBER).stdout)[0]["provisional"] is True
    (shop / "days.csv").write_text(HOLIDAYS, "utf-8")
    assert call("calendar", "import", "days.csv", now=IN_DECEMBER).exit_code == 0
    published = call("publish", "calendars/cn-office.yaml", now=IN_DECEMBER)
    assert published.stdout == (
        "document  name          version  file\n"
        "calendar  cn-office     2 (new)  calendars/cn-office.yaml\n"
        "calendar  cn-warehouse  2 (new)  made from cn-office\n"
        "cn-warehouse: 1 open task was planned by a version before this one (1 provisionally). "
        "See what would change: sop replan --dry-run\n"
    )
    assert call("replan", now=IN_DECEMBER).exit_code == 0
    assert "2027-01-05 22:00" in call("todo", now=IN_DECEMBER).stdout
    assert "provisional" not in call("todo", now=IN_DECEMBER).stdout
    same = call("publish", "calendars/cn-office.yaml", "--json", now=IN_DECEMBER)
    assert [(one["name"], one["new"]) for one in json.loads(same.stdout)] == [("cn-office", False)]


def test_a_base_that_its_heir_cannot_live_with_is_not_published(call: Call, shop: Path) -> None:
    path = shop / "calendars" / "cn-office.yaml"
    path.write_text(OFFICE.replace("mon-fri: [09:00-12:00, 13:00-18:00]", "sun: 05:00-09:00"), "utf-8")
    refused = call("publish", str(path))
    assert refused.exit_code == 1
    assert "cn-warehouse@1:4:12: error[K962] the night of sat lasts until 06:00" in refused.stderr
    assert json.loads(call("calendar", "show", "--json").stdout)[0]["version"] == 1


def test_calendars_in_one_call_are_published_bases_first(call: Call, shop: Path) -> None:
    (shop / "calendars" / "a-third.yaml").write_text("calendar: third\nfrom: cn-warehouse\n", "utf-8")
    (shop / "calendars" / "cn-office.yaml").write_text(OFFICE + "off: 2026-12-24\n", "utf-8")
    assert call("publish", "calendars").exit_code == 0
    for name in ("cn-office", "cn-warehouse", "third"):
        month = json.loads(call("calendar", "show", name, "--month", "2026-12", "--json").stdout)
        assert month["days"][23]["kind"] == "holiday", name
