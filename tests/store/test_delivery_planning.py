"""From notices to messages: whom, through which channel, in which message; on both databases."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from delivery_shapes import (
    HOUR,
    MINUTE,
    NOW,
    ZONE,
    Obedient,
    Office,
    mail,
    notice,
    numbers,
    robot,
    write_notices,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.delivery.coming import coming
from engine.delivery.planning import plan, whereto
from engine.delivery.sending import send
from engine.delivery.ways import Route, ways_of
from engine.publishing import check_documents, publish
from engine.store import Store, open_store
from engine.store.outbox import EXPIRED, NOBODY, Outbox


def deliver(office: Office) -> tuple[Any, Any]:
    return plan(office.parts, office.now), send(office.parts, office.clock)


def test_a_person_with_three_roles_is_told_once_and_a_group_gets_one_message(store: Store) -> None:
    ops, letters = Obedient(), Obedient(personal=True)
    office = Office(store, [robot(), mail()], ops=ops, mail=letters)
    write_notices(store, notice(12, "role:warehouse", "role:service", "role:director", "person:老周"))
    planned, sent = deliver(office)
    assert (planned.addressed, planned.messages, sent.sent) == (1, 4, 4)
    (group,) = ops.got
    assert [one.person for one in group.mentions] == ["小王", "老周", "小李"]
    assert [one.handle for one in group.mentions] == ["13800001111", "", ""]
    assert sorted((one.to, one.lang) for one in letters.got) == [
        ("li@example.com", "en"), ("wang@example.com", "zh"), ("zhou@example.com", "zh"),
    ]  # fmt: skip


def test_forty_notices_are_one_message_grouped_by_task(store: Store) -> None:
    ops = Obedient()
    office = Office(store, [robot()], ops=ops)
    ids = write_notices(store, *(notice(no % 4 + 1, "role:warehouse", text=f"look {no}") for no in range(40)))
    deliver(office)
    (message,) = ops.got
    assert [section.head for section in message.sections] == [
        "T-1 1001 · shipping", "T-2 1002 · shipping", "T-3 1003 · shipping", "T-4 1004 · shipping"
    ]  # fmt: skip
    assert sorted(numbers(message)) == sorted(ids)
    assert message.title == "提醒：4 个任务"
    assert message.sections[0].command == "sop show T-1"


def test_what_says_the_same_is_said_once_with_how_often(store: Store) -> None:
    ops = Obedient()
    office = Office(store, [robot()], ops=ops)
    ids = write_notices(store, *(notice(1, "role:warehouse", text="still not packed") for _ in range(3)))
    deliver(office)
    (item,) = ops.got[0].sections[0].items
    assert item == (ids[-1], ("still not packed", "已提醒 3 次"))
    assert {row.message for row in Outbox(store).recipients(ids)} == {1}


def test_the_first_route_that_fits_says_where_else_the_default(store: Store) -> None:
    ops, boss, rest = Obedient(), Obedient(), Obedient()
    office = Office(store, [robot("ops"), robot("boss"), robot("rest")], ops=ops, boss=boss, rest=rest)
    office.route(
        Route(("boss",), role=("director",)),
        Route(("boss", "ops"), about=("rung",), sop=("shipping",)),
        Route(("ops",), role=("warehouse",)),
        default=("rest",),
    )
    a, b, c, d = write_notices(
        store,
        notice(1, "role:warehouse"),
        notice(2, "role:service"),
        notice(3, "role:warehouse", kind="rung"),
        notice(4, "person:老周"),
    )
    deliver(office)
    assert [numbers(one) for one in ops.got] == [[a, c]]
    assert [numbers(one) for one in boss.got] == [[c, d]]
    assert [numbers(one) for one in rest.got] == [[b]]


def test_nobody_to_tell_is_said_and_a_group_still_hears_of_a_role_without_people(store: Store) -> None:
    ops, letters = Obedient(), Obedient(personal=True)
    office = Office(store, [robot(), mail()], ops=ops, mail=letters)
    office.route(Route(("ops",), role=("finance",)), Route(("mail",)))
    a, b = write_notices(store, notice(1, "role:finance"), notice(2, "role:nobodys"))
    planned, _ = deliver(office)
    assert (planned.addressed, planned.nobody) == (1, 1)
    assert [numbers(one) for one in ops.got] == [[a]]
    assert ops.got[0].mentions == ()
    assert [row.id for row in Outbox(store).aside(NOBODY)] == [b]


def test_everybody(store: Store) -> None:
    ops, letters = Obedient(), Obedient(personal=True)
    office = Office(store, [robot(), mail()], ops=ops, mail=letters)
    write_notices(store, notice(1, "everybody"))
    deliver(office)
    assert (ops.got[0].everybody, len(letters.got)) == (True, 3)
    assert not any(one.everybody for one in letters.got)


def test_a_digest_window_waits_for_more(store: Store) -> None:
    ops = Obedient()
    office = Office(store, [robot(digest=10 * MINUTE)], ops=ops)
    assert coming(office.parts, office.now) is None
    write_notices(store, notice(1, "role:warehouse"))
    deliver(office)
    office.now += 9 * MINUTE
    write_notices(store, notice(2, "role:warehouse", at=office.now))
    deliver(office)
    assert ops.got == []
    assert coming(office.parts, office.now) == NOW + 10 * MINUTE
    office.now += MINUTE
    deliver(office)
    assert coming(office.parts, office.now) is None
    assert [len(one.sections) for one in ops.got] == [2]


def test_nothing_goes_out_in_quiet_hours_and_what_gathered_is_one_message(store: Store) -> None:
    ops = Obedient()
    office = Office(store, [robot(quiet=(22 * 60, 8 * 60))], ops=ops)
    evening = NOW - NOW % (24 * HOUR) + 14 * HOUR  # 22:00 in Shanghai
    for hours in range(10):
        office.now = evening + hours * HOUR
        write_notices(store, notice(hours + 1, "role:warehouse", at=office.now))
        deliver(office)
        assert coming(office.parts, office.now) == evening + 10 * HOUR
    assert ops.got == []
    office.now = evening + 10 * HOUR
    deliver(office)
    assert [len(one.sections) for one in ops.got] == [10]


def test_an_address_with_a_message_on_its_way_gathers_the_rest(store: Store) -> None:
    from engine.notify.channel import Retry

    ops = Obedient(answer=lambda _: Retry(None, "out of order"))
    office = Office(store, [robot()], ops=ops)
    for no in range(5):
        write_notices(store, notice(no + 1, "role:warehouse"))
        deliver(office)
    assert len(Outbox(store).unsent()) == 1
    ops.answer = None
    office.now += HOUR
    deliver(office)
    deliver(office)
    assert [len(one.sections) for one in ops.got] == [1, 4]


def test_what_was_old_when_channels_were_set_up_is_put_aside(store: Store) -> None:
    ops = Obedient()
    office = Office(store, [robot()], ops=ops)
    office.ways = office.ways._replace(cutoff=NOW - 24 * HOUR)
    old, young = write_notices(
        store,
        notice(1, "role:warehouse", at=NOW - 25 * HOUR),
        notice(2, "role:warehouse", at=NOW - 23 * HOUR),
    )
    planned, _ = deliver(office)
    assert (planned.expired, numbers(ops.got[0])) == (1, [young])
    assert [row.id for row in Outbox(store).aside(EXPIRED)] == [old]
    # Once: what comes later is sent however late it is.
    write_notices(store, notice(3, "role:warehouse", at=NOW - 48 * HOUR))
    deliver(office)
    assert len(ops.got) == 2
    # Whoever wants it all the same says so.
    with store.writing():
        Outbox(store).mark([("new", old)])
    deliver(office)
    assert numbers(ops.got[2]) == [old]


def test_a_channel_that_is_gone(store: Store) -> None:
    from engine.notify.channel import Retry

    broken, ops = Obedient(answer=lambda _: Retry(None, "out of order")), Obedient()
    office = Office(store, [robot("old")], old=broken, ops=ops)
    (a,) = write_notices(store, notice(1, "role:warehouse"))
    deliver(office)
    (b,) = write_notices(store, notice(2, "role:warehouse"))
    deliver(office)
    office.ways = office.ways._replace(ways={"ops": robot()}, default=("ops",))
    deliver(office)
    assert [numbers(one) for one in ops.got] == [[b]]
    (dead,) = Outbox(store).dead()
    assert (dead.why, dead.state, [row.notice for row in Outbox(store).within([1])]) == (
        "channel-gone",
        "dead",
        [a],
    )


def test_looking_at_where_it_would_go_changes_nothing(store: Store) -> None:
    office = Office(store, [robot(), mail(digest=MINUTE)], ops=Obedient(), mail=Obedient(personal=True))
    (a,) = write_notices(store, notice(1, "role:service"))
    assert whereto(office.parts, NOW) == {
        a: [("mail", "li@example.com", None), ("mail", "zhou@example.com", None), ("ops", "", 1)]
    }
    assert [row.id for row in Outbox(store).fresh()] == [a]
    assert (Outbox(store).recipients([a]), Outbox(store).unsent()) == ([], [])


def test_two_planners_at_once_plan_nothing_twice(place: str) -> None:
    with open_store(place) as store:
        office = Office(store, [robot()], ops=Obedient())
        ids = write_notices(store, *(notice(no, "role:warehouse") for no in range(1, 61)))
    failed: list[BaseException] = []

    def planner() -> None:
        try:
            with open_store(place) as own:
                other = Office.__new__(Office)
                other.store, other.now, other.channels, other.ways = own, NOW, office.channels, office.ways
                for _ in range(5):
                    plan(other.parts, NOW)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=planner) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with open_store(place) as store:
        told = Outbox(store).recipients(ids)
        assert sorted(row.notice for row in told) == ids
        assert all(row.message is not None for row in told)
        messages = Outbox(store).unsent()
        assert {row.message for row in told} == {row.id for row in messages}


TO = st.lists(
    st.sampled_from(["role:warehouse", "role:service", "role:gone", "person:小李", "everybody", "老周"]),
    min_size=1,
)
TEXTS = st.text(max_size=80) | st.text("长", min_size=1, max_size=400)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(1, 5), TO, TEXTS), max_size=12), st.sampled_from([0, 150, 400, 5000]))
def test_every_notice_is_in_one_message_for_each_address(
    sqlite_template: Any, tmp_path_factory: Any, told: list[Any], limit: int
) -> None:
    import shutil

    path = tmp_path_factory.mktemp("digest") / "shop.db"
    shutil.copyfile(sqlite_template, path)
    with open_store(str(path)) as store:
        store.database.run("PRAGMA synchronous = OFF", ())
        ops, letters = Obedient(limit=limit), Obedient(personal=True, limit=limit)
        office = Office(store, [robot(), mail()], ops=ops, mail=letters)
        clean = [text.encode("utf-8", "ignore").decode().replace("\0", "") for _, _, text in told]
        if told:
            rows = [notice(task, *to, text=text) for (task, to, _), text in zip(told, clean, strict=True)]
            write_notices(store, *rows)
        deliver(office)
        wanted = Outbox(store).recipients(row.id or 0 for row in Outbox(store).notices())
        assert all(row.message is not None for row in wanted)
        by_message = {row.id: row for row in Outbox(store).messages({row.message or 0 for row in wanted})}
        for row in wanted:
            assert (by_message[row.message].channel, by_message[row.message].address) == (
                row.channel,
                row.address,
            )
        for channel in (ops, letters):
            assert all(not limit or size_of(one) <= limit for one in channel.got)
            assert len({one.key for one in channel.got}) == len(channel.got)
        assert len(ops.got) + len(letters.got) >= len(by_message)
        # Whatever is to be read is there: each text, for each address, though cut in pieces.
        for text in filter(str.strip, clean):
            assert text.split("\n")[0] in "".join(texts(one) for one in ops.got)
    assert ZONE


def size_of(message: Any) -> int:
    from delivery_shapes import size

    return size(message)


def texts(message: Any) -> str:
    return "".join(line for section in message.sections for item in section.items for line in item.lines)


def test_pages_of_notices(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.delivery.planning.PAGE", 7)
    ops = Obedient()
    office = Office(store, [robot()], ops=ops)
    ids = write_notices(store, *(notice(no, "role:warehouse") for no in range(1, 24)))
    for _ in range(6):
        deliver(office)
    assert sorted(number for one in ops.got for number in numbers(one)) == ids
    assert max(len(one.sections) for one in ops.got) == 7


@pytest.mark.parametrize(
    ("keep", "hours"), [("", 24), ("keep: 2h\n", 2), ("keep: 1 week\n", 168), ("keep: 0h\n", 0)]
)
def test_how_old_the_oldest_is_that_is_sent_stands_in_the_channels(
    store: Store, keep: str, hours: int
) -> None:
    text = f"channels: {{ops: {{kind: terminal}}}}\n{keep}"
    publish(store, check_documents({"channels.yaml": text.encode()}), NOW, "wang")
    publish(store, check_documents({"channels.yaml": f"{text}default: ops\n".encode()}), NOW + HOUR, "wang")
    ways = ways_of(store)
    assert ways is not None
    assert ways.cutoff == NOW - hours * HOUR, "counted from the first publication"
