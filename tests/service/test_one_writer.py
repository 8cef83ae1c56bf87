"""One command, one transaction, one event row or one refusal; repeats are harmless."""

from __future__ import annotations

import json

from service_shop import CLERK, SERVICE, SOP, Shop

from engine.model.commands import Advance, Comment, Start
from engine.model.refusals import Refusal
from engine.publishing import check_documents, publish
from engine.service import Accepted


def test_an_accepted_command_is_one_event_with_who_and_when(shop: Shop) -> None:
    task = shop.start().task
    shop.now += 60_000
    answer = shop.pick(task.id)
    assert [fact["fact"] for fact in answer.facts] == ["ticked", "closed", "stopped", "opened"]
    first, second = shop.store.events(task.id)
    assert (first.kind, second.kind) == ("start", "advance")
    assert (second.seq, second.actor, second.login, second.acting) == (2, "小王", "wang", None)
    assert (second.happened, second.recorded) == (shop.now, shop.now)
    assert json.loads(second.body) == {"facts": answer.facts}


def test_what_is_stored_is_the_task_that_was_answered(shop: Shop) -> None:
    task = shop.start().task
    answer = shop.pick(task.id)
    assert shop.store.load(task.id) == answer.task
    assert answer.task.head == shop.store.events(task.id)[1].hash


def test_a_refusal_is_on_record_beside_the_chain_and_changes_nothing(shop: Shop) -> None:
    task = shop.start().task
    answer = shop.pick(task.id, SERVICE)
    assert isinstance(answer, Refusal)
    assert len(shop.store.events(task.id)) == 1
    (refused,) = shop.store.refusals(task.id)
    assert (refused.code, refused.actor, refused.kind) == ("not-your-role", "小李", "advance")
    assert json.loads(refused.body)["data"]["roles_needed"] == ["warehouse"]


def test_the_same_command_again_is_answered_again_and_changes_nothing(shop: Shop) -> None:
    task = shop.start().task
    first = shop.pick(task.id, id=b"k" * 16)
    again = shop.pick(task.id, id=b"k" * 16)
    assert isinstance(again, Accepted)
    assert again.repeated
    assert again.event == first.event
    assert len(shop.store.events(task.id)) == 2


def test_the_same_id_with_another_command_is_refused(shop: Shop) -> None:
    task = shop.start().task
    shop.pick(task.id, id=b"k" * 16)
    other = shop.service.run(Comment(b"k" * 16, task.id, "hello"), CLERK)
    assert isinstance(other, Refusal)
    assert other.code == "duplicate-command"


def test_the_same_command_from_a_colleague_was_done_before(shop: Shop) -> None:
    task = shop.start().task
    first = shop.pick(task.id, id=b"k" * 16)
    again = shop.pick(task.id, SERVICE, id=b"k" * 16)
    assert isinstance(again, Accepted)
    assert (again.repeated, again.event) == (True, first.event)
    assert again.event.actor == CLERK.person
    assert len(shop.store.events(task.id)) == 2


def test_starting_an_order_twice_is_harmless(shop: Shop) -> None:
    first, again = shop.start("1001"), shop.start("1001")
    assert again.repeated
    assert again.task.id == first.task.id
    assert shop.store.task_ids(0, 10) == [first.task.id]


def test_unknown_sop_and_task_are_refused_by_name(shop: Shop) -> None:
    answer = shop.service.run(Start(b"", "shiping", {}), CLERK)
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.data["sops"]) == ("unknown-sop", ["shipping"])
    answer = shop.service.run(Comment(b"", 99, "hello"), CLERK)
    assert isinstance(answer, Refusal)
    assert answer.code == "unknown-task"


def test_a_bulk_keeps_what_can_be_done_and_refuses_the_rest_in_order(shop: Shop) -> None:
    values = {"paid_at": shop.now}
    commands = [
        Start(shop.id(), "shipping", {"order_no": "1", **values}),
        Start(shop.id(), "shipping", {"order_no": "abc", **values}),
        Start(shop.id(), "shipping", {"order_no": "1", **values}),
        Start(shop.id(), "shipping", {"order_no": "2", **values}),
    ]
    answers = list(shop.service.run_many(commands, CLERK, chunk=3))
    assert [type(answer).__name__ for answer in answers] == ["Accepted", "Refusal", "Accepted", "Accepted"]
    assert [answer.repeated for answer in answers if isinstance(answer, Accepted)] == [False, True, False]
    assert len(shop.store.task_ids(0, 10)) == 2


def test_commands_of_one_bulk_about_one_task_see_each_other(shop: Shop) -> None:
    task = shop.start().task.id
    answers = list(
        shop.service.run_many(
            [
                Advance(shop.id(), task, 1, "done", ticks=(1,)),
                Advance(shop.id(), task, 1, "done", ticks=(1,)),
                Advance(shop.id(), task, 2, "done", {"weight_kg": 31}),
                Advance(shop.id(), task, 3, "done"),
            ],
            CLERK,
        )
    )
    codes = [answer.code if isinstance(answer, Refusal) else "ok" for answer in answers]
    assert codes == ["ok", "visit-closed", "ok", "not-your-role"]
    stored = shop.store.load(task)
    assert stored is not None
    assert [visit.step for visit in stored.visits] == ["pick", "pack", "freight"]


def test_a_running_task_keeps_the_version_it_began_with(shop: Shop) -> None:
    old = shop.start("1").task
    changed = SOP.replace("checklist: [check the slip]", "checklist: [check the slip, count]")
    known = frozenset(["office"])
    publish(shop.store, check_documents({"s.yaml": changed.encode()}, calendars=known), shop.now, "wang")
    new = shop.start("2").task
    assert new.version != old.version
    assert isinstance(shop.pick(old.id), Accepted)
    refused = shop.pick(new.id)
    assert isinstance(refused, Refusal)
    assert [reason.data["title"] for reason in refused.reasons] == ["count"]


def test_publishing_the_same_content_again_is_no_new_version(shop: Shop) -> None:
    commented = "# only a comment is new\n" + SOP
    known = frozenset(["office"])
    checked = check_documents({"s.yaml": commented.encode()}, calendars=known)
    (published,) = publish(shop.store, checked, shop.now, "wang")
    assert (published.is_new, published.row.no) == (False, 1)
