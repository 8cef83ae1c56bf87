"""The store: where tasks, their events and what was published are kept; SQLite by default, PostgreSQL too.

``open_store`` gives a ``Store``; ``create_store`` and ``upgrade_store`` run the migrations (slow imports,
only for ``sop init`` and ``sop db``). What people wait for is named SQL (``sql/``) on a DB-API connection;
SQLModel (``tables``) declares the same tables for migrations and integrators.
"""

from engine.store.errors import ConflictError, StoreError
from engine.store.opening import check_revision, create_store, open_store, upgrade_store
from engine.store.rows import CalledRow, Change, DocumentRow, EventRow, QueueRow, RefusalRow, TaskRow, TodoRow
from engine.store.store import Store

__all__ = [
    "CalledRow",
    "Change",
    "ConflictError",
    "DocumentRow",
    "EventRow",
    "QueueRow",
    "RefusalRow",
    "Store",
    "StoreError",
    "TaskRow",
    "TodoRow",
    "check_revision",
    "create_store",
    "open_store",
    "upgrade_store",
]
