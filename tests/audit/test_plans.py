"""The audit's reads go through the partial indexes of late spans, and never through the whole ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.audit.statements import SOURCES, statements
from engine.store import Store, create_store, open_store

LATE = (0, 1, 2, 3, 0, 1, 0, 0, 0, "[]")
PARAMETERS = {
    **{f"audit-tally-{source}": LATE for source in SOURCES},
    **{f"audit-worst-{source}": (*LATE, 0, 10) for source in SOURCES},
    "audit-recorded-late": (0, 1, 2, 3, 0, 0, 0, "[]", 10),
    "audit-refs": ("[]",),
    "audit-sops": (),
    "audit-steps": (),
    "audit-people": (),
    "audit-role-sets": (),
    "audit-versions": ("", ""),
    "audit-tasks-of-versions": ("", ""),
    "audit-running": ("shipping", 0, 10),
    "audit-planned-before": ("cn-office", 1),
    "forecast-taken": (1000, "shipping", 100, 0),
    "open-chains": ("[]",),
    "overrides": (0, 1, 2, 3),
    "overrides-undone": ("[]", 2, 3),
    "refused-newest": (0, "", "", "", "", "", "", 10),
    "refused-counted": (0, "", "", "", "", "", ""),
    "rework-closed": (0, 1, 0, "[]"),
    "rework-tasks": (0, 0, "[]"),
    "rework-visits": ("[]",),
    "rework-lanes": ("[]",),
    "rework-reopened": ("[]",),
    "open-clocks": (0, 0, 0, 1, 0, 0, "[]", 10),
    "open-closers": ("小王", "[]"),
    "open-tasks": ("[]",),
}
WAYS = {
    "closed": "SEARCH c USING COVERING INDEX ix_clock_late (ended>?)",
    "open": "SEARCH c USING COVERING INDEX ix_clock_open (due<?)",
    "unrecorded": "SEARCH c USING COVERING INDEX ix_clock_recorded_late (due<?)",
}


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = str(tmp_path_factory.mktemp("plans") / "shop.db")
    create_store(place).close()
    return open_store(place)


def plan(store: Store, name: str) -> list[str]:
    sql = "EXPLAIN QUERY PLAN " + statements(store)[name]
    return [row[3] for row in store.rows(sql, PARAMETERS[name])]


@pytest.mark.parametrize("listing", ["audit-tally", "audit-worst"])
@pytest.mark.parametrize("source", SOURCES)
def test_late_spans_come_from_their_index(sqlite: Store, listing: str, source: str) -> None:
    steps = plan(sqlite, f"{listing}-{source}")
    assert WAYS[source] in steps
    assert not [step for step in steps if step.startswith(("SCAN c", "SEARCH b", "MATERIALIZE"))]


def test_what_was_recorded_late_comes_from_its_index(sqlite: Store) -> None:
    way = "SEARCH c USING COVERING INDEX ix_clock_recorded_late (due>? AND due<?)"
    assert way in plan(sqlite, "audit-recorded-late")


def test_a_page_of_open_tasks_comes_from_their_index(sqlite: Store) -> None:
    steps = plan(sqlite, "audit-running")
    assert "SEARCH task USING INDEX ix_task_open (sop_id=? AND id>?)" in steps
    assert not [step for step in steps if step.startswith(("SCAN v", "SCAN task", "SCAN s"))]


def test_overrides_come_from_their_index(sqlite: Store) -> None:
    assert plan(sqlite, "overrides")[0].startswith("SEARCH event USING INDEX ix_event_override (happened>?")


def test_every_statement_is_prepared_on_what_the_migrations_built(sqlite: Store) -> None:
    assert set(statements(sqlite)) == set(PARAMETERS)
    for name in PARAMETERS:
        assert plan(sqlite, name)


def test_every_piece_is_described() -> None:
    folder = Path(__file__).parents[2] / "engine/audit/sql"
    for file in folder.glob("*.sql"):
        for part in file.read_text("utf-8").split("-- name: ")[1:]:
            assert part.split("\n")[1].startswith("-- "), part
