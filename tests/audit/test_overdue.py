"""What the weekly audit counts. A week here is [100, 200); instants are small numbers for reading's sake."""

from __future__ import annotations

from ledger import kept, span, task

from engine.audit.overdue import audit
from engine.audit.rows import Audit
from engine.store import Store

START, END, NOW = 100, 200, 1000


def ask(
    store: Store, *tasks: object, as_of: int = NOW, known_at: int | None = None, **filters: object
) -> Audit:
    with kept(store, tasks):  # type: ignore[arg-type]
        return audit(store, START, END, as_of, known_at, **filters)  # type: ignore[arg-type]


def test_overdue_is_strictly_after_due(store: Store) -> None:
    on_time, late = task(1, span(90, 150, 150)), task(2, span(90, 150, 151))
    found = ask(store, on_time, late)
    assert [(row.task, row.late, row.state) for row in found.rows] == [(2, 1, "new")]


def test_the_first_instant_of_a_week_belongs_to_it_and_the_last_does_not(store: Store) -> None:
    found = ask(store, task(1, span(90, 100, 101)), task(2, span(90, 200, 201)))
    assert [row.task for row in found.rows] == [1]


def test_carried_over_was_due_before_the_week_and_had_not_ended_when_it_began(store: Store) -> None:
    ended_before, at_its_start, still_open = span(10, 50, 99), span(10, 50, 100), span(10, 50)
    found = ask(store, task(1, ended_before), task(2, at_its_start), task(3, still_open))
    assert [(row.task, row.state, row.late) for row in found.rows] == [
        (3, "carried", 950),
        (2, "carried", 50),
    ]


def test_open_at_the_end_of_the_week_whatever_came_later(store: Store) -> None:
    found = ask(store, task(1, span(90, 150, 199)), task(2, span(90, 150, 200)), task(3, span(90, 150)))
    assert {row.task: row.open_at_end for row in found.rows} == {1: False, 2: True, 3: True}
    assert found.total.open_at_end == 2


def test_as_of_an_instant_what_came_after_has_not_happened(store: Store) -> None:
    done_later = task(1, span(90, 150, 190))
    assert [(row.ended, row.late, row.person) for row in ask(store, done_later, as_of=170).rows] == [
        (None, 20, None)
    ]
    assert ask(store, done_later, as_of=150).rows == ()


def test_known_at_an_instant_what_was_written_down_after_is_not_known(store: Store) -> None:
    in_time = task(1, span(90, 150, 140, ended_recorded=300))
    assert [(row.ended, row.late) for row in ask(store, in_time, known_at=180).rows] == [(None, 30)]
    assert ask(store, in_time, known_at=300).rows == ()


def test_nothing_is_known_to_have_gone_on_past_what_is_known(store: Store) -> None:
    assert ask(store, task(1, span(90, 150)), known_at=160).rows[0].late == 10
    assert ask(store, task(1, span(90, 150)), known_at=160).as_of == 160


def test_done_in_time_and_written_down_after_due_is_listed_apart(store: Store) -> None:
    found = ask(store, task(1, span(90, 150, 140, ended_recorded=155)))
    assert found.total.overdue == 0
    assert [(row.task, row.person, row.ended, row.recorded, row.late) for row in found.recorded_late] == [
        (1, "小王", 140, 155, 5)
    ]
    assert found.recorded_late_in_all == 1


def test_born_late_is_listed_apart_and_nobodys_fault(store: Store) -> None:
    found = ask(store, task(1, span(120, 50, 130)))
    assert (found.rows, found.by_person) == ((), ())
    assert [(row.task, row.state, row.late) for row in found.born_late] == [(1, "new", 80)]
    assert found.born_late_in_all == 1


def test_what_was_born_late_after_the_week_is_not_of_the_week(store: Store) -> None:
    assert ask(store, task(1, span(250, 50, 260))).born_late == ()


def test_a_past_plan_survives_being_planned_anew(store: Store) -> None:
    old = span(90, 120, 130, why="replanned")
    found = ask(store, task(1, old, span(130, 500, 140)))
    assert [(row.due, row.late, row.why, row.person) for row in found.rows] == [(120, 10, "replanned", None)]


