"""Batches in, a tally out; and finding the tasks that rows name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pytest
from intake_orders import DEFINITION, task

from engine.intake import HELP, PROBLEMS, Row, Sought, Tally, batches, carry_out, cells, finder
from engine.model.commands import Command, Start
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.words import set_language


class Answer(NamedTuple):
    repeated: bool


class Event(NamedTuple):
    task: int
    body: str


def start(number: int) -> Row:
    return Row(number, [str(number)], Start(bytes(16), "shipping", {"n": number}))


def test_rows_are_carried_out_batch_by_batch_and_counted() -> None:
    rejected: list[tuple[int, str]] = []
    tallies: list[Tally] = []
    seen: list[int] = []

    def run_many(commands: list[Command]) -> Iterable[Answer | Refusal]:
        seen.append(len(commands))
        for command in commands:
            number = command.values["n"]  # type: ignore[union-attr]
            yield Refusal("may-not") if number == 4 else Answer(number == 5)

    rows = [start(2), Row(3, ["x"], None, (Refusal("row-nul"),)), start(4), start(6), start(5)]

    def reject(row: Row, why: tuple[Refusal, ...]) -> None:
        rejected.append((row.number, why[0].code))

    tally = carry_out(batches(rows, 3), run_many, reject, tallies.append)
    assert tally == Tally(carried=2, repeated=1, refused=2, last=6)
    assert tallies == [Tally(1, 0, 2, 4), tally]
    assert rejected == [(3, "row-nul"), (4, "may-not")]
    assert seen == [2, 2]


KEPT = {1: task(1, "A", "pick", "pack"), 2: task(2, "B", "pick"), 3: task(3, "B", "pick")}
CLOSED = '{"facts":[{"fact":"ticked"},{"fact":"closed","visit":1}]}'
BODIES = {b"done": Event(1, CLOSED), b"done of 3": Event(3, CLOSED)}


class Tasks:
    """A store of three tasks, two of which people call the same; one command was carried out."""

    def commands(self, ids: Iterable[bytes]) -> Mapping[bytes, Any]:
        return {id: BODIES[id] for id in ids if id in BODIES}

    def load_many(self, ids: Iterable[int]) -> Mapping[int, Task]:
        return {id: KEPT[id] for id in ids if id in KEPT}

    def find_ref(self, text: str) -> list[int]:
        return [id for id, kept in KEPT.items() if kept.ref == text]


def find(*sought: Sought, sop: str = "") -> list[Any]:
    return list(finder(Tasks(), lambda version: DEFINITION, sop)(sought))


def test_tasks_are_found_by_number_and_by_ref() -> None:
    by_number, by_ref = find(Sought(b"1", 1, ""), Sought(b"2", None, "A"))
    assert by_number.task is by_ref.task is KEPT[1]
    assert by_number.visit is None


def test_tasks_that_are_not_there_or_are_several() -> None:
    assert find(Sought(b"1", 9, ""), Sought(b"2", None, "Z"), Sought(b"3", None, "B")) == [
        Refusal("unknown-task", {"text": "T-9"}),
        Refusal("unknown-task", {"text": "Z"}),
        Refusal("ambiguous-ref", {"ref": "B", "tasks": [2, 3]}),
    ]


def test_only_tasks_of_the_sop_are_found() -> None:
    assert find(Sought(b"1", None, "A"), sop="listing") == [Refusal("unknown-task", {"text": "A"})]


def test_a_command_that_was_carried_out_is_answered_with_its_visit() -> None:
    (found,) = find(Sought(b"done", None, "A"))
    assert found.visit == 1


def test_a_repeat_is_recognised_although_another_task_is_called_the_same_by_now() -> None:
    (found,) = find(Sought(b"done of 3", None, "B"))
    assert (found.task.id, found.visit) == (3, 1)


def test_remembered_values_take_a_bounded_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "REMEMBERED", 3)
    column = cells.Cells(0, "数量", DEFINITION.data["quantity"], "UTC")
    assert [column.value(str(number)) for number in range(1, 9)] == list(range(1, 9))
    assert len(column._known) <= 3


def test_texts_are_complete_in_both_languages() -> None:
    from engine.words import _

    assert set(HELP) <= set(PROBLEMS)
    before = set_language("zh")
    try:
        for text in (*PROBLEMS.values(), *HELP.values()):
            assert _(text) != text
    finally:
        set_language("en" if before == "zh" else before)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (
            Refusal(
                "column-unknown",
                {
                    "name": "courier",
                    "column": "快递公",
                    "path": "orders.csv",
                    "columns": "快递公司",
                    "suggestions": ("快递公司",),
                },
            ),
            "orders.csv has no column 快递公 for courier. Its columns: 快递公司. Did you mean: 快递公司?",
        ),
        (
            Refusal("row-contradicts", {"row": 20, "text": "260914000856"}),
            "260914000856 stands in row 20 already, with other values.",
        ),
        (
            Refusal(
                "cell-wrong",
                {"column": "数量", "field": "quantity", "text": "many"},
                (Refusal("not-an-integer", {"value": "many"}),),
            ),
            "Column 数量, many: this value cannot be taken. many is not a whole number",
        ),
    ],
)
def test_what_is_said(refusal: Refusal, said: str) -> None:
    from engine.render.refusals import line

    set_language("en")
    assert line(refusal, "Asia/Shanghai") == said
