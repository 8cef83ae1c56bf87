"""A comment that points at somebody, as they read it in a digest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.language import load_sop
from engine.model.task import Task, Visit
from engine.render.naming import Names
from engine.render.notices import Told, digest
from engine.words import current_language, set_language

AT = 1_795_140_000_000
DEFINITION = load_sop(b"sop: pics\ntitle: Pictures\nsteps: [shoot, sort]\n", "pics.sop.yaml").definition
DONE = Visit(1, "shoot", 1, (), AT, AT, closed=AT, closed_recorded=AT, outcome="done", actor="ma")
TASK = Task(
    7, "", "pics", 1, "lamp", None, "ma", AT, AT, {}, {}, (DONE, Visit(2, "sort", 1, (), AT, AT)), ended=AT
)


@pytest.fixture(autouse=True)
def language_again() -> Iterator[None]:
    before = current_language()
    yield
    set_language(before)


def mention(no: int, by: str, text: str) -> Told:
    body = {"for": ["person:wang"], "by": by, "text": text, "ref": "lamp", "sop": "pics", "version": 1}
    return Told(no, 7, "mention", body)


def names(version: int) -> Names:
    return Names("Asia/Shanghai", DEFINITION)


def test_who_says_what_about_which_task_and_how_to_look() -> None:
    """Also when the task has ended: what was said is still to be read."""
    set_language("en")
    found = digest([mention(1, "何亮", "@wang please look")], {7: TASK}, names, AT)
    assert found.title == "Comment: T-7 lamp"
    (section,) = found.sections
    assert (section.head, section.command) == ("T-7 lamp · Pictures", "sop show T-7")
    assert section.items[0].lines == ("何亮: @wang please look",)
    set_language("zh")
    found = digest([mention(1, "何亮", "@wang 看一下")], {7: TASK}, names, AT)
    assert (found.title, found.sections[0].items[0].lines) == ("评论：T-7 lamp", ("何亮：@wang 看一下",))


def test_the_same_words_of_two_people_are_two_and_of_one_are_one() -> None:
    set_language("en")
    told = [mention(1, "何亮", "?"), mention(2, "苏芮", "?"), mention(3, "何亮", "?")]
    (section,) = digest(told, {7: TASK}, names, AT).sections
    assert [item.lines for item in section.items] == [("苏芮: ?",), ("何亮: ?", "said 2 times")]


def test_beside_a_reminder_it_is_a_reminder() -> None:
    set_language("en")
    rule = Told(2, 7, "rule", {"text": "hurry", "ref": "lamp", "sop": "pics", "version": 1})
    assert digest([mention(1, "何亮", "?"), rule], {7: TASK}, names, AT).title == "Reminder: T-7 lamp"
