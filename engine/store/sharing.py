"""Whose open visits are, counted; and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json import dumps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.store.store import Store


class Sharing:
    """What a store says of how work is shared."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load(self) -> dict[str, int]:
        """Person -> how many open visits are theirs."""
        return dict(self._store.rows(self._store.sql("assigned-open")))

    def turns(self, sop: str, shop: str) -> dict[str, str]:
        """Step -> who got it last, of an SOP in a shop."""
        return dict(self._store.rows(self._store.sql("turns"), (sop, shop)))

    def keep_turns(self, sop: str, shop: str, given: Mapping[str, str]) -> None:
        """Write down who got a step last; in a transaction that writes."""
        rows = [(sop, step, shop, person) for step, person in given.items()]
        self._store.database.run_many(self._store.sql("turn-put"), rows)

    def visits_of(self, person: str) -> list[tuple[int, int]]:
        """The open visits that a person has, and those that somebody does for them: (task, no), in order."""
        behalf = f"[{dumps(person, ensure_ascii=False)},"
        rows = self._store.rows(self._store.sql("open-of-person"), (person, len(behalf), behalf))
        return [(task, no) for task, no in rows]

    def holders(self, tasks: Iterable[int]) -> dict[int, list[str]]:
        """Task -> who has an open step of it, each person once."""
        found: dict[int, list[str]] = {}
        for task, person in self._store.rows(self._store.sql("holders-of"), (self._store.listed(tasks),)):
            people = found.setdefault(task, [])
            if person not in people:
                people.append(person)
        return found
