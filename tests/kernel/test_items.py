"""Blocks that are walked for each item of a list: at once or one after another, with values of their own."""

from __future__ import annotations

from engine.model.refusals import Refusal
from tests.kernel.kernel_story import Story, codes

PARCELS = """
sop: parcels
role: warehouse
data:
  parcels: {type: list, of: text}
  most: {type: money, default: 100}
required: [parcels]
steps:
  pack each:
    each: parcel in parcels
    data: {weight: {type: number, min: 0.1}, fine: {type: boolean, default: false}}
    steps:
      weigh: {checklist: [{fill: weight}]}
      look:
        when: weight > 30
        not_by: [weigh]
        outcomes: {done: end, again: {to: {visits(weigh) < 2: weigh, else: end}, reason: required}}
    next: bill
  bill: {checklist: [{must: sum(weight) <= most, title: not too heavy}]}
"""


def test_every_item_goes_its_own_way_with_its_own_values() -> None:
    story = Story(PARCELS)
    story.start(parcels=["A", "B"])
    assert story.places == "[pack each] weigh:A weigh:B"
    story.advance(visit=("weigh", "A"), values={"weight": 5})
    assert story.places == "[pack each] weigh:B"
    story.advance(visit=("weigh", "B"), values={"weight": 31})
    assert story.places == "[pack each] look:B"
    assert story.task is not None
    assert [lane.data for lane in story.task.lanes] == [
        {"fine": False, "weight": 5},
        {"fine": False, "weight": 31},
    ]
    assert "weight" not in story.task.data


def test_outside_the_block_a_value_of_the_items_is_a_list() -> None:
    story = Story(PARCELS)
    story.start(parcels=["A", "B"], most="30")
    story.advance(visit=("weigh", "A"), values={"weight": "15"})
    story.advance(visit=("weigh", "B"), values={"weight": "16"})
    assert story.places == "bill"
    assert codes(story.advance()) == ["cannot-close", "must-fails"]


def test_a_value_of_an_item_is_given_in_a_step_of_that_item() -> None:
    story = Story(PARCELS)
    story.start(parcels=["A", "B"])
    assert codes(Story(PARCELS).start(parcels=["A"], weight="5")) == ["item-field"]
    assert codes(story.set(weight="5")) == ["item-field"]
    story.set(visit=("weigh", "B"), weight="5")
    assert story.task is not None
    assert [lane.data for lane in story.task.lanes] == [{"fine": False}, {"fine": False, "weight": 5}]


def test_visits_and_four_eyes_look_at_the_same_item_only() -> None:
    story = Story(PARCELS, roles={"小王": "warehouse", "小李": "warehouse"})
    story.start(parcels=["A", "B"])
    story.advance(visit=("weigh", "A"), values={"weight": 31})
    story.advance(visit=("weigh", "B"), who="小李", values={"weight": "32"})
    assert codes(story.advance(visit=("look", "A"))) == ["not-by"]
    story.advance(visit=("look", "B"))  # 小王 weighed A, not B
    story.advance("again", visit=("look", "A"), who="小李", reason="scales")
    assert story.places == "[pack each] weigh:A"
    story.advance(visit=("weigh", "A"), values={"weight": "33"})
    story.advance("again", visit=("look", "A"), who="小李", reason="scales")
    assert story.places == "bill"


def test_items_may_be_added_while_it_runs() -> None:
    story = Story(PARCELS)
    story.start(parcels=["A"])
    story.set(parcels=["A", "A", "C"])
    assert story.places == "[pack each] weigh:A weigh:A weigh:C"


def test_a_list_without_items_has_joined_at_once_and_no_value_is_no_items() -> None:
    story = Story(PARCELS.replace("parcel in parcels", "parcel in sample(parcels, 0)"))
    story.start(parcels=["A"])
    assert story.places == "bill"
    story = Story(
        PARCELS.replace("required: [parcels]\n", "").replace("of: text}", "of: text, columns: [p]}")
    )
    story.start()
    assert story.places == "bill"


ONE_BY_ONE = """
sop: calls
data: {shops: {type: list, of: text}}
required: [shops]
steps:
  visit:
    each: shop in shops
    at_once: %s
    join: %s
    steps: [call, note]
  report: {}
"""


def test_one_after_another() -> None:
    story = Story(ONE_BY_ONE % (1, "all"))
    story.start(shops=["A", "B"])
    assert story.places == "[visit] call:A"
    story.advance(visit="call")
    story.advance(visit="note")
    assert story.places == "[visit] call:B"
    story.set(shops=["A", "B", "C"])
    assert story.places == "[visit] call:B"
    story.advance(visit="call")
    story.advance(visit="note")
    assert story.places == "[visit] call:C"


def test_two_at_a_time_until_enough_have_ended() -> None:
    story = Story(ONE_BY_ONE % (2, 2))
    story.start(shops=["A", "B", "C", "D"])
    assert story.places == "[visit] call:A call:B"
    story.advance(visit=("call", "A"))
    story.advance(visit=("note", "A"))
    assert story.places == "[visit] call:B call:C"
    story.advance(visit=("call", "C"))
    story.advance(visit=("note", "C"))
    assert story.places == "report"


def test_one_at_a_time_until_two_have_ended() -> None:
    story = Story(ONE_BY_ONE % (1, 2))
    story.start(shops=["A", "B", "C"])
    for shop in ("A", "B"):
        assert story.places == f"[visit] call:{shop}"
        story.advance(visit="call")
        story.advance(visit="note")
    assert story.places == "report"


NESTED = """
sop: shops
data:
  shops: {type: list, of: text}
  goods: {type: list, of: text}
required: [shops, goods]
steps:
  each shop:
    each: shop in shops
    steps:
      each good:
        each: good in goods
        data: {price: money}
        steps: {price it: {checklist: [{fill: price}]}}
        next: sum up
      sum up: {checklist: [{must: len(price) == 2, title: both}]}
  done all: {}
"""


def test_lists_in_lists() -> None:
    story = Story(NESTED)
    story.start(shops=["S", "T"], goods=["x", "y"])
    assert (
        story.places == "[each shop] [each good:S] [each good:T] price it:x price it:y price it:x price it:y"
    )
    assert story.task is not None
    for visit in story.task.open_visits():
        if visit.kind == "work":
            assert not isinstance(story.advance(visit=visit.no, values={"price": "1.00"}), Refusal)
    assert story.places == "[each shop] sum up:S sum up:T"
    story.advance()
    story.advance()
    assert story.places == "done all"


def test_items_of_every_type_are_kept_as_they_are_stored() -> None:
    story = Story("""
sop: rounds
role: warehouse
data:
  days: {type: list, of: date}
  sizes: {type: list, of: number}
  pauses: {type: list, of: duration}
required: [days, sizes, pauses]
steps:
  day by day:
    each: day in days
    steps: {look: {when: 'day >= date("2026-11-23")'}}
  size by size:
    each: size in sizes
    steps: {measure: {when: size > 1}}
  pause by pause:
    each: pause in pauses
    steps: {rest: {}}
""")
    started = story.start(
        days=["2026-11-22", "2026-11-23"], sizes=["0.5", "1.25", 2], pauses=["2 days", "90 minutes"]
    )
    assert not isinstance(started, Refusal), started
    assert story.places == "[day by day] look:2026-11-23"
    story.advance()
    assert story.places == "[size by size] measure:1.25 measure:2"
    story.advance(visit="measure")
    story.advance(visit="measure")
    assert story.task is not None
    assert [lane.item for lane in story.task.lanes[5:]] == ["2 days", "90min"]
