"""Messages are sent at least once, each under one key; what fails is tried again, and in the end given up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from delivery_shapes import HOUR, MINUTE, NOW, Obedient, Office, mail, notice, numbers, robot, write_notices

from engine.delivery.backoff import MOST, pause, rest
from engine.delivery.coming import coming
from engine.delivery.looking import listed, take_up
from engine.delivery.planning import plan
from engine.delivery.sending import GIVEN_UP, mark, send
from engine.notify.channel import Dead, Delivered, Message, Retry
from engine.store import Store
from engine.store.leases import LEASE, SKEW, Leases
from engine.store.outbox import Outbox

KEY = "0123456789abcdef0123456789abcdef"


def test_the_table_of_pauses() -> None:
    assert [pause(no, KEY) for no in range(1, 13)] == [
        28992, 59652, 114132, 234768, 497136, 928320, 1999872, 3582000, 3260520,
        3440880, 3367080, 3454560,
    ]  # fmt: skip
    plain = [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600]
    for no, seconds in enumerate(plain, start=1):
        lengths = {pause(no, f"{key:032x}") / 1000 / seconds for key in range(200)}
        assert 0.9 <= min(lengths) < 0.92, "jitter goes down to a tenth less"
        assert 1.08 < max(lengths) <= 1.1, "and up to a tenth more"
    assert [rest(no) for no in range(6)] == [0, 0, 0, 30_000, 60_000, 120_000]
    assert rest(100) == 3_600_000


def test_what_fails_is_tried_again_under_the_same_key_and_given_up_in_the_end(store: Store) -> None:
    ops = Obedient(answer=lambda _: Retry(None, "out of order"))
    office = Office(store, [robot()], ops=ops)
    (a,) = write_notices(store, notice(1, "role:warehouse"))
    plan(office.parts, office.now)
    waited = []
    for attempt in range(1, MOST + 1):
        found = send(office.parts, office.clock)
        assert (found.sent, found.later, found.dead) == (0, attempt < MOST, attempt == MOST)
        row = Outbox(store).messages([1])[0]
        waited.append(row.due - office.now)
        left_alone = max(rests(store))
        assert coming(office.parts, office.now) == (max(row.due, left_alone) if attempt < MOST else None)
        office.now = max(row.due, *(rest_ for rest_ in rests(store)))
    assert waited[:-1] == [pause(no, row.key) for no in range(1, MOST)]
    assert {one.key for one in ops.tried} == {row.key}
    assert (row.state, row.why, row.attempts) == ("dead", "out of order", MOST)
    assert [(each.no, each.answer) for each in Outbox(store).attempts([1])][-1] == (MOST, "dead")
    # Mended, and somebody wants it: again from the beginning, under the same key.
    ops.answer = None
    assert take_up(store, listed(store, None, "dead", 9), office.now) == 1
    office.now += 2 * HOUR
    assert send(office.parts, office.clock).sent == 1
    assert ([numbers(one) for one in ops.got], ops.got[0].key) == ([[a]], row.key)
    assert [one.state for one in listed(store, None, None, 9)] == ["sent"]
    assert take_up(store, listed(store, None, None, 9), office.now) == 0


def rests(store: Store) -> list[int]:
    return [0, *(row[1] for row in store.rows(store.sql("channels-known")))]


def test_what_somebody_has_is_worth_coming_back_for_when_they_must_be_dead(store: Store) -> None:
    office = Office(store, [robot()], ops=Obedient())
    write_notices(store, notice(1, "role:warehouse"))
    plan(office.parts, office.now)
    with store.writing():
        Leases(store, "dies").claim("ops", NOW, ())
    assert coming(office.parts, NOW) == NOW + LEASE
    assert coming(office.parts, NOW - 10 * HOUR) == NOW, "the clock was set back: nobody has it"
    with store.writing():
        store.database.run("UPDATE message SET lease_until = NULL, due = 9000000000000", ())
    assert coming(office.parts, NOW) == NOW


def test_a_worker_that_is_to_stop_stops_after_the_message_at_hand(store: Store) -> None:
    told: list[str] = []

    def slow(message: Message) -> Delivered:
        told.append(message.key)
        return Delivered()

    office = Office(store, [robot(), mail()], ops=Obedient(answer=slow), mail=Obedient(True, answer=slow))
    write_notices(store, notice(1, "everybody"))
    plan(office.parts, office.now)
    assert send(office.parts, office.clock, stopping=lambda: bool(told)).sent == 1
    assert len(told) == 1
    assert send(office.parts, office.clock).sent == 3
    assert len(set(told)) == 4


def test_what_a_channel_says_will_never_do_is_given_up_at_once(store: Store) -> None:
    ops = Obedient(answer=lambda _: Dead("wrong signature"))
    office = Office(store, [robot()], ops=ops)
    write_notices(store, notice(1, "role:warehouse"))
    plan(office.parts, office.now)
    assert send(office.parts, office.clock).dead == 1
    assert [(row.state, row.why) for row in Outbox(store).dead()] == [("dead", "wrong signature")]


def test_a_channel_that_is_out_of_order_holds_up_no_other_and_is_left_alone(store: Store) -> None:
    letters = Obedient(personal=True, answer=lambda _: Retry(None, "no connection", whole=True))
    ops = Obedient()
    office = Office(store, [mail(), robot()], mail=letters, ops=ops)
    write_notices(store, *(notice(no, "everybody") for no in range(1, 4)))
    plan(office.parts, office.now)
    found = send(office.parts, office.clock)
    assert (found.sent, len(ops.got), len(letters.tried)) == (1, 1, 1)
    assert coming(office.parts, office.now) == office.now + 30_000
    office.now += 29_000
    send(office.parts, office.clock)
    assert len(letters.tried) == 1
    letters.answer = None
    office.now += 10 * MINUTE
    assert send(office.parts, office.clock).sent == 3


def test_how_long_the_receiver_asks_for_is_how_long_it_gets(store: Store) -> None:
    ops = Obedient(answer=lambda _: Retry(10 * MINUTE, "too many", whole=True))
    office = Office(store, [robot()], ops=ops)
    write_notices(store, notice(1, "role:warehouse"))
    plan(office.parts, office.now)
    send(office.parts, office.clock)
    office.now += 10 * MINUTE - 1
    send(office.parts, office.clock)
    assert len(ops.tried) == 1
    office.now += 1
    send(office.parts, office.clock)
    assert len(ops.tried) == 2


def test_one_bad_address_does_not_stop_the_others_and_its_order_is_kept(store: Store) -> None:
    letters = Obedient(
        personal=True, limit=200,
        answer=lambda one: Retry(None, "mailbox full") if one.to == "li@example.com" else Delivered(),
    )  # fmt: skip
    office = Office(store, [mail()], mail=letters)
    write_notices(store, *(notice(no, "role:service", text="x" * 90) for no in range(1, 5)))
    plan(office.parts, office.now)
    send(office.parts, office.clock)
    assert {one.to for one in letters.got} == {"zhou@example.com"}
    assert len({one.key for one in letters.tried if one.to == "li@example.com"}) == 1, "the first one alone"
    letters.answer = None
    office.now += HOUR
    send(office.parts, office.clock)
    shown = [numbers(one) for one in letters.got if one.to == "li@example.com"]
    assert shown == sorted(shown)
    assert len(shown) > 1


def test_a_rate_is_kept_over_any_number_of_calls(store: Store) -> None:
    ops = Obedient(limit=120)
    office = Office(store, [robot(rates=((2, 1000), (5, MINUTE)))], ops=ops)
    write_notices(store, *(notice(no, "role:warehouse", text="x" * 60) for no in range(1, 13)))
    plan(office.parts, office.now)
    times: list[int] = []
    while Outbox(store).unsent():
        before = len(ops.got)
        send(office.parts, office.clock)
        again = coming(office.parts, office.now)
        times += [office.now] * (len(ops.got) - before)
        office.now = again if again is not None else office.now + 1000
    assert len(times) >= 12
    for most, within in ((2, 1000), (5, MINUTE)):
        assert all(later - earlier >= within for earlier, later in zip(times, times[most:], strict=False))
    assert times[-1] - times[0] <= (len(times) // 5 + 1) * MINUTE, "no slower than it has to be"
    assert all(first <= second for first, second in pairwise(times))


def test_a_lease_that_ran_out_is_taken_over_and_whoever_delivered_says_so(store: Store) -> None:
    office = Office(store, [robot()], ops=Obedient())
    write_notices(store, notice(1, "role:warehouse"))
    plan(office.parts, office.now)
    slow, quick = Leases(store, "slow"), Leases(store, "quick")
    with store.writing():
        first = slow.claim("ops", NOW, ()).message
        assert quick.claim("ops", NOW + LEASE - 1, ()).message is None
        second = quick.claim("ops", NOW + LEASE, ()).message
    assert first is not None
    assert second is not None
    assert (first.key, second.attempts) == (second.key, 2)
    with store.writing():  # too late: it is no longer the slow one's to put off or give up
        mark(slow, first, Retry(None, "timed out"), NOW + LEASE + 1)
        mark(slow, first, Dead("never"), NOW + LEASE + 2)
    (row,) = Outbox(store).messages([1])
    assert (row.state, row.lease_by) == ("waiting", "quick")
    with store.writing():  # but delivered is delivered
        mark(slow, first, Delivered(), NOW + LEASE + 3)
        mark(quick, second, Retry(None, "refused: seen before"), NOW + LEASE + 4)
    (row,) = Outbox(store).messages([1])
    assert (row.state, row.why) == ("sent", None)


def test_a_lease_holds_against_a_sender_whose_clock_is_behind(store: Store) -> None:
    """By a little: whoever asked what time it is and then waited for the database is behind, too."""
    office = Office(store, [robot()], ops=Obedient())
    write_notices(store, notice(1, "role:warehouse"))
    plan(office.parts, office.now)
    first, second, now = Leases(store, "first"), Leases(store, "second"), NOW + HOUR
    with store.writing():
        assert first.claim("ops", now, ()).message is not None
        for behind in (0, 1, 5_000, SKEW):
            assert second.claim("ops", now - behind, ()).message is None
        assert second.claim("ops", now - SKEW - 1, ()).message is not None, "set back: it is nobody's"


def test_a_message_that_whoever_sends_it_dies_of_is_given_up(store: Store) -> None:
    ops = Obedient()
    office = Office(store, [robot()], ops=ops)
    write_notices(store, notice(1, "role:warehouse"))
    plan(office.parts, office.now)
    for _ in range(MOST):
        with store.writing():
            assert Leases(store, "dies").claim("ops", office.now, ()).message is not None
        office.now += LEASE
    assert send(office.parts, office.clock).dead == 1
    assert (ops.tried, Outbox(store).dead()[0].why) == ([], GIVEN_UP)


def test_a_channel_that_breaks_is_no_reason_to_lose_anything(store: Store) -> None:
    def broken(_: object) -> Delivered:
        raise ZeroDivisionError

    ops = Obedient(answer=broken)
    office = Office(store, [robot()], ops=ops)
    write_notices(store, notice(1, "role:warehouse"))
    plan(office.parts, office.now)
    assert send(office.parts, office.clock).later == 1
    assert Outbox(store).messages([1])[0].why == "ZeroDivisionError"


@pytest.mark.parametrize(
    "jump", [-HOUR, 10 * 365 * 24 * HOUR], ids=["an hour back", "ten years ahead and back"]
)
def test_a_clock_that_jumps_keeps_nothing_from_being_sent(store: Store, jump: int) -> None:
    ops = Obedient(answer=lambda _: Retry(10 * MINUTE, "too many", whole=True))
    office = Office(store, [robot(rates=((20, MINUTE),), digest=MINUTE)], ops=ops)
    write_notices(store, notice(1, "role:warehouse"))
    office.now += MINUTE
    plan(office.parts, office.now)
    office.now += max(0, jump)
    send(office.parts, office.clock)
    office.now -= abs(jump)
    ops.answer = None
    write_notices(store, notice(2, "role:warehouse", at=office.now + HOUR))
    for _ in range(3):
        plan(office.parts, office.now)
        send(office.parts, office.clock)
        office.now += 24 * HOUR if jump < 0 else 30 * MINUTE
    assert len([number for one in ops.got for number in numbers(one)]) == 2


def test_texts_of_what_was_sent_can_be_pruned_and_keys_stay(store: Store) -> None:
    ops = Obedient()
    office = Office(store, [robot()], ops=ops)
    ids = write_notices(store, notice(1, "role:warehouse"))
    plan(office.parts, office.now)
    send(office.parts, office.clock)
    with store.writing():
        assert Outbox(store).prune(NOW) == 0
        assert Outbox(store).prune(NOW + 1) == 1
        assert Outbox(store).prune(NOW + 1) == 0
    (row,) = Outbox(store).messages([1])
    assert (row.key, row.body, row.state) == (ops.got[0].key, None, "sent")
    assert [one.message for one in Outbox(store).recipients(ids)] == [1]
    assert Outbox(store).attempts([1]) == []
