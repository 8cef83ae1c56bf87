"""Work lists: what is one's own, what may be taken, how much everybody has to do.

They read a page, whatever the table's size: an index gives the earliest due within a person, or within a set
of roles in a shop, so a list is put together from one page for each of those; there are a handful. Only what
is shown is then looked up in the tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from heapq import merge
from itertools import islice
from json import loads
from typing import TYPE_CHECKING, Any

from engine.model.record import Record
from engine.store.rows import TodoRow

if TYPE_CHECKING:
    from engine.store.database import Row
    from engine.store.store import Store

Place = tuple[int | None, int, int, int, int]
"""A visit's place in the order: due, rank, opened (ms UTC), task, number."""
LANE = 9
"""Where a row of ``work-line`` has the number of its lane."""
EVER = 2**62
MOST_COUNTED = 10_000
"""Counting what may be taken stops at so many for each set of roles in a shop: "10000+"."""


class Share(Record):
    """Whose work is looked for: that of who has ``roles`` in ``shops`` (none: all), or is named by the key
    ``person``."""

    person: str | None
    roles: frozenset[str]
    shops: frozenset[str] = frozenset()


def order(place: Place) -> Any:
    """By due, those without one last; then by rank, then by age."""
    return (place[0] is None, place[0] or 0, *place[1:])


