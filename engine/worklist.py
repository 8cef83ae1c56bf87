"""Somebody's work list: what is theirs, what they do for others who are away, and, apart, what they may take.

By due, so that what is overdue comes first, those without a due last; then by priority, then by age
(docs/decisions/0035). What four eyes or their own vote keep from them is not among what they may take; where
it is theirs already, it stands apart, to be given back. Lists import neither the kernel nor a definition, but
for the few tasks in which four eyes have to be asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import merge
from typing import TYPE_CHECKING, Any

from engine.model.record import Record
from engine.store.worklists import Share, Worklists, order

if TYPE_CHECKING:
    from engine.model.actor import Actor
    from engine.model.compiled import Asked
    from engine.registry import Registry
    from engine.store import Store, TodoRow
    from engine.store.worklists import Place

MINE, TAKE, BARRED = "mine", "take", "barred"
"""The sections of a work list."""
DOUBLINGS = 8
"""How often more is read where much of a page is kept from somebody."""


class Needs(Record):
    """What is still to be done before a step can be finished: lines to tick, lines to fill, those of both
    that may be asked for, depending on data, and those for which there is nothing to show yet; ``vote``: a
    vote of several people's."""

    ticks: tuple[Asked, ...] = ()
    values: tuple[Asked, ...] = ()
    maybe: tuple[Asked, ...] = ()
    proofs: tuple[Asked, ...] = ()
    vote: bool = False


class Line(Record):
    """One line of a work list. ``behalf`` is for whom it would be done; ``held``: it is on hold;
    ``provisional``: its due rests on a year whose holidays were not known."""

    row: TodoRow
    section: str
    behalf: str | None
    needs: Needs
    held: bool = False
    provisional: bool = False


class Worklist(Record):
    """A page of it. ``more``: the sections that go on. ``asleep``: how many were put off and are not
    shown."""

    lines: tuple[Line, ...]
    more: frozenset[str]
    asleep: int


Tagged = tuple["Place", str | None]
"""A visit's place, and for whom it would be done."""


def worklist(
    store: Store,
    registry: Registry,
    actor: Actor,
    now: int,
    limit: int,
    offset: int = 0,
    asleep: bool = False,
) -> Worklist:
    """A page of each section, as of ``now`` (ms UTC): after the first ``offset`` lines at most ``limit``.
    ``asleep``: with what was put off. What is barred stands with the page of what is mine."""
    lists, finder = Worklists(store), _Finder(store, registry, actor, now)
    with store.reading():
        own = finder.page(lambda n: _mine(lists, actor, now, n, asleep), limit + offset + 1, True)
        free = finder.page(lambda n: _free(lists, actor, n), limit + offset + 1, False)
        hidden = 0 if asleep else lists.asleep(actor.person, actor.shops, now)
        mine = [(row, behalf, MINE) for row, behalf, barred in own if not barred]
        take = [(row, behalf, TAKE) for row, behalf, _ in free]
        more = frozenset(name for name, rows in ((MINE, mine), (TAKE, take)) if len(rows) > limit + offset)
        shown = mine[offset : offset + limit]
        shown += [(row, behalf, BARRED) for row, behalf, barred in own if barred]
        shown += take[offset : offset + limit]
        return Worklist(tuple(finder.lines(shown)), more, hidden)


def to_take(store: Store, registry: Registry, actor: Actor, now: int, limit: int) -> list[Line]:
    """The first lines of what somebody may take and go on with at once: not what is on hold, and not what
    several people vote on, which is nobody's alone."""
    finder = _Finder(store, registry, actor, now)
    with store.reading():
        free = finder.page(lambda n: _free(Worklists(store), actor, n), limit, False, alone=True)
        return finder.lines([(row, behalf, TAKE) for row, behalf, _ in free[:limit]])


def _mine(lists: Worklists, actor: Actor, now: int, n: int, asleep: bool) -> list[Tagged]:
    pages: list[list[Tagged]] = [
        [(place, None) for place in lists.mine(actor.person, actor.shops, now, n, asleep)]
    ]
    for share in _shares(actor)[1:]:
        if share.person is not None:
            places = lists.mine(share.person, share.shops, now, n, asleep)
            pages.append([(place, share.person) for place in places])
    return list(merge(*pages, key=lambda one: order(one[0])))[:n]


def _free(lists: Worklists, actor: Actor, n: int) -> list[Tagged]:
    shares = _shares(actor)
    return [(place, shares[share].person if share else None) for place, share in lists.free(shares, n)]


def _shares(actor: Actor) -> list[Share]:
    """The actor's own right, then that of those for whom they stand in, the nearest first; in the shops that
    both work for."""
    shares = [Share(actor.person, actor.roles, actor.shops)]
    for one in actor.stands_in:
        shops = one.shops & actor.shops if one.shops and actor.shops else one.shops | actor.shops
        if shops or not (one.shops and actor.shops):
            shares.append(Share(one.person, one.roles, shops))
    return shares


