"""What people left at tasks, and what a person has: read back as it was, on both databases."""

from __future__ import annotations

from store_shapes import T0, event, start

from engine.model.task import Note, Task, Visit
from engine.store import Change, Store
from engine.store.sharing import Sharing

NOTES = (
    Note(1, 1, 2, "evidence", "照片/a'b.jpg", "ab" * 32, 0, "小王", T0, T0),
    Note(2, 1, 3, "na", "没有\n道具", "", None, "周强", T0 - 1, T0),
    Note(3, 0, 0, "attachment", "https://example.com/?a=1&b=%", "", None, "小王", T0, T0),
)


def changed(task: Task, **parts: object) -> Change:
    after = task._replace(**parts, seq=task.seq + 1, head=bytes([task.seq]) * 32)  # type: ignore[arg-type]
    return Change(
        event(task, task.id, "attach", [], T0)._replace(seq=after.seq, hash=after.head), task, after
    )


def save(store: Store, *changes: Change) -> None:
    with store.writing():
        store.save(list(changes))


def test_notes_come_back_as_they_were_and_a_line_may_get_another_number(store: Store) -> None:
    first = start(1)
    left = changed(first.after, notes=NOTES)
    save(store, first, left)
    with store.reading():
        assert store.load(1) == left.after
        assert store.load_many([1])[1].notes == NOTES
    moved = changed(left.after, notes=(NOTES[0]._replace(item=5), *NOTES[1:]))
    save(store, moved)
    with store.reading():
        assert store.load(1) == moved.after


def has(task: Task, assignee: str | None, behalf: str | None = None) -> Change:
    visit: Visit = task.visits[0]._replace(assignee=assignee, behalf=behalf)
    return changed(task, visits=(visit, *task.visits[1:]))


def test_what_a_person_has_and_what_is_done_for_them(store: Store) -> None:
    begun = [start(no) for no in range(1, 8)]
    save(store, *begun)
    tasks = [one.after for one in begun]
    given = [
        has(tasks[0], "何亮"),
        has(tasks[1], "何亮亮"),
        has(tasks[2], "周强", "何亮"),
        has(tasks[3], "周强", '何"亮'),
        has(tasks[4], "何亮", "周强"),
        has(tasks[5], None),
    ]
    save(store, *given)
    with store.reading():
        assert Sharing(store).visits_of("何亮") == [(1, 1), (3, 1), (5, 1)]
        assert Sharing(store).visits_of("周强") == [(3, 1), (4, 1), (5, 1)]
        assert Sharing(store).visits_of('何"亮') == [(4, 1)]
        assert Sharing(store).visits_of("何") == []
        assert Sharing(store).visits_of("小王") == []
    closed = given[0].after.visits[0]._replace(closed=T0, closed_recorded=T0, outcome="done", actor="何亮")
    save(store, changed(given[0].after, visits=(closed,)))
    with store.reading():
        assert Sharing(store).visits_of("何亮") == [(3, 1), (5, 1)]
