"""The clock is set back an hour, and forward ten years: nothing is lost, order is kept, and it is said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from calling_shop import HOUR, MINUTE, Caller
from service_shop import CLERK, NOW
from test_calls import PARCEL, SPLIT

from engine.app import App
from engine.heartbeat import last_swept
from engine.model.commands import Advance, Comment, Set
from engine.model.refusals import Refusal
from engine.rounds import Round, make_round
from engine.sweep import sweep

DAY = 24 * HOUR
YEAR = 365 * DAY
WAITS = """
sop: waits
role: warehouse
data: {note: text, n: {type: integer, default: 0}}
steps:
  think: {due: 2h}
  pay: {wait: {signal: paid, until: 2h}, outcomes: {done: pack, timeout: end.lost}}
  pack: {}
rules:
  late: {after: think.overdue, set: {note: late}}
  daily: {every: 1 day, set: {n: = n + 1}}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Caller]:
    made = Caller(tmp_path, PARCEL, SPLIT, WAITS)
    yield made
    made.store.close()


def in_order(shop: Caller) -> None:
    """In every task, what was recorded later was not recorded as earlier, and nothing happened after that;
    no step was closed before it was opened; and the rows are what the events say."""
    for id in shop.store.task_ids(0, 1000):
        rows = shop.store.events(id)
        assert all(before.recorded <= after.recorded for before, after in pairwise(rows))
        assert all(row.happened <= row.recorded for row in rows)
        for visit in shop.task(id).visits:
            assert visit.closed is None or visit.opened <= visit.closed
    shop.sound()


def swept(shop: Caller) -> Round:
    found = make_round(shop.service)
    assert isinstance(found, Round), found
    return found


def test_a_step_is_closed_by_a_clock_that_was_set_back_to_before_it_was_opened(shop: Caller) -> None:
    shop.begin("waits")
    shop.now -= HOUR
    shop.do(1, "think")
    first, second = shop.store.events(1)
    assert (first.recorded, second.recorded, second.happened) == (NOW, NOW, NOW)
    assert shop.service.desk.behind == HOUR
    in_order(shop)


def test_what_leaves_no_trace_in_the_task_is_followed_too(shop: Caller) -> None:
    shop.begin("waits")
    shop.now += HOUR
    shop.service.run(Set(shop.id(), 1, {"note": "seen"}), CLERK)
    shop.now -= 30 * MINUTE
    for text in ("one", "two"):
        shop.service.run(Comment(shop.id(), 1, text), CLERK)
    assert [row.recorded for row in shop.store.events(1)] == [NOW] + 3 * [NOW + HOUR]
    in_order(shop)


def test_two_commands_of_one_transaction_keep_their_order(shop: Caller) -> None:
    shop.begin("waits")
    shop.now -= HOUR
    many = [Comment(shop.id(), 1, "one"), Advance(shop.id(), 1, 1, "done"), Comment(shop.id(), 1, "two")]
    assert all(not isinstance(answer, Refusal) for answer in shop.service.run_many(many, CLERK))
    in_order(shop)


def test_other_tasks_go_by_the_clock_as_it_is(shop: Caller) -> None:
    shop.begin("waits")
    shop.now -= HOUR
    shop.begin("waits")
    assert [shop.task(id).started for id in (1, 2)] == [NOW, NOW - HOUR]


def test_a_task_that_is_called_is_not_recorded_before_the_call(shop: Caller) -> None:
    """The clock is set back between a command and what it leads to."""
    times = iter([NOW, *[NOW - HOUR] * 1000])
    shop.service.desk.clock = lambda: next(times)
    shop.begin("split", parcels=["P1", "P2"])
    assert len(shop.places()) == 3
    caller = shop.store.events(1)[0]
    for id in (2, 3):
        assert shop.store.events(id)[0].recorded >= caller.recorded
    in_order(shop)


