"""Opening a database: which of the two it is, that it is ours, and that it is of this program's time."""

from __future__ import annotations

from engine.store.database import Database
from engine.store.errors import StoreError
from engine.store.store import Store

REVISION = "sop0005"
"""The migration that this program's tables are built by (a test holds it to the newest one)."""

WAIT_MS = 5000


def open_store(place: str, create: bool = False, wait_ms: int = WAIT_MS) -> Store:
    """Open a database: a path, ``sqlite:///path`` or ``postgresql://...``.

    ``create`` makes it first where there is none (slow: it runs the migrations). ``wait_ms`` is how long a
    lock is waited for. Raises StoreError with any of the codes of ``errors.TEXTS``.
    """
    if create:
        create_store(place).close()
    database = connect(place, wait_ms)
    try:
        _check(database)
        return Store(database)
    except BaseException:
        database.close()
        raise


def create_store(place: str) -> Store:
    """Make the database's tables, all or none of them, and open it; an existing one of ours is opened as it
    is. On PostgreSQL the database itself must exist. Raises StoreError."""
    from engine.store.migrating import migrate

    migrate(place, fresh=True)
    return open_store(place)


def upgrade_store(place: str) -> tuple[str, str]:
    """Bring an older database to this program's tables, in one transaction: (revision before, after)."""
    from engine.store.migrating import migrate

    return migrate(place, fresh=False)


def connect(place: str, wait_ms: int = WAIT_MS) -> Database:
    """The connection alone, whatever is in the database."""
    if is_postgresql(place):
        try:
            from engine.store.postgresql import Postgresql
        except ModuleNotFoundError as problem:
            raise StoreError("store-no-driver", path=place.partition("://")[0]) from problem
        return Postgresql(place, wait_ms)
    from engine.store.sqlite import Sqlite

    return Sqlite(file_path(place), wait_ms)


def is_postgresql(place: str) -> bool:
    """Whether a place is a PostgreSQL address."""
    return place.startswith(("postgresql://", "postgres://"))


def file_path(place: str) -> str:
    """The path of an SQLite database: as given, or what follows ``sqlite:///``."""
    return place.removeprefix("sqlite:///")


def revision(database: Database) -> str:
    """The migration that a database stands at. Raises StoreError store-not-a-database when it is not ours."""
    rows = database.fetch("SELECT version_num FROM alembic_version")
    if len(rows) != 1 or not str(rows[0][0]).startswith("sop"):
        raise StoreError("store-not-a-database", path=database.where)
    return str(rows[0][0])


def check_revision(store: Store) -> None:
    """Raises StoreError where another program has brought the open database to other tables meanwhile."""
    _check(store.database)


def _check(database: Database) -> None:
    found = revision(database)
    if found != REVISION:
        # Revisions are numbered, so that an older program can tell a newer database from a broken one.
        code = "store-newer" if found > REVISION else "store-older"
        raise StoreError(code, path=database.where, found=found, known=REVISION)
