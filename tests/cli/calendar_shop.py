"""A shop with an office's calendar and a warehouse's made from it; next year's holidays in a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call

OFFICE = """\
# The office.
calendar: cn-office
zone: Asia/Shanghai
days: china
hours: {mon-fri: [09:00-12:00, 13:00-18:00]}   # lunch
"""
WAREHOUSE = """\
calendar: cn-warehouse
from: cn-office
hours:
  mon-sat: 22:00-06:00
  makeup: 09:00-15:00
dates:
  2026-11-08 - 2026-11-11: 08:00-24:00
  2026-11-11: 00:00-24:00
"""
SOP = "sop: parcels\ncalendar: cn-warehouse\nsteps:\n  pack: {due: 3 workdays}\n"
HOLIDAYS = """\
日期,类型,名称
2027-01-01,休,元旦
2027-01-02,休,元旦
2027-01-03,休,元旦
2027-02-05,休,春节
2027-02-06,休,春节
2027-02-20,班,春节
"""
IN_DECEMBER = "2026-12-30 10:00"


@pytest.fixture
def shop(workspace: Path, call: Call) -> Path:
    """The starter's workspace with an office and a warehouse made from it, published."""
    (workspace / "calendars" / "office.yaml").unlink()
    (workspace / "calendars" / "cn-office.yaml").write_text(OFFICE, "utf-8")
    (workspace / "calendars" / "cn-warehouse.yaml").write_text(WAREHOUSE, "utf-8")
    (workspace / "sops" / "parcels.sop.yaml").write_text(SOP, "utf-8")
    assert call("publish", "calendars", "sops/parcels.sop.yaml").exit_code == 0
    return workspace
