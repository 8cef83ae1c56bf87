"""Versions and how many tasks run on each, on both databases."""

from __future__ import annotations

from ledger import HASH, kept, task

from engine.audit.versions import Version, versions
from engine.model.task import Task
from engine.store import Change, EventRow, Store


def publish(store: Store, name: str, at: int) -> int:
    row, _ = store.publish("sop", name, "", f"{name} {at}", 1, bytes([at]) * 32, at, "小王")
    return row.id


def started(one: Task) -> EventRow:
    return EventRow(one.id, 1, 1, "start", None, None, "小王", None, "wang", 0, 0, "{}", HASH)


def test_versions_count_their_open_and_ended_tasks(store: Store) -> None:
    with kept(store, []):
        first, second = publish(store, "shipping", 10), publish(store, "shipping", 20)
        other = publish(store, "listing", 15)
        runs = [(1, first, None), (2, first, 99), (3, second, None), (4, second, None)]
        tasks = [task(no)._replace(version=version, ended=ended) for no, version, ended in runs]
        store.save([Change(started(one), None, one) for one in tasks])
        assert versions(store, "shipping") == [
            Version(first, "shipping", 1, 10, "小王", 1, 1, False),
            Version(second, "shipping", 2, 20, "小王", 2, 0, True),
        ]
        assert [(one.sop, one.no, one.open) for one in versions(store)] == [
            ("listing", 1, 0),
            ("shipping", 1, 1),
            ("shipping", 2, 2),
        ]
        assert versions(store, "listing")[0].id == other
        assert versions(store, "nothing") == []
