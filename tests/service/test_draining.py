"""What is queued is carried out in pages: with the same result as one after the other, whatever it is."""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from calling_shop import HOUR, Caller
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from service_shop import CLERK

from engine import draining, sweep
from engine.chunk import Chunk
from engine.model.commands import Advance, Call, Cancel, Command, Internal, Set, Start, Withdraw
from engine.publishing import check_documents, publish
from engine.queueing import queued

ORDER = """
sop: order
role: warehouse
ref: no
required: [no]
data: {no: text, area: {type: text, default: A}, mood: text, weight: integer, urgent: boolean, box: text}
steps:
  wave:
    due: 1h
    call: wave
    with: {area: = area}
    gather: orders
    get: {weight: weight}
    outcomes: {done: pack, lost: again}
  pack: {call: box, with: {box: = box}}
  again: {}
rules:
  late: {after: wave.overdue, set: {urgent: yes}, start: note, with: {about: = no}, notify: service, text: x}
  pushed: {after: urgent.set, when: urgent, set: {mood: bad}}
  angry: {after: mood.set, start: note, with: {about: = mood}}
"""
WAVE = """
sop: wave
role: warehouse
data: {orders: list, area: text, weight: integer, full: boolean}
steps: {collect: {outcomes: {done: end, lost: end.lost}}}
rules:
  third: {after: orders.set, when: len(orders) >= 3, set: {full: yes}, close: collect.done}
"""
BOX = """
sop: box
role: warehouse
unique: box
required: [box]
data: {box: text}
steps: [fill]
"""
NOTE = """
sop: note
role: warehouse
data: {about: text}
steps: {read: {call: nothing, when: about == "bad"}, keep: {}}
"""
NOTHING = "sop: nothing\nrole: warehouse\ndata: {a: text}\nsteps: [rest]\n"
REFUSING = NOTHING.replace("data: {a: text}", "required: [a]\ndata: {a: text}")

TABLES = dict.fromkeys(["task", "visit", "clock", "lane", "timer", "caller", "hold", "event"], "")
TABLES |= dict.fromkeys(["queue", "refusal", "notice"], "id")
"""What is compared, and what it stands in the order of, where that is a number of its own."""

COMMANDS = st.tuples(
    st.sampled_from(["start", "start", "mood", "cancel", "close"]), st.integers(1, 12), st.sampled_from("abc")
)
BULKS = st.lists(
    st.tuples(
        st.sampled_from(["bulk", "bulk", "bulk", "later", "patiently", "refusing", "allowing"]),
        st.lists(COMMANDS, min_size=4, max_size=12),
    ),
    min_size=4,
    max_size=10,
)
"""Bulks of commands, each (kind, task, value), with sweeps and publications between."""


class Abandoned(BaseException):
    """A page was not carried out as one."""


class Drawn(Caller):
    """A shop in which everything that was drawn is done; ids of commands are the same every time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.numbers = itertools.count(1)

    def id(self) -> bytes:
        return next(self.numbers).to_bytes(16, "big")

    def publish(self, text: str) -> None:
        publish(self.store, check_documents({"nothing.sop.yaml": text.encode()}), self.now, "wang")

    def command(self, kind: str, which: int, value: str) -> Command | None:
        """The command that was drawn; None where there is no such task. One may be cancelled in the bulk in
        which it was started."""
        if kind == "start":
            values = {"no": f"N{next(self.numbers)}", "area": "AB"[which % 2], "box": value}
            return Start(self.id(), "order", values)
        if kind == "cancel":
            return Cancel(self.id(), which, "no more")
        task = self.store.load(which)
        if task is None or task.ended is not None:
            return None
        if kind == "mood":
            return Set(self.id(), which, {"mood": value}) if task.sop == "order" else None
        work = [visit for visit in task.open_visits() if visit.kind == "work"]
        outcome = "lost" if value == "b" and work and work[0].step == "collect" else "done"
        return Advance(self.id(), which, work[0].no, outcome) if work else None

    def carry_out(self, what: str, drawn: Any) -> Any:
        """One of ``BULKS``; what a sweep said."""
        self.now += HOUR // 2
        if what in ("later", "patiently"):
            self.now += HOUR
            swept = sweep.sweep(self.service, sweep.Manner(patient=what == "patiently"))
            return swept.fired, swept.carried, swept.refused, swept.tasks
        if what in ("refusing", "allowing"):
            return self.publish(REFUSING if what == "refusing" else NOTHING)
        commands = [self.command(*one) for one in drawn]
        return len(list(self.service.run_many([one for one in commands if one is not None], CLERK)))

    def everything(self) -> dict[str, list[Any]]:
        """All that is on record, without the numbers that only say in which order it was written."""
        found = {}
        for table, order in TABLES.items():
            names = [row[1] for row in self.store.rows(f"PRAGMA table_info({table})") if row[1] != order]
            found[table] = self.store.rows(
                f"SELECT {', '.join(names)} FROM {table} ORDER BY {order or '1, 2'}"
            )
        return found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop before anything happened in it."""
    folder = tmp_path_factory.mktemp("drained")
    Caller(folder, ORDER, WAVE, BOX, NOTE, NOTHING).store.close()
    return folder


