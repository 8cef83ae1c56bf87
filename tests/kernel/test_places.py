"""The words that name a visit among lanes and items: each names one and no other."""

from __future__ import annotations

from engine.model.places import named, of_whole_sop, word
from engine.model.refusals import Refusal
from engine.model.task import Visit
from tests.kernel.kernel_story import Story

SOP = """
sop: shoot
role: warehouse
data: {skus: {type: list, of: text}, names: {type: list, of: text, private: true}}
outcomes: {call_off: {to: end.cancelled}}
steps:
  each sku:
    each: sku in skus
    steps: {shoot: {title: Take photos}, retouch: {}}
  each name:
    each: who in names
    steps: {ask: {}}
"""


def begun(*skus: str) -> Story:
    story = Story(SOP)
    started = story.start(skus=list(skus), names=["Mei"])
    assert not isinstance(started, Refusal), started
    return story


def words(story: Story) -> list[str]:
    assert story.task is not None
    opened = [visit for visit in story.task.open_visits() if visit.kind == "work"]
    for visit in opened:
        found = named(story.program.definition, story.task, word(story.program.definition, story.task, visit))
        assert found == visit
    return [word(story.program.definition, story.task, visit) for visit in opened]


def refused(story: Story, text: str) -> Refusal:
    assert story.task is not None
    found = named(story.program.definition, story.task, text)
    assert isinstance(found, Refusal), found
    return found


def test_an_item_names_its_step() -> None:
    assert words(begun("A", "红色-42")) == ["shoot/A", "shoot/红色-42"]


def test_what_no_shell_takes_or_nobody_can_tell_apart_is_named_by_number() -> None:
    assert words(begun("A", "A", "a b", "x;rm", "#1", "A" * 41)) == [
        "shoot#1", "shoot#2", "shoot#3", "shoot#4", "shoot#5", "shoot#6",
    ]  # fmt: skip


def test_an_item_with_a_slash_can_be_typed_all_the_same() -> None:
    story = begun("A/B", "A")
    assert story.task is not None
    assert words(story) == ["shoot#1", "shoot/A"]
    found = named(story.program.definition, story.task, "shoot/A/B")
    assert isinstance(found, Visit)
    assert found.n == 1


def test_a_title_names_the_step_too() -> None:
    story = begun("A", "B")
    assert story.task is not None
    found = named(story.program.definition, story.task, "Take photos/B")
    assert isinstance(found, Visit)
    assert found.n == 2


def test_a_step_of_several_items_is_not_chosen_by_chance() -> None:
    story = begun(*"ABCDEFGHIJKLMNOP")
    found = refused(story, "shoot")
    assert found.code == "several-open"
    assert found.data["visits"] == [f"T-7/shoot/{item}" for item in "ABCDEFGHIJ"]
    assert found.data["more"] == 6
    assert refused(begun("a b", "A"), "shoot").data["visits"] == ["T-7/shoot#1 (a b)", "T-7/shoot/A"]


def test_what_is_not_there_is_not_there() -> None:
    story = begun("A", "B")
    assert refused(story, "shoot/C") == Refusal("unknown-visit", {"task": 7, "visit": "shoot/C"})
    assert refused(story, "shoot#3").code == "unknown-visit"
    assert refused(story, "retouch") == Refusal(
        "step-not-open", {"step": "retouch", "task": 7, "open": ["shoot"]}
    )
    assert refused(story, "shot/A").data["step"] == "shot"


def test_a_private_item_names_nothing() -> None:
    story = begun("A")
    story.advance(visit=("shoot", "A"))
    story.advance(visit=("retouch", "A"))
    assert words(story) == ["ask"]
    assert refused(story, "ask/Mei").code == "unknown-visit"


def test_an_outcome_of_the_whole_sop_is_the_same_everywhere() -> None:
    assert of_whole_sop(begun("A").program.definition) == {"call_off"}
