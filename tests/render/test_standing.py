"""Blocks in words and as a tree: what they wait for, lanes that were left to finish, lists in lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from engine.model.task import Task
from engine.render.checklist import render
from engine.render.naming import MASK, Names
from engine.render.tree import tree, visits_of
from engine.render.waiting import waiting
from engine.words import current_language, set_language
from tests.kernel.kernel_story import ZONE, Story, at


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = set_language("en") and current_language()
    yield
    set_language(before)


AT = at("2026-11-22 09:00")
SAID: list[tuple[dict[str, Any], str, str]] = [
    ({}, "", ""),
    ({"sop": "check"}, "Waits for a task of check", "在等一个 check 任务"),
    ({"signal": "paid"}, "Waits for the signal paid", "在等 信号 paid"),
    ({"until": AT, "until_source": "3 days"}, "Waits until 2026-11-22 09:00", "等到 2026-11-22 09:00"),
    (
        {"until_source": "1 day after sale_at"},
        "Waits until 1 day after sale_at (not known yet)",
        "等到 1 day after sale_at（时间尚不确定）",
    ),
    (
        {"condition": "a > 1", "until_source": "sale_at"},
        "Waits for a > 1, until sale_at (not known yet)",
        "在等 a > 1，最晚到 sale_at（时间尚不确定）",
    ),
    (
        {"join": "any", "of": "lanes", "ended": 0, "open": 2},
        "Goes on when one lane is done",
        "有一条泳道完成就继续",
    ),
    (
        {"join": 2, "of": "lanes", "ended": 1, "open": 2},
        "Goes on when 2 lanes are done: 1 are",
        "2 条泳道完成后继续：已完成 1 条",
    ),
    (
        {"join": "any", "of": "items", "ended": 0, "open": 2},
        "Goes on when one item is done",
        "有一项完成就继续",
    ),
    (
        {"join": 2, "of": "items", "ended": 1, "open": 2},
        "Goes on when 2 items are done: 1 are",
        "2 项完成后继续：已完成 1 项",
    ),
]


@pytest.mark.parametrize(("data", "english", "chinese"), SAID)
def test_what_is_waited_for(data: dict[str, Any], english: str, chinese: str) -> None:
    assert waiting(data, Names(ZONE)) == english
    set_language("zh")
    assert waiting(data, Names(ZONE)) == chinese


LISTS = """
sop: lists
role: warehouse
data: {boxes: {type: list, of: text}, days: {type: list, of: text, private: true}}
steps:
  each box:
    each: box in boxes
    join: any
    rest: finish
    steps:
      pack: {}
      each day:
        each: day in days
        steps: {look: {}}
  tell: {}
"""


def shown(story: Story, private: bool = True, everything: bool = False) -> str:
    assert story.task is not None
    names = Names(ZONE, story.program.definition, None, private)
    return render(story.program, story.task, story.context("小王"), names, everything=everything)


def lists(*boxes: str) -> Story:
    story = Story(LISTS)
    story.start(boxes=list(boxes), days=["Mon", "Tue"])
    return story


def test_lists_in_lists() -> None:
    story = lists("A", "B")
    story.advance(visit=("pack", "A"))
    assert """\
  A
    T-7/each day/A  each day
    Goes on when all items are done: 0 of 2 are
      Mon
        T-7/look#1  look
""" in shown(story)
    hidden = shown(story, private=False)
    assert "Mon" not in hidden
    assert hidden.count(MASK) == 2


def test_what_was_left_to_finish_stands_until_it_has() -> None:
    story = lists("A", "B")
    story.advance(visit=("pack", "A"))
    story.advance(visit="look")
    story.advance(visit="look")
    assert """\
T-7/each box#1  each box
Done; the lanes that are left go on to their end
  A: done 2026-11-16 09:00
  B
    T-7/pack/B  pack
""" in shown(story)
    assert "T-7/tell  tell" in shown(story)


def test_a_block_is_folded_from_eleven_items_on() -> None:
    assert "T-7/pack/I9" in shown(lists(*(f"I{n}" for n in range(10))))
    many = lists(*(f"I{n}" for n in range(11)))
    assert "11 items: pack 11\n  all of them: sop show T-7 --all" in shown(many)
    assert "T-7/pack/I9" in shown(many, everything=True)


def test_a_tree_loses_no_open_visit() -> None:
    story = lists("A", "B", "C")
    story.advance(visit=("pack", "A"))
    task = story.task
    assert isinstance(task, Task)
    places = tree(story.program.definition, task)
    assert sorted(visit.no for visit in visits_of(places)) == [visit.no for visit in task.open_visits()]


def test_items_that_wait_for_their_turn() -> None:
    story = Story(LISTS.replace("    join: any\n    rest: finish\n", "    at_once: 2\n"))
    story.start(boxes=["A", "B", "C"], days=["Mon"])
    assert "Goes on when all items are done: 0 of 3 are\n" in shown(story)
    assert "\n  C: waits for its turn" in shown(story)
    many = Story(LISTS.replace("    join: any\n    rest: finish\n", "    at_once: 11\n"))
    many.start(boxes=[f"I{n}" for n in range(15)], days=["Mon"])
    assert "15 items: pack 11, 4 to come\n" in shown(many)
