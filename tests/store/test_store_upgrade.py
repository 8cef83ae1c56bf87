"""A database that an older program made, with what is in it, brought up to this one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from store_shapes import advance, life, start

from engine.store import StoreError, migrating, open_store, upgrade_store

OLDEST = "sop0001"
TABLES = ("sop", "step", "person", "role_set", "task", "visit", "clock", "event")


@pytest.fixture
def old(place: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database as the first program left it: tables of that time, and three orders under way in them."""
    if "://" in place:
        make: Callable[[str], str] = request.getfixturevalue("new_database")
        other = make("template0")
    else:
        other = str(tmp_path / "old.db")
        Path(other).touch()
    with open_store(place) as store, store.writing():
        store.save([*life(1), *life(2)[:3], start(3)])
    with migrating.transaction(other) as connection:
        command.upgrade(migrating.configuration(connection), OLDEST)
    with migrating.transaction(other) as then, migrating.transaction(place) as now:
        metadata = sa.MetaData()
        metadata.reflect(then)
        for name in TABLES:
            table = metadata.tables[name]
            rows = [row._asdict() for row in now.execute(sa.select(table))]
            then.execute(sa.insert(table), rows)
    return other


def test_an_older_database_says_so_and_is_brought_up(old: str) -> None:
    with pytest.raises(StoreError) as older:
        open_store(old)
    assert older.value.code == "store-older"
    assert upgrade_store(old) == (OLDEST, migrating.newest())
    with open_store(old) as store:
        assert store.load_many([1, 2, 3]) == {
            1: life(1)[-1].after, 2: life(2)[2].after, 3: start(3).after
        }  # fmt: skip
        assert [(row.task, row.step) for row in store.todo(["warehouse"])] == [(3, "pick"), (2, "hand_over")]
        with store.writing():
            store.save([advance(start(3).after)])
        assert store.load(3) == advance(start(3).after).after
    assert upgrade_store(old) == (migrating.newest(), migrating.newest())
