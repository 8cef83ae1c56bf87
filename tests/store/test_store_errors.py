"""Every way in which a database can say no: one code, one message, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from store_shapes import advance, life, start

from engine.store import Store, StoreError, create_store, open_store, upgrade_store
from engine.store.errors import TEXTS, from_postgresql, from_sqlite
from engine.store.opening import REVISION
from engine.store.postgresql import without_password

NOBODY = 65534


def said(work: Callable[[], Any]) -> tuple[str, str]:
    """Code and message of the StoreError that this raises."""
    with pytest.raises(StoreError) as refused:
        work()
    return refused.value.code, str(refused.value)


def as_nobody(work: Callable[[], Any]) -> tuple[str, str]:
    """The same, without root's right to everything: in a fork that has given it up."""
    if os.geteuid() != 0:
        return said(work)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.write(writer, json.dumps(said(work)).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as pipe:
        code, text = json.load(pipe)
    return code, text


def save_one(place: str) -> None:
    with open_store(place) as store, store.writing():
        store.save([start(store.allocate())])


@pytest.fixture
def folder(sqlite_template: Path) -> Any:
    """A folder that everybody may enter, with a database that everybody may write."""
    path = Path("/tmp" if os.geteuid() == 0 else sqlite_template.parent) / f"sop-errors-{os.getpid()}"
    path.mkdir()
    path.chmod(0o777)
    shutil.copyfile(sqlite_template, path / "shop.db")
    (path / "shop.db").chmod(0o666)
    yield path
    path.chmod(0o777)
    shutil.rmtree(path)


def test_no_such_file(tmp_path: Path) -> None:
    for path in (str(tmp_path / "shop.db"), str(tmp_path / "no" / "such" / "folder" / "shop.db")):
        message = (
            f"There is no database at {path}. Make one with `sop init`, or name another with --db or SOP_DB."
        )
        assert said(lambda path=path: open_store(path)) == ("store-missing", message)
        assert not os.path.exists(path)


def test_a_folder(tmp_path: Path) -> None:
    expected = ("store-is-a-directory", f"{tmp_path} is a folder; a database is a file.")
    assert said(lambda: open_store(str(tmp_path))) == expected
    assert said(lambda: create_store(str(tmp_path))) == expected


@pytest.mark.parametrize("content", [b"sop: shipping\n" * 100, b"\x89PNG" + bytes(5000), b""])
def test_not_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(content)
    expected = ("store-not-a-database", f"{path} is not a sopwright database.")
    assert said(lambda: open_store(str(path))) == expected
    assert path.read_bytes() == content
    if content:
        assert said(lambda: create_store(str(path))) == expected


def test_somebody_elses_database(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE photo (id INTEGER)")
    expected = ("store-not-a-database", f"{path} is not a sopwright database.")
    assert said(lambda: open_store(str(path))) == expected
    assert said(lambda: create_store(str(path))) == expected
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE alembic_version (version_num TEXT)")
        raw.execute("INSERT INTO alembic_version VALUES ('ae1027a6acf')")
    assert said(lambda: open_store(str(path))) == expected
    assert said(lambda: upgrade_store(str(path))) == expected


def stamp(place: str, revision: str) -> None:
    raw: Any = psycopg.connect(place) if "://" in place else sqlite3.connect(place)
    with raw:
        raw.execute(f"UPDATE alembic_version SET version_num = '{revision}'")
    raw.close()


def test_a_newer_program_and_an_older_one(place: str) -> None:
    with open_store(place) as store:
        where = store.where
    stamp(place, "sop9999")
    newer = (
        "store-newer",
        f"{where} was written by a newer sopwright (database sop9999, this program knows {REVISION}). "
        "Install the newer version.",
    )
    for way in (open_store, create_store, upgrade_store):
        assert said(lambda way=way: way(place)) == newer
    stamp(place, "sop0000")
    assert said(lambda: open_store(place)) == (
        "store-older",
        f"{where} was written by an older sopwright (database sop0000, this program needs {REVISION}). "
        "Make a copy, then run `sop db upgrade`.",
    )


def test_a_file_that_may_not_be_written(folder: Path) -> None:
    path = folder / "shop.db"
    path.chmod(0o444)
    expected = ("store-read-only", f"{path} cannot be written to; nothing was changed.")
    assert as_nobody(lambda: save_one(str(path))) == expected


def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    path = folder / "shop.db"
    folder.chmod(0o555)
    expected = ("store-read-only", f"{folder} cannot be written to; nothing was changed.")
    assert as_nobody(lambda: save_one(str(path))) == expected
    assert as_nobody(lambda: create_store(str(folder / "new.db"))) == expected


def test_what_may_not_be_written_can_be_read(folder: Path) -> None:
    path = folder / "shop.db"
    save_one(str(path))
    path.chmod(0o444)
    folder.chmod(0o555)

    def read() -> None:
        with open_store(str(path)) as store:
            raise StoreError("store-disk", path=str(store.todo(["warehouse"])[0].task), detail="read")

    assert as_nobody(read) == ("store-disk", "The disk failed while using 1: read")


def test_a_file_that_may_not_be_read(folder: Path) -> None:
    path = folder / "shop.db"
    path.chmod(0o000)
    expected = ("store-no-access", f"{path} cannot be opened: you are not allowed to.")
    assert as_nobody(lambda: open_store(str(path))) == expected


def test_a_full_disk(sqlite_place: str) -> None:
    with open_store(sqlite_place) as store:
        with store.writing():
            store.save([start(1)])
        database: Any = store.database
        raw: sqlite3.Connection = database.raw
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages + 3}")

        def fill() -> None:
            with store.writing():
                store.save([change for id in range(2, 200) for change in life(id)])

        expected = ("store-full", f"There is no space left for {sqlite_place}; nothing was changed.")
        assert said(fill) == expected
        assert store.task_ids(0, 1000) == [1]
        with store.writing():
            store.save([advance(start(1).after)])
        assert store.load(1) == advance(start(1).after).after


def test_a_damaged_file(sqlite_place: str) -> None:
    with open_store(sqlite_place) as store, store.writing():
        store.save([change for id in range(1, 100) for change in life(id)])
    with open(sqlite_place, "r+b") as file:
        file.seek(4096)
        size = os.path.getsize(sqlite_place)
        file.write(b"\xff" * (size - 4096))

    def read() -> None:
        with open_store(sqlite_place) as store:
            store.load(1)

    expected = ("store-damaged", f"{sqlite_place} is damaged: database disk image is malformed")
    assert said(read) == expected


def test_a_file_that_was_taken_away(sqlite_place: str) -> None:
    with open_store(sqlite_place) as store:
        store.todo(["warehouse"])
        os.remove(sqlite_place)
        code, _ = said(lambda: write(store))
        assert code == "store-missing"


def write(store: Store) -> None:
    with store.writing():
        store.save([start(1)])


def test_a_server_that_is_not_there() -> None:
    code, text = said(lambda: open_store("postgresql://wang:secret@127.0.0.1:1/shop"))
    assert code == "store-unreachable"
    assert text.startswith("The database server at postgresql://wang@127.0.0.1:1/shop cannot be reached: ")
    assert "secret" not in text


def test_a_database_that_the_server_does_not_have(server: Callable[[str], str]) -> None:
    code, text = said(lambda: open_store(server("nowhere")))
    assert code == "store-missing"
    assert text.startswith("There is no database at postgresql://postgres@/nowhere.")
    assert said(lambda: create_store(server("nowhere")))[0] == "store-missing"


def test_somebody_elses_database_on_the_server(new_database: Callable[[str], str]) -> None:
    place = new_database("template0")
    assert said(lambda: open_store(place))[0] == "store-not-a-database"
    with psycopg.connect(place, autocommit=True) as raw:
        raw.execute("CREATE TABLE photo (id INTEGER)")
    assert said(lambda: create_store(place))[0] == "store-not-a-database"


def test_a_server_that_goes_away(postgresql_place: str) -> None:
    with open_store(postgresql_place) as store, open_store(postgresql_place) as other:
        ours = store.rows("SELECT pg_backend_pid()")[0][0]

        def cut_off() -> None:
            with store.writing():
                store.load(1, lock=True)
                other.rows("SELECT pg_terminate_backend(%s::int)", (ours,))
                store.save([start(1)])

        assert said(cut_off)[0] == "store-unreachable"
        assert other.load(1) is None


def test_a_server_that_only_reads(postgresql_place: str) -> None:
    with psycopg.connect(postgresql_place, autocommit=True) as raw:
        name = raw.info.dbname
        raw.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
    expected = f"postgresql://postgres@/{name} cannot be written to; nothing was changed."
    assert said(lambda: save_one(postgresql_place)) == ("store-read-only", expected)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("53100", "store-full"),
        ("53300", "store-unreachable"),
        ("57P03", "store-unreachable"),
        ("08006", "store-unreachable"),
        ("28P01", "store-no-access"),
        ("58030", "store-disk"),
        ("XX001", "store-damaged"),
        ("55P03", "store-locked"),
    ],
)
def test_what_a_server_says_by_number(state: str, code: str) -> None:
    problem = psycopg.errors.lookup(state)("it said so")
    meaning = from_postgresql(problem, "postgresql://here", 5.0)
    assert isinstance(meaning, StoreError)
    assert meaning.code == code
    assert str(meaning)