def test_the_way_back_from_ten_years_ahead_loses_nothing(shop: Caller) -> None:
    """Who worked meanwhile worked in 2036, as the record says; everybody else never noticed."""
    for _ in range(3):
        shop.begin("waits")
    shop.now += 10 * YEAR
    shop.do(1, "think")
    far = shop.now
    shop.now = NOW + MINUTE
    shop.do(2, "think")
    shop.service.run(Comment(shop.id(), 1, "what year is it?"), CLERK)
    assert [row.recorded for row in shop.store.events(1)[-2:]] == [far, far]
    assert shop.store.events(2)[1].recorded == NOW + MINUTE
    in_order(shop)
    shop.now = NOW + 3 * HOUR
    round = swept(shop)
    assert sorted(round.swept.tasks) == [2, 3], "the wait of the first one begins in 2036"
    assert shop.places() == {1: "[pay]", 2: "end.lost", 3: "think"}
    assert shop.task(3).data["note"] == "late"
    in_order(shop)


def test_what_fired_ten_years_ahead_stays_on_record_and_fires_no_more(shop: Caller) -> None:
    shop.begin("waits")
    shop.now += 10 * YEAR
    assert sweep(shop.service).fired == 2, "it was overdue, and the day was over"
    before = shop.store.events(1)
    assert [row.kind for row in before] == ["start", "wake", "act", "wake", "act"]
    shop.now = NOW + HOUR
    assert sweep(shop.service).fired == 0
    shop.do(1, "think")
    assert shop.store.events(1)[: len(before)] == before
    assert shop.store.events(1)[-1].recorded == NOW + 10 * YEAR
    in_order(shop)


def test_of_a_task_recorded_ten_years_ahead_nothing_fires_before_its_time(shop: Caller) -> None:
    """Its next day is over by its own record, but not by the clock."""
    shop.begin("waits")
    shop.now += 10 * YEAR
    shop.service.run(Comment(shop.id(), 1, "what year is it?"), CLERK)
    shop.now = NOW + 3 * HOUR
    assert sweep(shop.service).fired == 1, "overdue; the day is not over"
    assert [timer.kind for timer in shop.task(1).timers if timer.ended is None] == ["every"]
    shop.now = NOW + DAY
    assert sweep(shop.service).fired == 1
    in_order(shop)


def test_a_clock_that_is_years_late_is_not_believed(shop: Caller) -> None:
    shop.begin("waits")
    assert swept(shop).swept.fired == 0
    assert last_swept(shop.store.settings()) == NOW
    shop.now += 10 * YEAR
    doubt = make_round(shop.service)
    assert doubt == Refusal("clock-ahead", {"now": shop.now, "at": NOW})
    assert last_swept(shop.store.settings()) == NOW
    shop.service.run(Comment(shop.id(), 1, "at work in 2036"), CLERK)
    assert make_round(shop.service) == doubt, "whoever works then proves nothing"
    assert len(shop.store.events(1)) == 2
    sure = make_round(shop.service, sure=True)
    assert isinstance(sure, Round)
    assert sure.swept.fired == 2
    assert swept(shop).swept.fired == 0, "from here on it is believed"


def test_a_first_sweep_believes_what_is_on_record(shop: Caller) -> None:
    shop.begin("waits")
    shop.now = NOW + 366 * DAY + 1
    assert make_round(shop.service) == Refusal("clock-ahead", {"now": shop.now, "earliest": NOW})
    shop.now = NOW + 366 * DAY
    assert isinstance(make_round(shop.service), Round)


def test_a_sweep_says_by_how_much_its_clock_is_behind(shop: Caller) -> None:
    shop.begin("waits")
    assert swept(shop).behind == 0
    shop.now -= HOUR
    assert swept(shop).behind == HOUR
    assert swept(shop).behind == 0, "it is the clock now"
    shop.now -= 30_000
    assert swept(shop).behind == 0, "two machines never agree"


def test_a_question_asked_by_a_clock_that_was_set_back(shop: Caller) -> None:
    shop.begin("waits")
    app = App(shop.store, "wang", clock=lambda: NOW - HOUR)
    app._actor = CLERK
    assert app.context(shop.task(1)).recorded == NOW
