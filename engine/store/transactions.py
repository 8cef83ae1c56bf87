"""The ``with`` of a transaction: a class, because a generator costs a microsecond on every command."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.store.store import Store


class Transaction:
    """What ``writing()`` and ``reading()`` give: commit at the end of ``with``, rollback on an exception."""

    __slots__ = ("_store", "_write")

    def __init__(self, store: Store, write: bool) -> None:
        self._store, self._write = store, write

    def __enter__(self) -> Store:
        self._store.begin(self._write)
        return self._store

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.end(kind is None)


class Joined:
    """A transaction within another: the outer one decides."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Store:
        return self._store

    def __exit__(self, *_: object) -> None:
        return None