Carried = tuple[list[Any], dict[str, list[Any]]]


@pytest.fixture(scope="module")
def carried(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int, Any], Carried]:
    """Everything that was drawn, done with pages so long: what sweeps said, and what is on record then."""
    folder = tmp_path_factory.mktemp("drawn")
    in_transaction = draining._in_transaction

    def once(desk: Any, rows: Any) -> Any:
        try:
            return in_transaction(desk, rows)
        except Exception as error:
            raise Abandoned from error

    def run(page: int, bulks: Any) -> Carried:
        shutil.copyfile(empty / "calling.db", folder / "calling.db")
        shop = Drawn(folder)
        shop.store.rows("PRAGMA synchronous = OFF")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(draining, "PAGE", page)
            patch.setattr(sweep, "TRIED", page)
            patch.setattr(draining, "_in_transaction", once)
            said = [shop.carry_out(*bulk) for bulk in bulks]
        shop.sound()
        everything = shop.everything()
        shop.store.close()
        return said, everything

    return run


def compared(carried: Callable[[int, Any], Carried], bulks: Any, page: int) -> Counter[str]:
    """Pages of one row and longer ones lead to the same; what there was to compare."""
    said, everything = carried(1, bulks)
    assert carried(page, bulks) == (said, everything)
    return Counter(row[3] for row in everything["event"]) + Counter(row[-2] for row in everything["refusal"])


@given(BULKS, st.sampled_from([2, 3, 250]))
@settings(max_examples=15, deadline=None, derandomize=True)
def test_pages_lead_to_the_same_as_one_after_the_other(
    carried: Callable[[int, Any], Carried], bulks: Any, page: int
) -> None:
    compared(carried, bulks, page)


@pytest.mark.parametrize("page", [1, 250])
def test_what_a_page_did_so_far_decides_what_is_gathered_and_given_up(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(draining, "PAGE", page)
    shutil.copyfile(empty / "calling.db", tmp_path / "calling.db")
    shop = Drawn(tmp_path)
    shop.begin("order", no="A1", area="A")
    key = shop.task(2).gathers or ""
    commands: list[Internal] = [
        Withdraw(shop.id(), 0, 1, 1),  # its wave ends, so that the next call begins another
        Call(shop.id(), "wave", {"area": "A"}, 1, 1, 1, "orders", "A1", key),
        Withdraw(shop.id(), 0, 1, 1),
    ]
    with shop.store.writing():
        shop.store.pending.add(queued(shop.store.events(2)[0], commands, 1))
    assert draining.drain(shop.service.desk) == 3
    assert shop.places() == {1: "[wave]", 2: "end.cancelled", 3: "end.cancelled"}
    assert shop.store.pending.everything() == []
    shop.store.close()


def test_a_fault_takes_nothing_back_that_came_before_it(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(empty / "calling.db", tmp_path / "calling.db")
    shop, answer = Drawn(tmp_path), Chunk.answer

    def faulty(chunk: Chunk, command: Command) -> Any:
        return 1 / 0 if getattr(command, "values", {}) == {"area": "B"} else answer(chunk, command)

    monkeypatch.setattr(Chunk, "answer", faulty)
    starts = [Start(shop.id(), "order", {"no": no, "area": no[0]}) for no in ("A1", "B1", "A2")]
    with pytest.raises(ZeroDivisionError):
        list(shop.service.run_many(starts, CLERK))
    assert shop.places() == {1: "[wave]", 2: "[wave]", 3: "[wave]", 4: "collect"}
    assert [row.cause for row in shop.store.pending.fresh()] == [2, 3]
    monkeypatch.undo()
    assert sweep.sweep(shop.service).carried == 2
    assert shop.task(4).data["orders"] == ["A1", "A2"]
    shop.store.close()


@pytest.mark.soak
def test_pages_lead_to_the_same_many_times(carried: Callable[[int, Any], Carried]) -> None:
    counted: Counter[str] = Counter()

    @seed(20261122)
    @given(BULKS, st.sampled_from([2, 3, 7, 250]))
    @settings(max_examples=600, deadline=None, database=None)
    def many(bulks: Any, page: int) -> None:
        counted.update(compared(carried, bulks, page))

    many()
    print(f"seed 20261122: {dict(counted)}")
    assert all(counted[kind] > 50 for kind in ("call", "gather", "withdraw", "return", "act", "wake"))
    assert all(counted[code] > 50 for code in ("called-exists", "required-value"))
