"""The audit's SQL, put together: a reading or listing over what is late in one source.

``overdue.sql`` holds the pieces. They are nested by text before any value comes near them; values are
parameters, in the order of ``Question`` and then the listing's own.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.store import Store

SOURCES = ("closed", "open", "unrecorded")
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sql")
_PIECES = ("audit-bounds", "audit-late", *("audit-source-" + source for source in SOURCES))


def statements(store: Store) -> dict[str, str]:
    """Name -> whole statement: ``audit-tally-closed``, ``audit-worst-open`` ...; and ``lists.sql``."""
    sql = store.statements(FOLDER)
    bounds, late, *sources = (sql.pop(piece) for piece in _PIECES)
    for name in ("audit-tally", "audit-worst"):
        listing = sql.pop(name)
        for source, seen in zip(SOURCES, sources, strict=True):
            spans = late.replace("FROM seen", f"FROM ({seen})")
            sql[f"{name}-{source}"] = f"{bounds}\n" + listing.replace("FROM late", f"FROM ({spans}) AS late")
    return sql
