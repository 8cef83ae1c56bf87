"""A question about clocks narrowed to what somebody may see. Nothing is added for whom everything is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.store.seen import Seen

if TYPE_CHECKING:
    from engine.model.actor import Sight
    from engine.store import Store

CLOCKS = "CROSS JOIN clock AS c"
"""Where each of these statements begins to read clocks; its WHERE comes next."""
NARROWED = ("audit-tally-", "audit-worst-", "audit-recorded-late")


def narrow(store: Store, sql: str, sight: Sight) -> tuple[str, tuple[Any, ...]]:
    """A statement that reads clocks, with the condition first in its WHERE, and the parameters that come in
    there: behind those of its bounds."""
    if sight.whole:
        return sql, ()
    seen = Seen(store.database, store.names, sight)
    condition = seen.condition("c.")
    if not condition:
        return sql, ()
    before, clocks, after = sql.partition(CLOCKS)
    return before + clocks + after.replace("WHERE ", f"WHERE {condition} AND ", 1), seen.given
