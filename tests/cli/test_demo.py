"""``demo``: the whole way once, and a workspace to go on with."""

from __future__ import annotations

import re
from pathlib import Path

from cli.demo import PEOPLE, SHIPPED, _runs
from engine.intake import open_table
from tests.cli.conftest import Call


def test_every_row_of_the_demo_is_carried_out_once_and_in_order() -> None:
    tables = {name: open_table(f"{SHIPPED}/demo/{name}") for name in PEOPLE}
    runs = list(_runs(tables))
    rows = [(name, record.number) for name, _now, records in runs for record in records]
    assert len(rows) == len(set(rows)) == sum(len(list(table.rows)) for table in tables.values())
    instants = [now for _name, now, _records in runs]
    assert instants == sorted(instants)


def test_the_demo_shows_a_list_a_checklist_a_refusal_a_sweep_an_audit(call: Call, tmp_path: Path) -> None:
    ended = call("--lang", "en", "demo", "shop")
    assert ended.exit_code == 0
    for title in (
        "1. Publish: team, calendars and SOPs become versions",
        "2. Five weeks of a shop: orders are imported, people advance them",
        "$ sop todo --limit 8\n",
        "$ sop checklist T-",
        "cannot be closed with done yet.",
        "Try: sop advance T-",
        "in_transit (In transit) waits no longer, at 2026-10-10 17:",
        "Due: 34 timers. Left over: 0 commands.\n",
        "lost_parcel (Lost parcel) calls after-sales.\n",
        "-S  After-sales\n",
        "$ sop audit --week 2026-W41 --limit 10\n",
        "everything is as it was written.\n",
    ):
        assert title in ended.stdout
    assert "Traceback" not in ended.stdout
    refused = re.findall(r"  (\S+\.csv): \S+ rows carried out, (\d+) refused", ended.stdout)
    assert dict(refused) == {
        "orders.csv": "8", "warehouse.csv": "3", "service.csv": "0",
        "cases.csv": "0", "approvals.csv": "0", "finance.csv": "0",
    }  # fmt: skip
    again = call("demo", "shop")
    assert (again.exit_code, again.stdout, again.stderr) == (1, "", "shop is not empty.\n")
    assert call("--db", "shop/sop.db", "todo").exit_code == 0
    assert call("--db", "shop/sop.db", "--as", "周强", "todo").stdout.startswith("任务")
