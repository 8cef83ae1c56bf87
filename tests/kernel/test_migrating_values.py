"""Values of a task that goes over to another version: what goes along, what stays behind."""

from __future__ import annotations

from typing import Any

import pytest
from kernel_story import at, codes
from migrating import WITHOUT, changed, started

from engine.model.refusals import Refusal


def test_a_field_that_is_gone_leaves_the_task_and_stays_in_the_record() -> None:
    story = started(phone="138", size="small")
    sop = changed(("  phone: {type: text, private: true}\n", ""))
    story.migrate(sop)
    assert story.task
    assert story.task.data == {"order_no": "1", "size": "small"}
    assert set(story.task.origin) == {"order_no", "size"}
    assert story.facts[-1][0]["data"] == {"phone": None}
    assert story.facts[0][0]["data"]["phone"] == "138"


@pytest.mark.parametrize(
    ("values", "old", "new", "said"),
    [
        ({"weight": 40}, "max: 50", "max: 30", ["bad-value"]),
        ({"size": "large"}, "[small, large]", "[small, huge]", ["bad-value"]),
        ({"size": "large"}, "size: [small, large]", "size: {type: text, pattern: '[0-9]+'}", ["bad-value"]),
        ({"paid_at": at("2026-11-16 08:00")}, "{type: datetime, columns: [paid]}", "date", ["other-type"]),
        ({"weight": 4}, "{type: number, max: 50}", "{type: datetime, columns: [weight]}", ["other-type"]),
        ({"weight": 4}, "{type: number, max: 50}", "{type: list, of: number}", ["other-type"]),
        ({"size": "large"}, "size: [small, large]", "size: boolean", ["other-type"]),
    ],
)  # fmt: skip
def test_a_value_that_does_not_suit_its_new_field_refuses(
    values: dict[str, Any], old: str, new: str, said: list[str]
) -> None:
    story = started(sop=WITHOUT, **values)
    before = story.task
    assert codes(story.migrate(changed((old, new), sop=WITHOUT))) == said
    assert story.task == before


@pytest.mark.parametrize(
    ("values", "old", "new", "data"),
    [
        ({"weight": 4}, "{type: number, max: 50}", "integer", {"weight": 4}),
        ({"weight": "4.5"}, "{type: number, max: 50}", "money", {"weight": "4.50"}),
        ({"size": "large"}, "size: [small, large]", "size: text", {"size": "large"}),
        ({"weight": 4}, "{type: number, max: 50}", "{type: number, value: 2 + 2}", {}),
    ],
)
def test_a_value_that_suits_its_new_field_goes_along(
    values: dict[str, Any], old: str, new: str, data: dict[str, Any]
) -> None:
    sop = WITHOUT.replace("checklist: [Count, {tick: Look, na: true}, {fill: weight}]", "checklist: [Count]")
    story = started(sop=sop, **values)
    assert not isinstance(story.migrate(changed((old, new), sop=sop)), Refusal)
    assert story.task
    assert story.task.data == {"order_no": "1", **data}


def test_a_private_value_that_does_not_suit_is_not_told() -> None:
    story = started(phone="13800000000")
    refusal = story.migrate(
        changed(("{type: text, private: true}", "{type: text, private: true, pattern: '9+'}"))
    )
    assert codes(refusal) == ["bad-value"]
    assert "1380" not in repr(refusal)


def test_a_new_field_gets_its_default_as_at_a_start() -> None:
    sop = changed(
        (
            "  size:",
            "  fragile: {type: boolean, default: false}\n"
            "  heavy: {type: boolean, default: =weight > 30}\n  size:",
        ),
    )
    story = started(weight=40)
    story.migrate(sop)
    assert story.task
    assert story.task.data == {"order_no": "1", "weight": 40, "fragile": False, "heavy": True}
    assert story.task.origin["heavy"] == 0
    assert codes(started().migrate(sop)) == ["missing-value"], "as a start without a weight would be"


def test_what_is_newly_required_has_to_be_there() -> None:
    sop = changed(("required: [order_no]", "required: [order_no, size]"))
    assert codes(started().migrate(sop)) == ["newly-required"]
    assert started(size="small").migrate(sop) == ["migrated"]
    given = changed(("size: [small, large]", "size: {type: [small, large], default: small}"), sop=sop)
    story = started()
    story.migrate(given)
    assert story.task
    assert story.task.data["size"] == "small"


def test_a_value_that_was_taken_away_does_not_come_back_as_a_default() -> None:
    sop = changed(("size: [small, large]", "size: {type: [small, large], default: small}"))
    story = started(sop=sop)
    story.set(size=None)
    story.migrate(changed(("Count, ", ""), sop=sop))
    assert story.task
    assert "size" not in story.task.data
