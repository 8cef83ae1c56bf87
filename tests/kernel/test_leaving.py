"""What people leave at a task: files and links, what shows that a line is done, why a line does not apply,
comments that point at people."""

from __future__ import annotations

from typing import Any

import pytest
from kernel_story import Story, codes, program

from engine.kernel import Meta, Program, evolve
from engine.kernel.explain import checklist
from engine.kernel.notes import LONGEST
from engine.model.commands import Attach, Claim, Comment, Migrate
from engine.model.refusals import Refusal
from engine.model.task import Note

PHOTOS = """
sop: photos
role: warehouse
steps:
  shoot:
    checklist: [{tick: Light, evidence: yes}, {tick: Props, na: true}, Background]
  sort: {role: service}
"""
HASH = "ab" * 32


def started(sop: str = PHOTOS) -> Story:
    story = Story(sop, roles={"小王": "warehouse", "小李": "service", "赵总": "director"})
    story.start()
    return story


def attach(story: Story, text: str = "a.jpg", hash: str = HASH, size: int | None = 3, **how: Any) -> Any:
    who = how.pop("who", "小王")
    return story.do(Attach(b"", 7, text, hash=hash, size=size, **how), who)


def left(story: Story) -> list[tuple[int, int, str, str]]:
    assert story.task
    return [(note.visit, note.item, note.kind, note.text) for note in story.task.notes]


# -- files and links


def test_a_file_is_known_by_its_name_its_hash_and_its_size() -> None:
    story = started()
    assert attach(story) == ["noted"]
    assert story.task
    assert story.task.notes == (Note(1, 0, 0, "attachment", "a.jpg", HASH, 3, "小王", story.now, story.now),)


def test_a_link_has_no_hash_and_a_file_has_to_have_one() -> None:
    story = started()
    assert attach(story, "https://example.com/brief?id=1", "", None) == ["noted"]
    assert story.facts[-1][0].keys() == {"fact", "note", "visit", "item", "kind", "text"}
    assert codes(attach(story, "a.jpg", "", None)) == ["attach-no-hash"]
    assert codes(attach(story, "a.jpg", "xyz", 1)) == ["attach-no-hash"]
    assert codes(attach(story, "a.jpg", HASH, None)) == ["attach-no-hash"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.com/a", "data:text/html,x", "sop://x"]
)
def test_other_links_are_not_left(url: str) -> None:
    story = started()
    assert codes(attach(story, url, "", None)) == ["attach-scheme"]


@pytest.mark.parametrize("url", ["https://", "http:///a", "https://exa mple.com", "http://<b>", "C:/a.jpg"])
def test_what_is_no_whole_link_is_taken_for_a_file(url: str) -> None:
    story = started()
    assert codes(attach(story, url, "", None))[0] in ("attach-no-hash", "attach-scheme")


@pytest.mark.parametrize("text", ["a\x00b", "\udcff.jpg", "a" * (LONGEST + 1)])
def test_what_cannot_be_written_down_is_not_left(text: str) -> None:
    assert codes(attach(started(), text)) == ["bad-text"]


def test_the_same_once_more_changes_nothing_but_another_content_does() -> None:
    story = started()
    attach(story)
    assert codes(attach(story)) == ["nothing-to-do"]
    assert attach(story, hash="cd" * 32) == ["noted"]
    assert codes(attach(story, " ")) == ["attach-empty"]


def test_closed_steps_and_ended_tasks_still_take_them_but_no_evidence() -> None:
    story = started()
    story.check(1, 3, evidence=(("a.jpg", HASH, 3),))
    story.check(na=(2,), reason="none")
    story.advance()
    story.advance(who="小李")
    assert story.where == "end"
    assert attach(story, visit=1) == ["noted"]
    assert codes(attach(story, visit=1, item=1)) == ["visit-closed"]
    assert codes(attach(story, visit=9)) == ["unknown-visit"]


def test_who_has_no_part_leaves_nothing_but_who_has_a_step_does() -> None:
    story = started()
    assert codes(attach(story, who="赵总")) == ["may-not"]
    assert codes(story.comment("hello", "赵总")) == ["may-not"]
    assert story.task
    story.task = story.task._replace(visits=(story.task.visits[0]._replace(assignee="赵总", behalf="小王"),))
    assert attach(story, who="赵总") == ["behalf", "noted"]
    assert story.comment("hello", "赵总") == ["behalf", "commented"]


# -- evidence


def test_a_line_that_wants_evidence_is_not_done_by_a_tick_alone() -> None:
    story = started()
    assert codes(story.advance(ticks=(1, 3), na=(2,), reason="none")) == ["cannot-close", "evidence-missing"]
    story.check(1, 3)
    assert states(story) == ["unproven", "open", "done"]
    attach(story, visit=1, item=1)
    assert states(story) == ["done", "open", "done"]
    assert story.advance(na=(2,), reason="none")[:2] == ["ticked", "noted"]
    assert story.where == "sort#1"