def test_a_fault_of_the_program_stays_one() -> None:
    mistake = psycopg.errors.SyntaxError("syntax error")
    assert from_postgresql(mistake, "postgresql://here", 5.0) is mistake
    slip = sqlite3.OperationalError("near SELEKT: syntax error")
    slip.sqlite_errorcode = sqlite3.SQLITE_ERROR
    assert from_sqlite(slip, "shop.db", 5.0) is slip


def test_a_failing_disk() -> None:
    failure = sqlite3.OperationalError("disk I/O error")
    failure.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    meaning = from_sqlite(failure, "shop.db", 5.0)
    assert str(meaning) == "The disk failed while using shop.db: disk I/O error"


def test_postgresql_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "engine.store.postgresql")
    assert said(lambda: open_store("postgresql://here/shop")) == (
        "store-no-driver",
        "PostgreSQL needs one more package; install it with: pip install 'sopwright[postgresql]'",
    )


def test_passwords_are_never_shown() -> None:
    assert without_password("postgresql://a:b@c:5432/d?password=e") == "postgresql://a@c:5432/d"
    assert without_password("postgresql://c/d") == "postgresql://c/d"


def test_every_code_has_a_text_that_can_be_filled() -> None:
    known = SimpleNamespace(path="P", seconds="5", found="F", known="K", detail="D")
    for code, text in TEXTS.items():
        assert text % vars(known)
        assert code.startswith("store-")
