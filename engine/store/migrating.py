"""Running the migrations: one transaction each time, on either database. Imports Alembic; never on a path
that people wait for."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from engine.store.errors import StoreError, from_postgresql, from_sqlite
from engine.store.opening import REVISION, WAIT_MS, file_path, is_postgresql, revision
from engine.store.opening import connect as connect_database
from engine.store.sqlite import connect as connect_sqlite

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "migrations")


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, made here: there is no ini file."""
    config = Config()
    config.set_main_option("script_location", FOLDER.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The newest migration there is."""
    return ScriptDirectory.from_config(configuration()).get_current_head() or ""


def migrate(place: str, fresh: bool) -> tuple[str, str]:
    """Bring a database to ``REVISION``: (revision before or "", revision now).

    ``fresh`` makes the tables in an empty or missing database and leaves one of ours as it is; without
    it, one of ours is upgraded. Raises StoreError, store-newer for one from a newer program.
    """
    if fresh and not is_postgresql(place):
        _make_file(file_path(place))
    before = "" if fresh and is_empty(place) else _revision(place)
    if before > REVISION:
        where = connect_database(place).where
        raise StoreError("store-newer", path=where, found=before, known=REVISION)
    if before and (fresh or before == REVISION):
        return before, before
    with transaction(place) as connection:
        command.upgrade(configuration(connection), REVISION)
    return before, REVISION


def _make_file(path: str) -> None:
    """An empty file, where there is none: SQLite takes it for an empty database."""
    folder = os.path.dirname(os.path.abspath(path))
    if os.path.exists(path):
        return
    if not os.path.isdir(folder):
        raise StoreError("store-missing", path=path)
    try:
        with open(path, "xb"):
            pass
    except FileExistsError:
        return
    except PermissionError as problem:
        raise StoreError("store-read-only", path=folder) from problem
    except OSError as problem:
        raise StoreError("store-disk", path=path, detail=os.strerror(problem.errno or 0)) from problem


def is_empty(place: str) -> bool:
    """Whether a database has no tables at all."""
    with transaction(place) as connection:
        return not inspect(connection).get_table_names()


def _revision(place: str) -> str:
    database = connect_database(place)
    try:
        return revision(database)
    finally:
        database.close()


def engine_for(place: str) -> Engine:
    """An SQLAlchemy engine on a database, with transactions that cover DDL too."""
    if is_postgresql(place):
        address = place.partition("://")[2]
        return create_engine(f"postgresql+psycopg://{address}", poolclass=NullPool)
    path = file_path(place)
    engine = create_engine(
        "sqlite://", creator=lambda: connect_sqlite(path, WAIT_MS / 1000), poolclass=NullPool
    )
    # The driver would begin transactions by its own guess, and not at all before DDL.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


@contextlib.contextmanager
def transaction(place: str) -> Iterator[Connection]:
    """One SQLAlchemy transaction; its errors as ``StoreError``. For migrations, tests and tools."""
    engine = engine_for(place)
    try:
        with engine.begin() as connection:
            yield connection
    except (DBAPIError, sqlite3.Error) as problem:
        raise _translated(problem, place) from problem
    finally:
        engine.dispose()


def _translated(problem: Exception, place: str) -> Exception:
    original = problem.orig if isinstance(problem, DBAPIError) else problem
    if isinstance(original, sqlite3.Error):
        return from_sqlite(original, file_path(place), WAIT_MS / 1000)
    if isinstance(original, Exception) and is_postgresql(place):
        from engine.store.postgresql import without_password

        return from_postgresql(original, without_password(place), WAIT_MS / 1000)
    return problem