def states(story: Story) -> list[str]:
    assert story.task
    visit = story.task.visits[0]
    return [line.state for line in checklist(story.program, story.task, visit, story.context("小王"))]


def test_evidence_comes_with_the_tick_for_every_line_that_is_ticked() -> None:
    story = started()
    files = (("a.jpg", HASH, 3), ("https://example.com/b", "", None))
    assert story.check(1, 3, evidence=files) == ["ticked", *["noted"] * 4]
    assert left(story) == [
        (1, no, "evidence", text) for no in (1, 3) for text in ("a.jpg", "https://example.com/b")
    ]
    assert story.check(1, evidence=files) == ["ticked"]
    assert codes(story.check(1, evidence=(("ftp://x/y", "", None),))) == ["attach-scheme"]


def test_evidence_is_left_by_who_may_tick_the_line_and_counts_in_its_visit_alone() -> None:
    story = started(
        PHOTOS.replace("sort: {role: service}", "sort: {role: service, outcomes: {done: end, back: shoot}}")
    )
    assert codes(attach(story, visit=1, item=1, who="小李")) == ["not-your-role"]
    assert codes(attach(story, visit=1, item=9)) == ["item-unknown"]
    story.check(1, 3, evidence=(("a.jpg", HASH, 3),))
    story.advance(na=(2,), reason="none")
    story.advance("back", "小李")
    answer = story.advance(ticks=(1, 3), na=(2,), reason="none")
    assert codes(answer) == ["cannot-close", "evidence-missing"]
    assert story.task
    assert answer.reasons[0].data == {"no": 1, "title": "Light", "task": 7, "step": "shoot", "n": 2}


def test_a_line_that_does_not_apply_wants_none() -> None:
    story = started(PHOTOS.replace("evidence: yes}", "evidence: yes, na: true}"))
    story.check(3)
    story.check(na=(1, 2), reason="by daylight")
    assert story.advance()[0] == "closed"


# -- why a line does not apply


def test_why_a_line_does_not_apply_is_said_and_kept() -> None:
    story = started()
    for reason in (None, "", "  "):
        assert codes(story.check(na=(2,), reason=reason)) == ["na-reason"]
    assert codes(story.advance(ticks=(1, 3), na=(2,))) == ["na-reason"]
    assert story.check(na=(2,), reason=" no props ") == ["ticked", "noted"]
    assert left(story) == [(1, 2, "na", "no props")]
    assert story.check(na=(2,), reason="not wanted") == ["ticked", "noted"]
    assert codes(story.check(na=(2,), reason="a\x00")) == ["bad-text"]


def test_a_record_from_before_replays_without_a_reason() -> None:
    story = started()
    ticked = {"fact": "ticked", "visit": 1, "items": [], "na": [2]}
    story.task = evolve(story.task, [ticked], Meta("小王", story.now, story.now), 2, b"2", 7)
    assert states(story)[1] == "na"
    assert left(story) == []


# -- another version


NEW = PHOTOS.replace("[{tick: Light", "[First, {tick: Light").replace(", Background", "")


def test_what_was_left_for_a_line_goes_with_it_to_another_version() -> None:
    story = started()
    story.check(1, 3, evidence=(("a.jpg", HASH, 3),))
    attach(story, "b.jpg")
    target = program(NEW)
    context = story.context

    def with_target(who: str) -> Any:
        return context(who)._replace(target=Program(target.definition))

    story.context = with_target  # type: ignore[method-assign]
    assert story.do(Migrate(b"", 7, 2)) == ["migrated"]
    assert story.facts[-1][0]["notes"] == [{"note": 1, "item": 2}, {"note": 2, "item": 0}]
    assert left(story) == [
        (1, 2, "evidence", "a.jpg"), (1, 0, "evidence", "a.jpg"), (0, 0, "attachment", "b.jpg"),
    ]  # fmt: skip


# -- comments that point at people


def say(story: Story, *mentions: str, who: str = "小王") -> Any:
    answer = story.do(Comment(b"", 7, "look @here", None, mentions), who)
    return answer if isinstance(answer, Refusal) else story.facts[-1]


def test_who_is_mentioned_is_told_in_the_same_event() -> None:
    story = started()
    said, told = say(story, "person:小李", "role:director")
    assert said == {"fact": "commented", "text": "look @here"}
    assert told == {
        "fact": "noticed", "notice": 1, "kind": "mention", "to": [], "for": ["person:小李", "role:director"],
        "by": "小王", "text": "look @here",
    }  # fmt: skip


def test_everybody_is_who_has_a_part_in_the_task_but_who_says_it() -> None:
    story = started()
    assert say(story, "everybody")[1]["for"] == ["role:warehouse"]
    story.do(Claim(b"", 7, 1), "小王")
    assert [fact["fact"] for fact in say(story, "everybody")] == ["commented"], "nobody else"
    assert say(story, "everybody", who="小李")[1]["for"] == ["person:小王"]
    assert say(story, "person:小王")[1]["for"] == ["person:小王"], "a note to oneself"