class _Finder:
    """What a list looks up on its way, for one actor at one moment."""

    def __init__(self, store: Store, registry: Registry, actor: Actor, now: int) -> None:
        self._store, self._registry, self._actor, self._now = store, registry, actor, now
        self._lists = Worklists(store)
        self._roles = {one.person: one.roles for one in actor.stands_in}

    def page(
        self, read: Callable[[int], Sequence[Tagged]], n: int, own: bool, alone: bool = False
    ) -> list[tuple[TodoRow, str | None, bool]]:
        """The first ``n`` that are for the actor, each with for whom, and whether it is barred to them: such
        are left out unless they are theirs (``own``). ``alone``: without votes and holds."""
        asked = n
        for _ in range(DOUBLINGS):
            tagged = read(asked)
            rows = self._lists.lines([place for place, _ in tagged])
            paired = [(row, behalf) for row, (_, behalf) in zip(rows, tagged, strict=True)]
            barred = self._barred(paired)
            found = []
            for row, behalf in paired:
                if own and behalf is not None and row.behalf is not None:
                    continue  # what was delegated to somebody away is theirs to do, not their deputy's
                kept = (row.task, row.visit) in barred or (own and not self._may(row, behalf))
                if kept and not own:
                    continue
                found.append((row, row.behalf if own and behalf is None else behalf, kept))
            if alone:
                found = self._alone(found)
            if len(found) >= n or len(tagged) < asked:
                break
            asked *= 2
        return found

    def lines(self, shown: Sequence[tuple[TodoRow, str | None, str]]) -> list[Line]:
        """The lines, with what each still needs."""
        if not shown:
            return []
        store, lists = self._store, self._lists
        tasks = {row.task for row, _, _ in shown}
        held, guessed = store.pending.on_hold(tasks), store.pending.provisional(tasks)
        needs = self._needs([row for row, _, _ in shown])
        return [
            Line(row, section, behalf, need, _is_held(lists, row, held), (row.task, row.due) in guessed)
            for (row, behalf, section), need in zip(shown, needs, strict=True)
        ]

    def _may(self, row: TodoRow, behalf: str | None) -> bool:
        """Whether who has a visit holds a role of it still; who does it for another needs none."""
        person = behalf or self._actor.person
        roles = self._actor.roles if behalf is None else self._roles[behalf]
        return (
            row.behalf is not None
            or not row.roles
            or "" in row.roles
            or person in row.roles
            or not roles.isdisjoint(row.roles)
        )

    def _alone(self, found: list[tuple[TodoRow, str | None, bool]]) -> list[tuple[TodoRow, str | None, bool]]:
        held = self._store.pending.on_hold({row.task for row, _, _ in found}) if found else set()
        return [
            one
            for one in found
            if one[0].step not in self._registry.outline(one[0].version).voted
            and not _is_held(self._lists, one[0], held)
        ]

    def _barred(self, rows: Sequence[tuple[TodoRow, str | None]]) -> set[tuple[int, int]]:
        """(task, visit) that four eyes, or a vote that was given, keep from the actor."""
        outline, lists = self._registry.outline, self._lists
        found: set[tuple[int, int]] = set()
        voted = {row.task for row, _ in rows if row.step in outline(row.version).voted}
        if voted:
            for person in {self._actor.person, *(behalf for _, behalf in rows if behalf)}:
                found |= lists.voted(person, voted)
        apart = [(row, behalf) for row, behalf in rows if row.step in outline(row.version).apart]
        if apart:
            from engine.foureyes import kept_apart  # here and not above: most lists need no kernel

            found |= kept_apart(self._store, self._registry, self._actor, self._now, apart)
        return found

    def _needs(self, rows: Sequence[TodoRow]) -> list[Needs]:
        asked = [self._registry.outline(row.version) for row in rows]
        filled = {
            row.task
            for row, outline in zip(rows, asked, strict=True)
            if any(line.field for line in outline.asked.get(row.step, ()))
        }
        given = self._lists.given(filled) if filled else {}
        proved = self._lists.proved(
            {
                row.task
                for row, outline in zip(rows, asked, strict=True)
                if any(line.proof for line in outline.asked.get(row.step, ()))
            }
        )
        return [
            self._need(
                row, outline.asked.get(row.step, ()), given.get(row.task), proved, row.step in outline.voted
            )
            for row, outline in zip(rows, asked, strict=True)
        ]

    def _need(self, row: TodoRow, asked: Iterable[Asked], given: Any, proved: set[Any], vote: bool) -> Needs:
        _, data, origin = given or ("", {}, {})
        own: tuple[Mapping[str, Any], Mapping[str, int]] | None = None
        ticks: list[Asked] = []
        values: list[Asked] = []
        maybe: list[Asked] = []
        proofs: list[Asked] = []
        for line in asked:
            if line.no in row.na:
                continue
            if line.own and own is None:
                own = self._lists.given_around(row.task, row.lane)
            values_here, origins = own if line.own and own is not None else (data, origin)
            if line.field:
                done = values_here.get(line.field) is not None and origins.get(line.field, 0) in (
                    0,
                    row.visit,
                )
            else:
                done = line.no in row.ticks
            shown = not line.proof or (row.task, row.visit, line.no) in proved
            if line.maybe:
                maybe += [] if done and shown else [line]
                continue
            if not done:
                (values if line.field else ticks).append(line)
            if not shown:
                proofs.append(line)
        return Needs(tuple(ticks), tuple(values), tuple(maybe), tuple(proofs), vote)


def _is_held(lists: Worklists, row: TodoRow, held: set[tuple[int, int]]) -> bool:
    """Whether a visit is on hold: with its task, alone, or with a block around it."""
    if (row.task, 0) in held or (row.task, row.visit) in held:
        return True
    if not row.lane or all(task != row.task for task, _ in held):
        return False
    return any((row.task, block) in held for block in lists.blocks_around(row.task, row.lane))
