"""What keeps the declared tables, the migrations and the named SQL together, on both databases."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from sqlmodel import Session, select
from store_shapes import T0, event, life, start

import engine
from engine.model.task import Caller, Hold, Lane, Note, Task, Timer, Vote
from engine.store import (
    Change,
    QueueRow,
    RefusalRow,
    Store,
    create_store,
    migrating,
    open_store,
    upgrade_store,
)
from engine.store.leases import Leases
from engine.store.opening import REVISION
from engine.store.outbox import MessageRow, NoticeRow, Outbox, RecipientRow
from engine.store.statements import load, parse, translate
from engine.store.store import _SQL
from engine.store.tables import Table
from engine.store.team_record import AbsenceRow, TeamEventRow, TeamRecord

MODELS: list[type[Any]] = [mapper.class_ for mapper in Table._sa_registry.mappers]


def fill(store: Store) -> None:
    """Something in every table."""
    store.set_settings({"zone": "Asia/Shanghai"})
    store.publish("sop", "shipping", "sop: shipping", "{}", 1, b"h" * 32, T0, "小王")
    store.refuse([RefusalRow("", 1, b"r" * 16, "advance", "小王", None, "wang", T0, "missing", "{}")])
    with store.writing():
        store.save([*life(1), *life(2)[:3], start(3)])
        store.save([called(life(2)[2].after)])
        store.pending.add([QueueRow("", b"q" * 16, "return", 1, 2, 4, 1, "{}", T0)])
        team = TeamRecord(store)
        team.add(TeamEventRow(1, 1, "away", b"c" * 16, "小王", None, "wang", T0, T0, "{}", b"h" * 32))
        team.add_absence(AbsenceRow(1, "小王", T0, T0 + 1, "[]", "ill", "小王", T0))
        told(store)
        store.database.run(store.sql("turn-put"), ("shipping", "pack", "", "小王"))


def told(store: Store) -> None:
    """A notice in a message that somebody is just sending."""
    outbox = Outbox(store)
    outbox.add([NoticeRow("", 1, 1, 1, "rule", "{}", T0)])
    outbox.address([RecipientRow(1, "robot", "", "zh", "[]", 0, T0)])
    outbox.write(MessageRow("0" * 32, "robot", "", "{}", T0, T0))
    outbox.put(1, "robot", "", [1])
    assert Leases(store, "me").claim("robot", T0, [(20, 60_000)]).message is not None


VOTE = Vote(
    1,
    3,
    "approve",
    "小王",
    T0,
    T0,
    ("finance", "legal"),
    True,
    "0f" * 32,
    ("price", "备注"),
    None,
    "小赵",
    ("小周",),
)


def called(task: Task) -> Change:
    """The same task in a block, with a timer, called by another, on hold, voted on, with something left at
    it."""
    more = task._replace(
        lanes=(Lane(1, 3, "*", T0, T0, "P-1", 1),),
        timers=(Timer(1, "wait", "pack", 3, 0, T0),),
        callers=(Caller(1, 1, 2),),
        holds=(Hold(1, 0, "等客户", T0, T0, T0, "小王"),),
        votes=(VOTE, VOTE._replace(no=2, person="小李", binding=False, reason="太贵", behalf=None, hands=())),
        notes=(Note(1, 3, 2, "evidence", "photo.jpg", "ab" * 32, 1024, "小王", T0, T0),),
        seq=task.seq + 1,
        head=b"4" * 32,
    )
    return Change(event(task, task.id, "wake", [], T0)._replace(command_id=None), task, more)


def test_every_named_statement_can_be_prepared(store: Store) -> None:
    prepared = 0
    for name, sql in load(_SQL, store.database.dialect).items():
        raw: Any = store.database
        if store.database.dialect == "sqlite":
            # EXPLAIN prepares a statement and runs nothing of it.
            raw.raw.execute("EXPLAIN " + sql, [None] * sql.count("?"))
        else:
            numbers = iter(range(1, 100))
            text = re.sub("%s", lambda _, n=numbers: f"${next(n)}", sql).replace("%%", "%")
            raw.raw.execute(f'PREPARE "{name}" AS {text}'.encode())
        prepared += 1
    assert prepared > 40


def test_every_statement_says_what_it_is_for() -> None:
    for file in sorted(Path(_SQL).glob("*.sql")):
        text = file.read_text(encoding="utf-8")
        assert text.startswith("-- "), file
        for statement in parse(text):
            assert statement.about.endswith("."), statement.name
            assert "'?'" not in statement.sql
            assert not statement.sql.endswith(";"), statement.name


def test_both_databases_have_the_same_statements() -> None:
    assert load(_SQL, "sqlite").keys() == load(_SQL, "postgresql").keys()


def test_the_three_marks() -> None:
    sql = "SELECT 1 FROM task WHERE id IN (?...) AND ref LIKE 'a%' AND sop_id = ? FOR UPDATE"
    assert translate(sql, "sqlite") == (
        "SELECT 1 FROM task WHERE id IN (SELECT value FROM json_each(?)) AND ref LIKE 'a%' AND sop_id = ?"
    )
    assert translate(sql, "postgresql") == (
        "SELECT 1 FROM task WHERE id = ANY(%s) AND ref LIKE 'a%%' AND sop_id = %s FOR UPDATE"
    )


def test_a_statement_that_stands_twice(tmp_path: Path) -> None:
    for name in ("a.sql", "b.sql"):
        (tmp_path / name).write_text("-- name: one\n-- Twice.\nSELECT 1\n")
    with pytest.raises(ValueError, match=r"b\.sql: statement one stands twice"):
        load(str(tmp_path), "sqlite")


def test_nothing_is_left_to_migrate(place: str) -> None:
    with migrating.transaction(place) as connection:
        config = migrating.configuration(connection)
        config.attributes["metadata"] = Table.metadata
        command.check(config)


def schema(place: str) -> list[tuple[Any, ...]]:
    """Everything that the database knows of its tables and indexes."""
    if "://" not in place:
        sql = (
            "SELECT name, lower(replace(replace(replace(sql, char(10), ''), char(9), ''), ' ', ''))"
            " FROM sqlite_master WHERE tbl_name <> 'alembic_version' ORDER BY name"
        )
    else:
        sql = (
            "SELECT indexname, indexdef FROM pg_indexes"
            " WHERE schemaname = 'public' AND tablename <> 'alembic_version' UNION ALL "
            "SELECT table_name || '.' || column_name,"
            " data_type || is_nullable || coalesce(collation_name, '') FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name <> 'alembic_version' ORDER BY 1, 2"
        )
    with migrating.transaction(place) as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def test_the_migrations_build_exactly_what_is_declared(
    place: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """More than Alembic compares: STRICT, WITHOUT ROWID, collations, the conditions of partial indexes."""
    if "://" in place:
        other = request.getfixturevalue("new_database")("template0")
    else:
        other = str(tmp_path / "declared.db")
        Path(other).touch()
    with migrating.transaction(other) as connection:
        Table.metadata.create_all(connection)
    assert schema(place) == schema(other)
    assert len(schema(place)) > 25


def test_the_newest_migration_is_the_one_this_program_needs() -> None:
    assert migrating.newest() == REVISION


def test_making_a_database_twice_changes_nothing(place: str) -> None:
    with open_store(place) as store:
        fill(store)
    with create_store(place) as store:
        assert store.load(1) == life(1)[-1].after
    assert upgrade_store(place) == (REVISION, REVISION)
    with open_store(place, create=True) as store:
        assert store.settings() == {"zone": "Asia/Shanghai"}


def test_a_path_with_odd_characters(tmp_path: Path) -> None:
    path = str(tmp_path / "店铺 #1 100%?.db")
    with open_store(f"sqlite:///{path}", create=True) as store:
        fill(store)
    assert os.path.exists(path)
    with open_store(path) as store:
        assert store.where == path
        assert store.task_ids(0, 9) == [1, 2, 3]


def rows_of(place: str, model: type[Any]) -> list[dict[str, Any]]:
    """All rows of a table as SQLModel reads them."""
    order = list(sa.inspect(model).primary_key)
    with migrating.transaction(place) as connection, Session(connection) as session:
        return [row.model_dump() for row in session.exec(select(model).order_by(*order)).all()]


def test_what_named_sql_writes_sqlmodel_reads_and_the_reverse(
    place: str, sqlite_place: str, tmp_path: Path, sqlite_template: Path
) -> None:
    with open_store(place) as store:
        fill(store)
        tasks = store.load_many([1, 2, 3])
        events = store.events_of([1, 2, 3])
        documents, settings, refusals = store.documents("sop"), store.settings(), store.refusals(1)
    other = sqlite_place if "://" in place else str(tmp_path / "other.db")
    if "://" not in place:
        create_store(other).close()
    for model in MODELS:
        rows = rows_of(place, model)
        assert rows, model
        with migrating.transaction(other) as connection, Session(connection) as session:
            session.add_all(model(**row) for row in rows)
            session.commit()
        assert rows_of(other, model) == rows
    with open_store(other) as store:
        assert store.load_many([1, 2, 3]) == tasks
        assert store.events_of([1, 2, 3]) == events
        assert (store.documents("sop"), store.settings(), store.refusals(1)) == (
            documents,
            settings,
            refusals,
        )
    assert len(MODELS) == 26


def test_what_people_wait_for_imports_nothing_slow(sqlite_place: str) -> None:
    program = (
        "import sys\n"
        "from engine.store import open_store\n"
        f"with open_store({sqlite_place!r}) as store:\n"
        "    store.todo(['warehouse'])\n"
        "print(sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    root = str(Path(engine.__file__).parent.parent)
    names = subprocess.run(
        [sys.executable, "-S", "-c", program], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    for slow in (
        "sqlalchemy",
        "sqlmodel",
        "pydantic",
        "alembic",
        "psycopg",
        "dataclasses",
        "yaml",
        "pathlib",
    ):
        assert f"'{slow}'" not in names


def test_votes_come_back_as_they_were(store: Store) -> None:
    """Everything about a vote, and that it does not count any more."""
    with store.writing():
        store.save(life(2)[:3])
        change = called(life(2)[2].after)
        store.save([change])
    assert store.load(2) == change.after
    votes = (VOTE._replace(void=True), change.after.votes[1])
    after = change.after._replace(votes=votes, seq=change.after.seq + 1, head=b"5" * 32)
    with store.writing():
        store.save(
            [Change(event(change.after, 2, "set", [], T0)._replace(command_id=None), change.after, after)]
        )
    (found,) = store.load_many([2]).values()
    assert found.votes == votes
    assert found.notes == change.after.notes


def test_a_vote_never_becomes_another_one(store: Store) -> None:
    change = called(life(2)[2].after)
    other = change.after._replace(votes=(VOTE._replace(person="小钱"), change.after.votes[1]))
    with store.writing():
        store.save([*life(2)[:3], change])
    with pytest.raises(ValueError, match="vote 1 would become another vote"), store.writing():
        store.save(
            [Change(event(change.after, 2, "set", [], T0)._replace(command_id=None), change.after, other)]
        )