class Worklists:
    """Reads of one store; may raise what its other methods may."""

    __slots__ = ("_store",)

    def __init__(self, store: Store) -> None:
        self._store = store

    def mine(
        self, person: str, shops: Collection[str], now: int, n: int, asleep: bool = False
    ) -> list[Place]:
        """The first ``n`` open visits that are this person's alone, in these shops (none: all). What was put
        off until after ``now`` is left out unless it is overdue, or ``asleep``."""
        seen = EVER if asleep else now
        given = (person, seen, seen, *self._shops(shops), n)
        return [tuple(row) for row in self._store.rows(self._store.sql("work-mine"), given)]

    def asleep(self, person: str, shops: Collection[str], now: int) -> int:
        """How many ``mine`` leaves out."""
        found: int = self._ask("work-asleep", person, now, now, *self._shops(shops))[0][0]
        return found

    def free(self, shares: Sequence[Share], n: int) -> list[tuple[Place, int]]:
        """The first ``n`` open visits that nobody has and one of the shares may take, with the number of the
        first share that may."""
        store = self._store
        asked = self._pairs(shares)
        sql = store.sql("work-free")
        pages = store.database.fetch_each([(sql, (*pair, n)) for pair in asked])
        tagged = [
            [(tuple(row), share) for row in page] for page, share in zip(pages, asked.values(), strict=True)
        ]
        return list(islice(merge(*tagged, key=lambda one: order(one[0])), n))

    def lines(self, places: Sequence[Place]) -> list[TodoRow]:
        """What a list says of these visits, in their order."""
        store = self._store
        sql = store.sql("work-line")
        found = store.database.fetch_each([(sql, place[3:]) for place in places])
        there = [(place, rows[0]) for place, rows in zip(places, found, strict=True) if rows]
        around = self._items(place[3] for place, row in there if row[LANE])
        return [self._line(place[3], place[4], row, around) for place, row in there]

    def everything(self, roles: frozenset[str], person: str | None, limit: int, offset: int) -> list[TodoRow]:
        """A page of what somebody may work on: their own and what nobody has, in one order."""
        own = [] if person is None else self.mine(person, (), EVER, limit + offset)
        free = [place for place, _share in self.free((Share(person, roles),), limit + offset)]
        return self.lines(list(islice(merge(own, free, key=order), offset, offset + limit)))

    def given(self, tasks: Iterable[int]) -> dict[int, tuple[str, dict[str, Any], dict[str, int]]]:
        """Task -> who started it, its data, and in which visit each value was given."""
        rows = self._ask("work-given", self._store.listed(tasks))
        return {id: (starter, loads(data), loads(origin)) for id, starter, data, origin in rows}

    def given_around(self, task: int, lane: int) -> tuple[dict[str, Any], dict[str, int]]:
        """The values that the items around a lane have for themselves, and in which visit each was given."""
        data: dict[str, Any] = {}
        origin: dict[str, int] = {}
        for _block, own, given in self._ask("work-lanes", task, lane, task, task):
            data.update(loads(own))
            origin.update(loads(given))
        return data, origin

    def blocks_around(self, task: int, lane: int) -> set[int]:
        """The visits of the blocks around a lane."""
        return {row[0] for row in self._ask("work-lanes", task, lane, task, task)}

    def voted(self, person: str, tasks: Iterable[int]) -> set[tuple[int, int]]:
        """(task, visit) for which a person has given a vote that counts."""
        return {(task, no) for task, no in self._ask("work-votes", person, self._store.listed(tasks))}

    def proved(self, tasks: Collection[int]) -> set[tuple[int, int, int]]:
        """(task, visit, line) for which there is something to show; nothing is asked for no task."""
        rows = self._ask("work-proofs", self._store.listed(tasks)) if tasks else []
        return {(task, visit, item) for task, visit, item in rows}

    def touched(self, person: str, tasks: Iterable[int]) -> set[int]:
        """Those of the tasks in which a person may have had a hand: the others need not be looked at."""
        wanted = self._store.listed(tasks)
        return {row[0] for row in self._ask("work-hands", person, wanted, wanted)}

    def load(self, person: str) -> int:
        """How many open visits are a person's."""
        found: int = self._ask("work-load", person)[0][0]
        return found

    def loads(self, now: int, shops: Collection[str] = ()) -> dict[str, tuple[int, int, int, int]]:
        """Person -> how many open visits are theirs in these shops (none: all), overdue, on hold, and put
        off; those who have any."""
        held: dict[str, int] = dict(self._ask("held-of-people", *self._shops(shops)))
        rows = self._ask("load-of-people", now, now, now, *self._shops(shops))
        return {name: (n, int(late), held.get(name, 0), int(asleep)) for name, n, late, asleep in rows}

    def counted(self, now: int, shops: Collection[str] = ()) -> dict[tuple[str, ...], tuple[int, int, bool]]:
        """Set of roles -> how many open visits of it nobody has in these shops (none: all), how many of
        those are overdue, and whether there are more than were counted (``MOST_COUNTED``)."""
        store, names = self._store, self._store.names
        names.role_set.read()
        pairs = [pair for pair in self._found(names.role_set) if not shops or pair[1] in shops]
        sql = store.sql("free-counted")
        found = store.database.fetch_each([(sql, (now, *pair, MOST_COUNTED + 1)) for pair in pairs])
        counts: dict[tuple[str, ...], tuple[int, int, bool]] = {}
        for (number, _shop), rows in zip(pairs, found, strict=True):
            roles = names.role_set[number]
            n, late, more = counts.get(roles, (0, 0, False))
            some, overdue = int(rows[0][0]), int(rows[0][1])
            more = more or some > MOST_COUNTED
            counts[roles] = (n + min(some, MOST_COUNTED), late + min(overdue, MOST_COUNTED), more)
        return counts

    def _pairs(self, shares: Sequence[Share]) -> dict[tuple[int, str], int]:
        """(set of roles, shop) -> the first share that may take what is there."""
        names = self._store.names
        names.role_set.read()
        wanted = [{*share.roles, share.person} for share in shares]
        fitting = {
            number: fits
            for number, roles in names.role_set.items()
            if (fits := [n for n, keys in enumerate(wanted) if not roles or not keys.isdisjoint(roles)])
        }
        asked: dict[tuple[int, str], int] = {}
        for number, shop in self._found(fitting):
            for share in fitting[number]:
                if not shares[share].shops or shop in shares[share].shops:
                    asked[number, shop] = share
                    break
        return asked

    def _found(self, numbers: Iterable[int]) -> list[tuple[int, str]]:
        """The sets of roles, each with every shop in which there is something to take."""
        return [(number, shop) for number, shop in self._ask("work-shops", self._store.listed(numbers))]

    def _line(self, task: int, no: int, row: Row, around: dict[tuple[int, int], Any]) -> TodoRow:
        (ref, sop, version, step, n, role_set, opened, due, shop, lane, assignee, rank, snoozed, people,
         ticks, na) = row  # fmt: skip
        names = self._store.names
        return TodoRow(
            task, ref, names.sop[sop], version, no, names.step[step], n, names.role_set[role_set], opened,
            due, shop, around.get((task, lane), ()) if lane else (),
            None if assignee is None else names.person[assignee], loads(people)[0] if people else None,
            -rank, snoozed, _numbers(ticks), _numbers(na), lane,
        )  # fmt: skip

    def _items(self, tasks: Iterable[int]) -> dict[tuple[int, int], Any]:
        """What is asked only for tasks that are in a lane."""
        wanted = set(tasks)
        if not wanted:
            return {}
        from engine.store.places import items_around

        return items_around(self._store.database, self._store.sql, wanted)

    def _shops(self, shops: Collection[str]) -> tuple[int, Any]:
        return (1 if shops else 0, self._store.listed(sorted(shops)))

    def _ask(self, statement: str, *given: Any) -> list[Row]:
        return self._store.rows(self._store.sql(statement), given)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(","))) if text else ()
