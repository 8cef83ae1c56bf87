"""The audit's SQL and a plain reading of the tasks give the same, whatever the spans and the question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger import kept, span, task
from oracle import late_spans

from engine.audit.overdue import audit
from engine.audit.rows import AuditRow
from engine.model.task import Span, Task
from engine.store import Store

INSTANT = st.integers(0, 30)
LATER = st.integers(0, 15)


@st.composite
def spans(draw: Callable[..., object]) -> Span:
    started = draw(INSTANT)
    due = draw(st.none() | INSTANT)
    ended = draw(st.none() | LATER.map(lambda more: started + more))
    limit = draw(st.none() | LATER.map(lambda more: None if due is None else due + more))
    given: dict[str, object] = {
        "started_recorded": started + draw(st.just(0) | LATER),
        "limit": limit,
        "step": draw(st.sampled_from(["pack", "ship"])),
        "roles": draw(st.sampled_from([("warehouse",), ("lead", "warehouse"), ()])),
        "deadline": draw(st.sampled_from(["", "dispatch"])),
    }
    if ended is not None:
        given["ended_recorded"] = max(ended, given["started_recorded"]) + draw(st.just(0) | LATER)
        given["why"] = draw(st.sampled_from(["closed", "closed", "void", "cancelled", "replanned"]))
        given["actor"] = draw(st.sampled_from(["小王", "小张"]))
    return span(started, due, ended, **given)


TASKS = st.lists(st.lists(spans(), min_size=1, max_size=4), min_size=1, max_size=5).map(
    lambda lists: [
        task(number, *given, sop="shipping" if number % 2 else "listing")
        for number, given in enumerate(lists, 1)
    ]
)
QUESTION = st.tuples(INSTANT, st.integers(1, 20), st.integers(0, 60), st.none() | st.integers(0, 60))
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "sop": st.sampled_from(["shipping", "nothing"]),
        "role": st.sampled_from(["lead", "warehouse"]),
        "person": st.sampled_from(["小王", "小张"]),
    },
)


def same_as_the_oracle(
    store: Store,
    tasks: list[Task],
    question: tuple[int, int, int, int | None],
    filters: dict[str, str],
) -> None:
    start, length, as_of, known_at = question
    with kept(store, tasks):
        found = audit(store, start, start + length, as_of, known_at, **filters)
    counted, born_late, recorded_late = (
        sorted(filter(lambda row: passes(row, filters), rows))
        for rows in late_spans(tasks, start, start + length, as_of, known_at)
    )
    assert sorted(found.rows) == counted
    assert sorted(found.born_late) == born_late
    assert sorted(found.recorded_late) == recorded_late
    assert (found.born_late_in_all, found.recorded_late_in_all) == (len(born_late), len(recorded_late))
    total = found.total
    assert (total.overdue, total.late) == (len(counted), sum(row.late for row in counted))
    assert total.breached == sum(row.breached for row in counted)
    assert total.open_at_end == sum(row.open_at_end for row in counted)
    assert total.new == sum(row.state == "new" for row in counted)
    for one in found.by_step:
        members = [row for row in counted if (row.sop, row.step) == (one.sop, one.name)]
        assert (one.overdue, one.longest) == (len(members), max(row.late for row in members))
    for one in found.by_role:
        assert one.overdue == sum(one.name in (row.roles or ("",)) for row in counted)
    for one in found.by_person:
        assert one.overdue == sum(one.name == (row.person or "") for row in counted)
    assert sum(one.overdue for one in found.by_person) == total.overdue


def passes(row: AuditRow, filters: dict[str, str]) -> bool:
    return (
        filters.get("sop") in (None, row.sop)
        and (filters.get("role") is None or filters["role"] in row.roles)
        and filters.get("person") in (None, row.person)
    )


@settings(
    derandomize=True,
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(TASKS, QUESTION, FILTERS)
def test_the_audit_is_what_the_tasks_say(
    store: Store,
    tasks: list[Task],
    question: tuple[int, int, int, int | None],
    filters: dict[str, str],
) -> None:
    same_as_the_oracle(store, tasks, question, filters)


@pytest.mark.soak
@settings(max_examples=5000, deadline=None, print_blob=True)
@given(TASKS, QUESTION, FILTERS)
def test_the_audit_is_what_the_tasks_say_at_length(
    store: Store,
    tasks: list[Task],
    question: tuple[int, int, int, int | None],
    filters: dict[str, str],
) -> None:
    same_as_the_oracle(store, tasks, question, filters)
