"""A statement narrowed to what somebody may see: tasks of their shops, without the SOPs hidden from them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from engine.store.statements import translate

if TYPE_CHECKING:
    from engine.model.actor import Sight
    from engine.store.database import Database
    from engine.store.names import Names
    from engine.store.store import Store


def seen_of(store: Store, tasks: Collection[int], sight: Sight) -> set[int]:
    """Those of the tasks that somebody sees by their SOP and shop."""
    if sight.whole or not tasks:
        return set(tasks)
    seen = Seen(store.database, store.names, sight)
    sql = seen.narrowed(store.sql("tasks-among"))
    return {row[0] for row in store.rows(sql, (store.listed(tasks), *seen.given))}


class Seen:
    """``given`` are the parameters of what is added to a statement, ``hidden`` the numbers of hidden SOPs."""

    __slots__ = ("_dialect", "given", "hidden", "shops")

    def __init__(self, database: Database, names: Names, sight: Sight) -> None:
        self._dialect = database.dialect
        self.shops = bool(sight.shops)
        self.given: tuple[Any, ...] = (database.listed(sorted(sight.shops)),) if sight.shops else ()
        self.hidden: frozenset[int] = frozenset()
        if sight.hidden:
            names.sop.read()
            self.hidden = frozenset(number for number, name in names.sop.items() if name in sight.hidden)

    def condition(self, of: str = "") -> str:
        """What rows have to be like, for after an AND; "" where everything is seen. ``of``: the table's
        alias with its dot."""
        found = [f"{of}shop IN (?...)"] if self.shops else []
        if self.hidden:  # our own numbers: no text of anybody's comes into a statement
            found.append(f"{of}sop_id NOT IN ({', '.join(map(str, sorted(self.hidden)))})")
        return translate(" AND ".join(found), self._dialect)

    def narrowed(self, sql: str) -> str:
        """A statement that reads the table of tasks, with the condition before its ORDER BY."""
        condition = self.condition()
        if not condition:
            return sql
        start, order, end = sql.rpartition("ORDER BY")
        return f"{start}{'AND' if 'WHERE' in start else 'WHERE'} {condition} {order}{end}"