def test_void_and_cancelled_spans_are_late_up_to_their_end(store: Store) -> None:
    spans = span(90, 150, 160, why="void"), span(90, 150, 170, why="cancelled")
    found = ask(store, task(1, *spans))
    assert [(row.why, row.late) for row in found.rows] == [("cancelled", 20), ("void", 10)]


def test_breached_is_past_the_limit(store: Store) -> None:
    spans = span(90, 150, 160, limit=160), span(90, 150, 161, limit=160)
    assert [row.breached for row in ask(store, task(1, *spans)).rows] == [True, False]


def test_counts_by_sop_step_role_and_person(store: Store) -> None:
    both = ("lead", "warehouse")
    tasks = (
        task(1, span(90, 150, 160, limit=155)),
        task(2, span(90, 150, 180, roles=both, actor="小张"), span(10, 50)),
        task(3, span(90, 150, 170, step="write"), sop="listing"),
    )
    found = ask(store, *tasks, as_of=250)
    assert found.total._asdict() == {
        "name": "", "sop": "", "overdue": 4, "breached": 1, "new": 3, "carried": 1, "open_at_end": 1,
        "late": 260, "longest": 200,
    }  # fmt: skip
    assert [(one.name, one.overdue) for one in found.by_sop] == [("shipping", 3), ("listing", 1)]
    assert [(one.sop, one.name, one.overdue) for one in found.by_step] == [
        ("shipping", "pack", 3), ("listing", "write", 1),
    ]  # fmt: skip
    assert [(one.name, one.overdue) for one in found.by_role] == [("warehouse", 4), ("lead", 1)]
    assert [(one.name, one.overdue) for one in found.by_person] == [("小王", 2), ("", 1), ("小张", 1)]


def test_filters_narrow_what_counts(store: Store) -> None:
    tasks = (
        task(1, span(90, 150, 160)),
        task(2, span(90, 150, 170, roles=("lead",), actor="小张")),
        task(3, span(90, 150, 180), sop="listing"),
    )
    assert [row.task for row in ask(store, *tasks, sop="listing").rows] == [3]
    assert [row.task for row in ask(store, *tasks, role="lead").rows] == [2]
    assert [row.task for row in ask(store, *tasks, person="小王").rows] == [3, 1]
    assert ask(store, *tasks, sop="nothing").total.overdue == 0
    assert ask(store, *tasks, role="nobody").total.overdue == 0
    assert ask(store, *tasks, person="小李").total.overdue == 0


def test_a_short_list_counts_everything_all_the_same(store: Store) -> None:
    tasks = [task(number, span(90, 150, 150 + number)) for number in (1, 2, 3)]
    in_time = [task(number, span(90, 150, 140, ended_recorded=150 + number)) for number in (4, 5)]
    found = ask(store, *tasks, *in_time, most=1)
    assert [row.task for row in found.rows] == [3]
    assert [row.task for row in found.recorded_late] == [5]
    assert (found.total.overdue, found.recorded_late_in_all) == (3, 2)
    assert ask(store, *in_time, most=0).recorded_late_in_all == 2


def test_edges_count_what_happened_or_was_written_down_at_the_very_instant(store: Store) -> None:
    begun_as_asked = task(1, span(150, 50))
    assert [row.late for row in ask(store, begun_as_asked, as_of=150).born_late] == [100]
    assert ask(store, begun_as_asked, as_of=149).born_late == ()
    begun_as_the_week_ends = task(1, span(200, 50))
    assert ask(store, begun_as_the_week_ends).born_late == ()
    written_as_known = task(1, span(90, 150, started_recorded=180))
    assert [row.task for row in ask(store, written_as_known, known_at=180).rows] == [1]
    assert ask(store, written_as_known, known_at=179).rows == ()
    due_as_the_week_begins = task(1, span(90, 100, 100, ended_recorded=101))
    assert [row.task for row in ask(store, due_as_the_week_begins).recorded_late] == [1]


def test_as_of_an_instant_before_the_week_only_what_was_open_then_is_carried(store: Store) -> None:
    ended_between = task(1, span(10, 50, 90))
    assert [(row.state, row.late) for row in ask(store, ended_between, as_of=80).rows] == [("carried", 30)]
    assert ask(store, ended_between, as_of=95).rows == ()
