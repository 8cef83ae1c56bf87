"""Rows that advance tasks: which visit a row means, its values, and batches that see each other's work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from intake_orders import DEFINITION, NINE, ZONE, codes, table, task

from engine.intake import Found, IntakeError, Resolve, Row, Sought, advances
from engine.model.commands import Advance
from engine.model.refusals import Refusal
from engine.model.task import Task

TASKS = (
    task(1, "100001", "pick"),
    task(2, "100002", "pick", "pack"),
    task(3, "100003", "pick", "pack", "call"),
    task(4, "100004", "pick", closed=True),
)


def finding(
    *tasks: Task, asked: list[list[Sought]] | None = None, done: dict[int, int] | None = None
) -> Resolve:
    """Finds these tasks; ``done`` says which visit of a task the command had closed before."""

    def resolve(sought: Sequence[Sought]) -> list[Found | Refusal]:
        if asked is not None:
            asked.append(list(sought))
        answers: list[Found | Refusal] = []
        for one in sought:
            hits = [task for task in tasks if one.task == task.id or (not one.task and one.ref == task.ref)]
            found = [Found(task, DEFINITION, (done or {}).get(task.id)) for task in hits]
            answers.append(found[0] if found else Refusal("unknown-task"))
        return answers

    return resolve


def batches(folder: Path, text: str, resolve: Resolve | None = None, **more: Any) -> list[list[Row]]:
    mapping, defaults = more.pop("mapping", {}), more.pop("defaults", {})
    found = table(folder, text)
    return list(advances(found, resolve or finding(*TASKS), mapping, ZONE, defaults, **more))


def one(folder: Path, text: str, **more: Any) -> Row:
    ((row,),) = batches(folder, text, **more)
    return row


def command(folder: Path, text: str, **more: Any) -> Advance:
    row = one(folder, text, **more)
    assert row.refusals == ()
    assert isinstance(row.command, Advance)
    return row.command


def test_a_row_says_task_step_outcome_time_reason_and_lateness(tmp_path: Path) -> None:
    found = command(tmp_path, "task,step,outcome,at,reason,late\nT-1,拣货,缺货,2026-09-14 09:00,没货,爆单\n")
    assert found._replace(id=b"") == Advance(
        b"", 1, 1, "short", all_ticks=True, reason="没货", late_reason="爆单", happened=NINE
    )


def test_chinese_headers_mean_the_same(tmp_path: Path) -> None:
    text = "任务,步骤,结果,发生时间,原因,迟到原因\n1,pick,short,2026-09-14 09:00,没货,爆单\n"
    found = command(tmp_path, text)
    assert (found.task, found.outcome, found.happened, found.reason) == (1, "short", NINE, "没货")


def test_a_ref_is_found_by_the_name_of_the_sops_field(tmp_path: Path) -> None:
    assert command(tmp_path, "订单编号\n100002\n", definition=DEFINITION).visit == 2
    assert command(tmp_path, "单号\n100002\n", mapping={"ref": "单号"}).task == 2
    with pytest.raises(IntakeError, match="columns-no-task"):
        batches(tmp_path, "订单编号\n100002\n")


def test_task_and_ref_must_agree(tmp_path: Path) -> None:
    assert command(tmp_path, "task,ref\nT-1,100001\n").task == 1
    assert codes(one(tmp_path, "task,ref\nT-1,100002\n")) == ["row-task-and-ref"]


def test_without_a_step_the_open_one_is_meant(tmp_path: Path) -> None:
    assert command(tmp_path, "ref\n100001\n").visit == 1
    assert command(tmp_path, "ref\n100002\n").visit == 2


def test_a_step_that_is_closed_is_named_so_that_the_kernel_says_by_whom(tmp_path: Path) -> None:
    assert command(tmp_path, "ref,step\n100002,pick\n").visit == 1
    assert command(tmp_path, "ref\n100004\n").visit == 1


def test_steps_that_are_not_there_or_not_reached(tmp_path: Path) -> None:
    assert codes(one(tmp_path, "ref,step\n100001,picking\n")) == ["unknown-step"]
    row = one(tmp_path, "ref,step\n100001,打包\n")
    assert row.refusals == (Refusal("step-not-open", {"task": 1, "step": "pack", "open": ["pick"]}),)


def test_outcomes(tmp_path: Path) -> None:
    assert command(tmp_path, "ref\n100001\n").outcome == "done"
    assert command(tmp_path, "ref,outcome\n100003,取消\n").outcome == "stop"
    row = one(tmp_path, "ref\n100003\n")
    assert row.refusals == (Refusal("row-no-outcome", {"step": "call", "outcomes": ["wait", "stop"]}),)
    assert codes(one(tmp_path, "ref,outcome\n100001,found\n")) == ["unknown-outcome"]


def test_defaults_stand_for_rows_without_their_own(tmp_path: Path) -> None:
    text = "ref,outcome\n100003,\n"
    assert command(tmp_path, text, defaults={"outcome": "wait"}).outcome == "wait"
    assert command(tmp_path, "ref,outcome\n100003,stop\n", defaults={"outcome": "wait"}).outcome == "stop"
    assert command(tmp_path, "ref\n100001\n", defaults={"at": "2026-09-14 09:00"}).happened == NINE


def test_ticks(tmp_path: Path) -> None:
    bulk, single = "100001", "100002"
    assert command(tmp_path, f"ref\n{bulk}\n").all_ticks
    assert not command(tmp_path, f"ref\n{single}\n").all_ticks
    assert not command(tmp_path, f"ref,ticks\n{bulk},\n").all_ticks
    assert command(tmp_path, f"ref,勾选\n{single},全部\n").all_ticks
    assert command(tmp_path, f'ref,ticks\n{bulk},"3, 1、2"\n').ticks == (1, 2, 3)
    assert codes(one(tmp_path, f"ref,ticks\n{bulk},yes\n")) == ["cell-ticks"]


def test_values_are_taken_from_columns_that_the_step_asks_for(tmp_path: Path) -> None:
    text = "ref,重量(kg),数量\n100002,2.50,3\n"
    assert command(tmp_path, text).values == {"weight_kg": "2.5"}
    mapped = command(tmp_path, text, mapping={"quantity": "数量"})
    assert mapped.values == {"quantity": 3, "weight_kg": "2.5"}
    given = command(tmp_path, text, defaults={"courier": "顺丰"})
    assert given.values == {"courier": "顺丰", "weight_kg": "2.5"}


def test_the_column_of_the_ref_is_no_value(tmp_path: Path) -> None:
    assert command(tmp_path, "重量(kg)\n100002\n", mapping={"ref": "重量(kg)"}).values == {}


def test_values_that_cannot_be_taken(tmp_path: Path) -> None:
    assert codes(one(tmp_path, "ref,重量(kg)\n100002,heavy\n")) == ["cell-wrong/not-a-number"]
    assert codes(one(tmp_path, "ref\n100002\n", defaults={"courier": "申通"})) == ["bad-value"]
    assert codes(one(tmp_path, "ref\n100002\n", defaults={"color": "红"})) == ["field-unknown"]
    row = one(tmp_path, "ref,x\n100002,1\n", mapping={"wieght_kg": "x"})
    assert (codes(row), row.refusals[0].data["suggestions"]) == (["field-unknown"], ("weight_kg",))


def test_rows_that_name_no_task_or_no_time(tmp_path: Path) -> None:
    text = "task,at\n,2026-09-14 09:00\nT-x,2026-09-14 09:00\n1,\n2,gestern\n9,2026-09-14 09:00\n"
    ((*rows,),) = batches(tmp_path, text)
    assert [codes(row) for row in rows] == [
        ["row-no-task"],
        ["unknown-task"],
        ["row-no-instant"],
        ["cell-wrong/not-a-datetime"],
        ["unknown-task"],
    ]


def test_rows_of_one_task_never_share_a_batch(tmp_path: Path) -> None:
    asked: list[list[Sought]] = []
    found = batches(tmp_path, "ref\n100001\n100002\n100001\n100003\n100001\n", finding(*TASKS, asked=asked))
    assert [[row.number for row in batch] for batch in found] == [[2, 3, 5], [4], [6]]
    assert [len(question) for question in asked] == [3, 1, 1]


def test_a_task_named_by_number_and_by_ref_is_one_task(tmp_path: Path) -> None:
    found = batches(tmp_path, "task,ref\n,100001\nT-1,\n,100001\n,100002\n")
    assert [[row.number for row in batch] for batch in found] == [[2, 5], [3], [4]]


def test_a_batch_is_looked_up_only_when_it_is_asked_for(tmp_path: Path) -> None:
    asked: list[list[Sought]] = []
    found = advances(table(tmp_path, "ref\n100001\n100001\n"), finding(*TASKS, asked=asked), {}, ZONE)
    next(found)
    assert len(asked) == 1


def test_windows(tmp_path: Path) -> None:
    found = batches(tmp_path, "ref\n100001\n100002\n100003\n", window=2)
    assert [[row.number for row in batch] for batch in found] == [[2, 3], [4]]


def test_a_command_that_was_carried_out_before_names_the_visit_it_closed(tmp_path: Path) -> None:
    moved_on = task(1, "100001", "pick", "pack")
    text = "ref,at\n100001,2026-09-14 09:00\n"
    first = command(tmp_path, text)
    again = command(tmp_path, text, resolve=finding(moved_on, done={1: 1}))
    assert again == first


def test_ids_tell_bulk_steps_of_one_list_apart(tmp_path: Path) -> None:
    text = "ref\n100001\n"
    plain = command(tmp_path, text)
    assert plain.id == command(tmp_path, text).id
    assert plain.id != command(tmp_path, text, defaults={"step": "pick"}).id
    timed = "ref,at\n100001,2026-09-14 09:00\n"
    assert command(tmp_path, timed).id == command(tmp_path, "at,ref\n2026-09-14 09:00,100001\n").id
