"""What is saved is what is loaded: tasks, events, documents, settings, refusals."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_shapes import T0, advance, life, start

from engine.model.task import Caller, Hold, Lane, Span, Task, Timer, Visit
from engine.store import Change, ConflictError, EventRow, RefusalRow, Store, open_store


def save(store: Store, *changes: Change) -> None:
    with store.writing():
        store.save(changes)


def test_a_task_is_loaded_as_it_was_saved_after_every_event(store: Store, place: str) -> None:
    for change in life(1):
        save(store, change)
        assert store.load(1) == change.after
        with open_store(place) as another:
            assert another.load(1) == change.after
    assert store.load(2) is None


def test_many_changes_of_many_tasks_in_one_save(store: Store) -> None:
    lives = [life(id) for id in range(1, 6)]
    save(store, *(change for one in lives for change in one))
    assert store.load_many([5, 4, 3, 2, 1, 99]) == {one[-1].after.id: one[-1].after for one in lives}
    assert list(store.load_many([5, 3, 1], lock=False)) == [1, 3, 5]
    assert [row.seq for row in store.events_of([1, 2])] == [1, 2, 3, 4, 5, 6] * 2
    assert store.load_many([]) == {}


def test_ticks_alone_and_data_alone(store: Store) -> None:
    first = start(1)
    save(store, first)
    task = first.after
    ticked = task._replace(visits=(task.visits[0]._replace(ticks=(2, 10), na=(3,)),), seq=2, head=b"2" * 32)
    save(store, Change(event_of(ticked), task, ticked))
    assert store.load(1) == ticked
    filled = ticked._replace(
        data={**ticked.data, "weight_kg": "31.5", "tags": ["急", "a,b"], "n": 3},
        origin={**ticked.origin, "weight_kg": 1},
        seq=3,
        head=b"3" * 32,
    )
    save(store, Change(event_of(filled), ticked, filled))
    assert store.load(1) == filled


def event_of(task: Task) -> EventRow:
    return EventRow(task.id, task.seq, 1, "x", None, None, "a", "b", "c", T0, T0, "{}", task.head, task.shop)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)
instants = st.integers(0, 2**42)
maybe = st.none() | instants
numbers = st.lists(st.integers(0, 99), max_size=3).map(tuple)
roles = st.lists(st.sampled_from(["warehouse", "service", "客服 主管", "lead"]), unique=True, max_size=3).map(
    tuple
)


kinds = st.sampled_from(["work", "parallel", "each", "call", "wait"])


@st.composite
def visits(draw: st.DrawFn, no: int) -> Visit:
    return Visit(
        no, draw(words), draw(st.integers(1, 9)), draw(roles), draw(instants), draw(instants),
        draw(st.integers(0, 3)), draw(kinds), draw(maybe), draw(numbers), draw(numbers), draw(maybe),
        draw(maybe), draw(st.none() | words), draw(st.none() | words), draw(st.none() | words),
        draw(st.none() | words),
    )  # fmt: skip


rungs = st.lists(st.tuples(st.integers(0, 2**45), st.integers(1, 9)), max_size=3).map(
    lambda some: tuple(sorted(some))
)


@st.composite
def spans(draw: st.DrawFn, no: int) -> Span:
    return Span(
        no, draw(words | st.just("")), draw(st.integers(0, 9)), draw(words), draw(roles), draw(instants),
        draw(instants), draw(maybe), draw(maybe), draw(st.integers(0, 9)), draw(st.booleans()),
        draw(st.booleans()), draw(maybe), draw(maybe), draw(st.none() | words), draw(st.none() | words),
        draw(rungs),
    )  # fmt: skip


def same_visit(old: Visit, new: Visit) -> Visit:
    """What a visit may become: all but where and when it was opened."""
    return new._replace(
        step=old.step, n=old.n, opened=old.opened, opened_recorded=old.opened_recorded, kind=old.kind
    )


def same_span(old: Span, new: Span) -> Span:
    """What a span may become: all but what began when."""
    return new._replace(
        deadline=old.deadline,
        visit=old.visit,
        step=old.step,
        started=old.started,
        started_recorded=old.started_recorded,
    )


values = st.dictionaries(
    words, words | instants | st.booleans() | st.lists(words | instants, max_size=2), max_size=3
)
items = st.none() | words | instants | st.dictionaries(words, words, max_size=2)


@st.composite
def lanes(draw: st.DrawFn, no: int) -> Lane:
    return Lane(
        no, draw(st.integers(1, 9)), draw(words), draw(instants), draw(instants), draw(items),
        draw(st.integers(0, 9)), draw(values), {}, draw(maybe), draw(maybe), draw(st.none() | words),
    )  # fmt: skip


@st.composite
def timers(draw: st.DrawFn, no: int) -> Timer:
    return Timer(
        no, draw(words), draw(words), draw(st.integers(0, 9)), draw(st.integers(0, 9)), draw(instants),
        draw(maybe), draw(maybe), draw(st.none() | words),
    )  # fmt: skip


@st.composite
def callers(draw: st.DrawFn, no: int) -> Caller:
    return Caller(no, draw(st.integers(1, 99)), draw(st.integers(0, 9)), draw(st.booleans()))


@st.composite
def holds(draw: st.DrawFn, no: int) -> Hold:
    return Hold(
        no, draw(st.integers(0, 9)), draw(st.none() | words), draw(maybe), draw(instants), draw(instants),
        draw(words), draw(maybe), draw(maybe),
    )  # fmt: skip


def same_part(old: Any, new: Any) -> Any:
    """What a lane, a timer, a caller or a hold may become: their first fields say what they are."""
    fixed = {Lane: 7, Timer: 6, Caller: 3, Hold: 7}[type(old)]
    return type(old)._make((*old[:fixed], *new[fixed:]))


def grown(draw: st.DrawFn, olds: tuple[Any, ...], new: Any) -> tuple[Any, ...]:
    """Parts a step later: each as it was or changed, and at times one more."""
    kept = tuple(draw(st.just(old) | new(old.no).map(partial(same_part, old))) for old in olds)
    return (*kept, draw(new(len(kept) + 1))) if draw(st.booleans()) else kept or olds


@st.composite
def tasks(draw: st.DrawFn) -> list[Task]:
    """One task in some states that follow each other, as wild as the types allow."""
    states = [
        Task(
            0,
            draw(words),
            draw(words),
            1,
            draw(words),
            draw(st.none() | words),
            draw(words),
            draw(instants),
            draw(instants),
            draw(values),
            {},
            (),
            (),
            1,
            b"\x00" * 32,
            lanes=grown(draw, (), lanes),
            timers=grown(draw, (), timers),
            callers=grown(draw, (), callers),
            holds=grown(draw, (), holds),
            depth=draw(st.integers(0, 32)),
            gathers=draw(st.none() | words),
        )
    ]
    for seq in range(2, 5):
        last = states[-1]
        kept = tuple(draw(st.just(old) | visits(old.no).map(partial(same_visit, old))) for old in last.visits)
        ran = tuple(draw(st.just(old) | spans(old.no).map(partial(same_span, old))) for old in last.clocks)
        states.append(
            last._replace(
                visits=(*kept, draw(visits(len(kept) + 1))),
                clocks=(*ran, draw(spans(len(ran) + 1))),
                data=draw(st.just(last.data) | values),
                ended=draw(maybe),
                end=draw(st.none() | words),
                lanes=grown(draw, last.lanes, lanes),
                timers=grown(draw, last.timers, timers),
                callers=grown(draw, last.callers, callers),
                holds=grown(draw, last.holds, holds),
                gathers=draw(st.just(last.gathers) | st.none() | words),
                arrived=draw(st.just(last.arrived) | st.none() | words),
                seq=seq,
                head=bytes([seq]) * 32,
            )
        )
    return states


@settings(derandomize=True, max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(states=tasks(), together=st.booleans())
def test_any_task_whatever_happened_to_it(store: Store, states: list[Task], together: bool) -> None:
    with store.writing():
        id = store.allocate()
        states = [
            state._replace(
                id=id,
                unique=state.unique and f"{state.unique}{id}",
                gathers=state.gathers and f"{state.gathers} {id}",
            )
            for state in states
        ]
        changes = [
            Change(event_of(after), before, after)
            for before, after in zip([None, *states[:-1]], states, strict=True)
        ]
        for group in [changes] if together else [[change] for change in changes]:
            store.save(group)
    assert store.load(id) == states[-1]
    assert store.load_many([id, 10**9]) == {id: states[-1]}


def test_what_a_task_was_cannot_become_something_else(store: Store) -> None:
    first = start(1)
    save(store, first)
    task = first.after
    other = task._replace(visits=(task.visits[0]._replace(step="pack"),))
    lost = task._replace(clocks=task.clocks[:1])
    for wrong, message in (
        (other, "task 1: visit 1 would become another visit"),
        (lost, "task 1 would lose a span of a clock"),
    ):
        with pytest.raises(ValueError, match=message), store.writing():
            store.save([Change(event_of(wrong._replace(seq=2)), task, wrong)])
    assert store.load(1) == task


def test_events_come_back_as_they_were(store: Store) -> None:
    changes = life(7)
    save(store, *changes)
    events = [change.event for change in changes]
    assert store.events(7) == events
    assert store.last_events([7, 8]) == {7: events[-1]}
    assert store.command(events[2].command_id or b"") == events[2]
    assert store.command(b"?" * 16) is None
    known = [event.command_id for event in events[:2] if event.command_id]
    assert store.commands([*known, b"?" * 16]) == dict(zip(known, events[:2], strict=True))
    assert store.task_ids(0, 10) == [7]
    assert store.task_ids(7, 10) == []


def test_events_without_a_command_may_be_many(store: Store) -> None:
    first = start(1)
    again = first.after._replace(seq=2, head=b"2" * 32)
    save(store, first, Change(event_of(again), first.after, again))
    third = again._replace(seq=3, head=b"3" * 32)
    save(store, Change(event_of(third), again, third))
    assert [row.command_id is None for row in store.events(1)] == [False, True, True]


def test_a_task_is_found_by_what_people_call_it(store: Store) -> None:
    plain = start(3)
    other = plain.after._replace(id=4, unique=None, ref=plain.after.ref)
    renamed = plain.after._replace(id=5, unique="U-5", ref="blue")
    events = [plain.event._replace(task=task.id, command_id=None) for task in (other, renamed)]
    save(store, plain, Change(events[0], None, other), Change(events[1], None, renamed))
    assert store.find_ref(plain.after.ref) == [3, 4]
    assert store.find_ref("blue") == [5]
    assert store.find_ref("U-5") == []
    assert store.find_unique("", "shipping", [plain.after.ref, "U-5", "?"]) == {plain.after.ref: 3, "U-5": 5}
    assert store.find_unique("another shop", "shipping", ["U-5"]) == {}
    assert store.find_unique("", "another", ["U-5"]) == {}


def test_numbers_are_given_out_once(store: Store) -> None:
    with store.writing():
        assert store.allocate(3) == 1
        assert store.allocate() == 4
        store.save([start(id) for id in (1, 2, 3, 4)])
    with store.writing():
        assert store.allocate(2) == 5
    with pytest.raises(RuntimeError, match="not in a transaction that writes"):
        store.allocate()


def test_a_second_of_what_there_may_be_one_is_a_conflict(store: Store) -> None:
    first = start(1)
    save(store, first)
    same_value = start(2, ref=first.after.ref)
    same_command = start(3)
    same_command = same_command._replace(event=same_command.event._replace(command_id=first.event.command_id))
    same_number = first._replace(event=first.event._replace(command_id=None))
    for change, what in ((same_number, "sequence"), (same_value, "unique"), (same_command, "command")):
        with pytest.raises(ConflictError) as conflict:
            save(store, change)
        assert conflict.value.what == what
    assert store.task_ids(0, 10) == [1]


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    def interrupted() -> None:
        with store.writing():
            store.save([start(1)])
            store.set_settings({"zone": "UTC"})
            store.refuse([refusal()])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (store.load(1), store.events(1), store.settings(), store.refusals(1)) == (None, [], {}, [])
    with store.writing(), pytest.raises(RuntimeError, match="already writing"), store.writing():
        pass
    with store.writing(), store.reading():
        store.save([start(1)])
    assert store.load(1) == start(1).after


def test_names_of_a_transaction_that_was_rolled_back_are_forgotten(store: Store) -> None:
    new_names = start(1)._replace(after=start(1).after._replace(starter="nobody"))
    with pytest.raises(ConflictError):
        save(store, new_names, start(2, ref=new_names.after.ref))
    others = start(1).after._replace(starter="somebody", sop="listing", visits=(), clocks=())
    save(store, Change(start(1).event, None, others))
    save(store, start(2))
    assert store.load(1) == others
    assert store.load(2) == start(2).after


def test_reading_sees_one_state(postgresql_place: str) -> None:
    """On SQLite the writer would wait for the reader to end."""
    with open_store(postgresql_place) as reader, open_store(postgresql_place) as writer:
        save(writer, start(1))
        with reader.reading():
            assert reader.task_ids(0, 10) == [1]
            save(writer, start(2))
            assert reader.task_ids(0, 10) == [1]
        assert reader.task_ids(0, 10) == [1, 2]


def test_publishing_the_same_content_again_is_nothing_new(store: Store) -> None:
    def publish(hash: bytes, name: str = "shipping", source: str = "sop: shipping") -> tuple[int, int, bool]:
        row, is_new = store.publish("sop", name, source, "{}", 1, hash, T0, "小王")
        return row.id, row.no, is_new

    assert publish(b"a" * 32) == (1, 1, True)
    assert publish(b"a" * 32, source="sop: shipping # said otherwise") == (1, 1, False)
    assert publish(b"b" * 32)[1:] == (2, True)
    assert publish(b"a" * 32)[1:] == (3, True)
    assert publish(b"a" * 32, name="listing")[1:] == (1, True)
    current = store.document("sop", "shipping")
    assert current is not None
    assert (current.no, current.hash, current.source, current.published) == (
        3,
        b"a" * 32,
        "sop: shipping",
        T0,
    )
    assert store.document_by_id(current.id) == current
    assert [row.no for row in store.history("sop", "shipping")] == [1, 2, 3]
    assert [(row.name, row.no) for row in store.documents("sop")] == [("listing", 1), ("shipping", 3)]
    assert (store.document("team", "shipping"), store.document_by_id(99), store.documents("team")) == (
        None,
        None,
        [],
    )


def test_settings(store: Store) -> None:
    store.set_settings({"zone": "Asia/Shanghai", "lang": "zh"})
    store.set_settings({"lang": "en"})
    assert store.settings() == {"lang": "en", "zone": "Asia/Shanghai"}


def refusal(task: int | None = 1) -> RefusalRow:
    return RefusalRow("", task, b"r" * 16, "advance", "小王", None, "wang", T0, "missing", '{"reasons":[]}')


def test_refusals_stand_outside_of_the_chain(store: Store) -> None:
    store.refuse([refusal(), refusal(None), refusal()])
    rows = store.refusals(1)
    assert [row._replace(id=None) for row in rows] == [refusal(), refusal()]
    assert [row.id for row in rows] == [1, 3]


def test_a_visit_that_somebody_else_closed_meanwhile(store: Store, place: str) -> None:
    first = start(1)
    save(store, first)
    with open_store(place) as other:
        save(other, advance(first.after))
    with pytest.raises(ConflictError) as conflict:
        save(
            store,
            advance(first.after, after=2)._replace(
                event=advance(first.after).event._replace(command_id=None)
            ),
        )
    assert conflict.value.what == "sequence"
