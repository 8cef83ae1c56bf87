"""From where the values that items have for themselves are seen: beside their block, after it, and again."""

from __future__ import annotations

from typing import Any

from tests.kernel.kernel_story import Story, codes

WEIGHING = """
      pack all:
        each: parcel in parcels
        data: {weight: {type: number, min: 0.1}}
        steps: {pack: {checklist: [{fill: weight}]}}
"""
BESIDE = f"""
sop: beside
data: {{parcels: {{type: list, of: text}}, total: number}}
required: [parcels]
steps:
  work:
    parallel:
      goods:
        steps: {WEIGHING.replace("      ", "          ").rstrip()}
      van: {{steps: {{van_is_full: {{wait: {{for: sum(weight) >= 9}}}}, book_van: {{}}}}}}
    next: note
  note: {{outcomes: {{done: {{to: end, set: {{total: = sum(weight)}}}}, again: pack all, all_again: work}}}}
"""
AFTER = f"""
sop: after
data: {{parcels: {{type: list, of: text}}, orders: {{type: list, of: text}}}}
required: [parcels, orders]
steps:
  every order:
    each: order in orders
    steps: {WEIGHING.rstrip()}
      send:
        parallel:
          office: {{steps: {{note: {{checklist: [{{must: sum(weight) < 5}}]}}}}}}
          dock: {{steps: [load]}}
  bill: {{checklist: [{{must: sum(weight) < 5}}], outcomes: {{done: end, again: every order}}}}
"""


def begun(sop: str, **values: Any) -> Story:
    story = Story(sop)
    story.start(parcels=["A", "B"], **values)
    return story


def pack(story: Story, *weights: str) -> None:
    for item, weight in zip("AB", weights, strict=False):
        story.advance(visit=("pack", item), values={"weight": weight})


def test_a_lane_beside_the_block_sees_what_is_there_so_far() -> None:
    story = begun(BESIDE)
    pack(story, "4")
    assert story.places == "[work] [pack all] [van_is_full] pack:B"
    story.advance(visit=("pack", "B"), values={"weight": "5"})
    assert story.places == "[work] book_van"


def test_after_a_lane_was_opened_again_its_last_round_counts() -> None:
    story = begun(BESIDE)
    pack(story, "4", "5")
    story.advance(visit="book_van")
    story.advance("again", visit="note")
    pack(story, "1", "2")
    story.advance(visit="note")
    assert story.task is not None
    assert (story.places, story.task.data["total"]) == ("end", 3)


def test_a_lane_after_the_block_sees_its_values_and_only_those_of_its_own_item() -> None:
    story = begun(AFTER, orders=["X", "Y"])
    pack(story, "1", "2")
    pack(story, "4", "2")
    assert story.places == "[every order] [send:X] note load [send:Y] note load"
    story.advance(visit="note")
    assert story.places == "[every order] [send:X] load [send:Y] note load"
    assert codes(story.advance(visit="note")) == ["cannot-close", "must-fails"]


def test_after_items_of_items_were_done_again_only_their_last_round_counts() -> None:
    story = begun(AFTER, orders=["X"])
    for _round in range(2):
        pack(story, "1", "2")
        story.advance(visit="note")
        story.advance(visit="load")
        story.advance("again", visit="bill")
    pack(story, "1", "2")
    story.advance(visit="note")
    story.advance(visit="load")
    story.advance(visit="bill")
    assert story.places == "end"
