"""What rests on the versions of a calendar. Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.audit.versions import FOLDER

if TYPE_CHECKING:
    from engine.store import Store


def planned_before(store: Store, name: str, version: int) -> tuple[int, int]:
    """How many open tasks have deadlines running that were planned by another version of this calendar than
    ``version`` (a document's id), and how many of them provisionally. Raises StoreError."""
    sql = store.statements(FOLDER)["audit-planned-before"]
    with store.reading():
        ((tasks, provisional),) = store.rows(sql, (name, version))
    return int(tasks), int(provisional)
