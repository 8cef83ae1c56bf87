"""Lanes, waits and rules of a task that goes over to another version: all of it moves, or nothing."""

from __future__ import annotations

import pytest
from kernel_story import codes, local
from migrating import Moving, changed

from engine.model.refusals import Refusal

LANES = """
sop: prepare
role: warehouse
owner: director
data:
  parcels: list
  ready: {type: boolean, columns: [ready]}
steps:
  plan: {}
  prepare:
    parallel:
      goods:
        steps:
          order: {due: 4h, checklist: [Call, Write]}
          receive: {}
      design:
        steps:
          shoot: {}
    next: weigh_all
  weigh_all:
    each: parcel in parcels
    data: {weight: number}
    steps:
      weigh: {checklist: [{fill: weight}]}
    next: pause
  pause: {wait: {for: ready}, next: finish}
  finish: {}
"""


MARKS = {"order": {"ticks": (1, 2)}, "weigh": {"values": {"weight": 3}}}
"""What these steps ask for."""


def begun(steps: int, sop: str = LANES) -> Moving:
    """A task on which so many steps were done: it is before, in, or after the block ``prepare``."""
    story = Moving(sop)
    assert not isinstance(story.start(parcels=["a", "b"]), Refusal)
    for _ in range(steps):
        assert story.task
        visit = next(visit for visit in story.task.open_visits() if visit.kind == "work")
        assert not isinstance(story.advance(visit=visit.no, **MARKS.get(visit.step, {})), Refusal)
    return story


def test_a_task_with_open_lanes_moves_with_all_of_them_where_only_texts_are_other() -> None:
    story = begun(1)
    story.advance(visit="shoot")
    assert story.task
    visits = story.task.visits
    assert story.migrate(
        changed(("[Call, Write]", "[Ring up, Write down]"), ("  finish: {}", "  finish: {}\n  check: {}"),
                ("shoot: {}", "shoot: {title: Take pictures, help: in the light}"), sop=LANES)
    ) == ["migrated"]  # fmt: skip
    assert story.task.visits == visits
    assert story.places == "[prepare] order"
    story.advance(visit="order", ticks=(1, 2))
    story.advance(visit="receive")
    assert story.places == "[weigh_all] weigh:a weigh:b"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("due: 4h", "due: 5h"),
        ("[Call, Write]", "[Call]"),
        ("receive: {}", "receive: {}\n          store: {}"),
        ("    next: weigh_all", "    join: any\n    next: weigh_all"),
        ("      design:", "      pictures:"),
        ("order: {due", "order: {role: director, due"),
    ],
)
def test_a_block_with_open_lanes_that_is_not_the_same_refuses(old: str, new: str) -> None:
    sop = changed((old, new), sop=LANES)
    story = begun(1)
    before = story.task
    refusal = story.migrate(sop)
    assert codes(refusal) == ["block-changed"]
    assert story.task == before
    assert not isinstance(begun(0).migrate(sop), Refusal), "before the block nothing is in the way"
    assert not isinstance(begun(4).migrate(sop), Refusal), "nor after it"


def test_items_have_their_own_fields_as_before() -> None:
    story = begun(4)
    assert story.places == "[weigh_all] weigh:a weigh:b"
    assert codes(story.migrate(changed(("weight: number", "weight: integer"), sop=LANES))) == [
        "block-changed"
    ]
    assert story.migrate(changed(("due: 4h", "due: 5h"), sop=LANES)) == ["migrated"]


def test_a_step_that_stands_in_a_lane_now_refuses() -> None:
    sop = changed(
        ("      design:", "      check:\n        steps: [finish]\n      design:"), ("  finish: {}\n", ""),
        ("next: finish}", "next: end}"), sop=LANES,
    )  # fmt: skip
    story = begun(6)
    story.set(ready=True)
    assert story.places == "finish"
    assert codes(story.migrate(sop)) == ["step-elsewhere"]


def test_a_wait_waits_for_the_same_or_the_task_stays() -> None:
    story = begun(6)
    assert story.places == "[pause]" or "pause" in story.places
    assert codes(story.migrate(changed(("{for: ready}", "{for: not ready}"), sop=LANES))) == [
        "waits-otherwise"
    ]
    assert codes(story.migrate(changed(("pause: {wait: {for: ready}, ", "pause: {"), sop=LANES))) == [
        "step-elsewhere"
    ]


def test_what_can_move_by_itself_then_does() -> None:
    story = begun(6)
    ready, listed = "{type: boolean, columns: [ready]", "data:\n  parcels"
    sop = changed((ready, f"{ready}, default: true"), (listed, f"required: [ready]\n{listed}"), sop=LANES)
    story.migrate(sop)
    assert story.places == "finish"


RULES = """
sop: watched
role: warehouse
owner: director
data: {note: text}
rules:
  tell: {after: a.overdue, set: {note: late}}
  often: {every: "day at 09:00", set: {note: daily}}
steps: {a: {due: 4h}, b: {}}
"""


def timers(story: Moving) -> list[str]:
    """The timers that are open, by what they are for and when they go off."""
    assert story.task
    return [f"{timer.name} {local(timer.at)}" for timer in story.task.timers if timer.ended is None]


def watched() -> Moving:
    story = Moving(RULES)
    story.start()
    assert timers(story) == ["a 2026-11-16 13:00", "often 2026-11-17 09:00"]
    return story


def test_timers_of_rules_follow_the_clocks_and_the_rules_of_the_new_version() -> None:
    story = watched()
    story.migrate(changed(("due: 4h", "due: 6h"), ("day at 09:00", "day at 18:00"), sop=RULES))
    assert sorted(timers(story)) == ["a 2026-11-16 15:00", "often 2026-11-17 18:00"]
    renamed = watched()
    renamed.migrate(changed(("a.overdue", "first.overdue"), ("{a: {", "{first: {"), sop=RULES), a="first")
    assert sorted(timers(renamed)) == ["first 2026-11-16 13:00", "often 2026-11-17 09:00"]


def test_timers_of_rules_that_are_gone_are_dropped() -> None:
    story = watched()
    story.migrate(RULES[: RULES.index("rules:")] + RULES[RULES.index("steps:") :])
    assert timers(story) == []
