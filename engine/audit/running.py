"""Deadlines that run now, in pages, the earliest due first, and what is said with them. Reads only.

No task is loaded: a page is a read of the index of running clocks and a few reads by number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.audit.seen import narrow
from engine.audit.versions import FOLDER
from engine.model.actor import EVERYTHING, Sight
from engine.store.names import split_roles
from engine.store.places import Around, items_of

if TYPE_CHECKING:
    from engine.model.definition import Definition
    from engine.store import Store

PAGE = 1000
EVER = 1 << 62


class Whose(NamedTuple):
    """Which deadlines are asked for. ``person`` (a key) with ``roles``: those of steps that they may close,
    everybody's too; ``roles`` alone: those of steps of one of these roles; neither: all. ``sop``: one SOP's.
    ``sight`` is what whoever asks may see.
    """

    person: str | None = None
    roles: frozenset[str] | None = None
    sop: str | None = None
    sight: Sight = EVERYTHING

    def take(self, held: tuple[str, ...]) -> bool:
        """Whether a step of these roles (none: everybody's) is meant."""
        if self.roles is None:
            return True
        if self.person is not None:
            return not held or self.person in held or not self.roles.isdisjoint(held)
        return not self.roles.isdisjoint(held)


class Running(NamedTuple):
    """A running clock. Instants are ms UTC. ``visit`` is 0 for a deadline block, else ``n`` and ``lane`` are
    those of the visit. ``recorded`` is when this plan was written down, ``first`` the number of the first
    plan and ``plans`` how many there were. ``rung`` is when the next rung of its
    ladder is, where one is to come. ``mark`` is the
    hash of the task's first event. ``items`` are the (block, item) around the visit."""

    task: int
    no: int
    due: int
    limit: int | None
    sop: str
    step: str
    deadline: str
    visit: int
    n: int
    lane: int
    roles: tuple[str, ...]
    started: int
    recorded: int
    born_late: bool
    ref: str
    version: int
    mark: bytes
    first: int
    plans: int
    provisional: bool
    rung: int | None
    items: Around = ()


def pages(store: Store, whose: Whose, until: int = EVER, size: int = PAGE) -> Iterator[list[tuple[Any, ...]]]:
    """The bare rows (statement ``open-clocks``) of deadlines due before ``until``, a short transaction for
    each page: what changes meanwhile may be seen or not. Nothing for an unknown SOP. Raises StoreError."""
    sql = store.statements(FOLDER)
    with store.reading():
        sops = {name: number for number, name in store.rows(sql["audit-sops"])}
        names = store.rows(sql["audit-role-sets"])
    if whose.sop is not None and whose.sop not in sops:
        return
    sop = 0 if whose.sop is None else sops[whose.sop]
    listed = store.listed([number for number, held in names if whose.take(split_roles(held))])
    narrowed = 0 if whose.roles is None else 1
    statement, given = narrow(store, sql["open-clocks"], whose.sight)
    due, task, no = -EVER, 0, 0
    while True:
        with store.reading():
            rows = store.rows(statement, (due, task, no, until, sop, narrowed, *given, listed, size))
        if rows:
            yield rows
        if len(rows) < size:
            return
        due, task, no = rows[-1][:3]


def running(
    store: Store,
    whose: Whose,
    definition_of: Callable[[int], Definition],
    until: int = EVER,
    most: int = PAGE,
) -> tuple[list[Running], bool]:
    """At most ``most`` running deadlines, and whether there are more. Left out for a person are steps that
    they may not do because they did another one (``not_by``). Raises StoreError."""
    found: list[Running] = []
    for rows in pages(store, whose, until, min(PAGE, most + 1)):
        found += _allowed(store, whose, details(store, rows), definition_of)
        if len(found) > most:
            return found[:most], True
    return found, False


def details(store: Store, rows: list[tuple[Any, ...]]) -> list[Running]:
    """The bare rows of a page with what is said about them."""
    sql = store.statements(FOLDER)
    with store.reading():
        tasks = store.listed({row[1] for row in rows})
        called = {id: rest for id, *rest in store.rows(sql["open-tasks"], (tasks,))}
        chains = {tuple(row[:3]): row[3:] for row in store.rows(sql["open-chains"], (tasks,))}
        steps = {id: step for id, _, step in store.rows(sql["audit-steps"])}
        roles = {id: split_roles(held) for id, held in store.rows(sql["audit-role-sets"])}
        sops: dict[int, str] = dict(store.rows(sql["audit-sops"]))
        around = items_of(store, {row[1] for row in rows if row[13]})
    found = []
    for due, task, no, sop, step, deadline, visit, held, started, recorded, limit, born, n, lane in rows:
        if task not in called or (task, deadline, visit) not in chains:
            continue  # between the page and this it was taken away, which only a restore can do
        ref, version, mark = called[task]
        first, plans, provisional, rung = chains[task, deadline, visit]
        found.append(
            Running(
                task, no, due, limit, sops[sop], steps[step], deadline, visit, n or 0, lane or 0, roles[held],
                started, recorded, born == 1, ref, version, bytes(mark), first, plans, provisional == 1,
                rung, around.get((task, visit), ()) if visit else (),
            )
        )  # fmt: skip
    return found


def _allowed(
    store: Store, whose: Whose, found: list[Running], definition_of: Callable[[int], Definition]
) -> list[Running]:
    """Without what four eyes forbid the person."""
    if whose.person is None:
        return found

    def others(one: Running) -> tuple[str, ...]:
        step = definition_of(one.version).steps.get(one.step)
        return step.not_by if step is not None else ()

    guarded = {one.task for one in found if others(one)}
    if not guarded:
        return found
    did = _closed_by(store, whose.person, guarded)
    return [one for one in found if not any((one.task, step) in did for step in others(one))]


def _closed_by(store: Store, person: str, tasks: Iterable[int] | Collection[int]) -> set[tuple[int, str]]:
    sql = store.statements(FOLDER)["open-closers"]
    with store.reading():
        return {(task, step) for task, step in store.rows(sql, (person, store.listed(tasks)))}
