"""Stories of time that passes: rungs, steps that are given away or close themselves, holds, clocks that stand
still."""

from __future__ import annotations

import pytest
from small_stories import AROUND, SOP

from engine.publishing import check_documents
from engine.stories import Result, Suite, measure, read_stories, run, surroundings

LADDERS = """\
sop: help
role: service
data:
  urgent: {type: boolean, default: no}
  owner: person
escalate:
  - {at: due, notify: [assignee, lead]}
  - {at: 1h after due, every: 2h, notify: lead}
steps:
  take:
    due: 2h
    checklist: [{fill: owner, when: urgent}]
  ask:
    due: 4h
    limit: 8h
    outcomes: {done: pack, silent: end.silent}
    escalate:
      - {at: 1h before due, when: urgent, notify: owner, text: "still open"}
      - {at: due, assign: lead, set: {urgent: yes}}
      - {at: limit, close: silent}
  pack: {due: 1h, escalate: []}
"""
GOOD = """\
story: help
stories:
  Nobody answers:
    - {at: 2026-11-20 09:00, by: li, start: {}}
    - {at: "10:59", then: {escalated: [], told: []}}
    - {at: "11:00", then: {escalated: take.1, told: [assignee, lead], assigned: {take: service}}}
    - {at: "14:30", then: {escalated: take.2, told: lead}}
    - {at: "15:00", advance: take, then: {open: ask, late: take}}
    - {at: "18:59", then: {escalated: [], open: ask}}
    - {at: "19:00", then: {escalated: ask.2, assigned: {ask: lead}, data: {urgent: "yes"}}}
    - {at: "23:00", then: {escalated: ask.3, end: end.silent}}
  What is urgent is said before:
    - {at: 2026-11-20 09:00, by: li, start: {urgent: "yes"}}
    - {at: "10:00", advance: take, values: {owner: wang}, then: {open: ask}}
    - {at: "13:00", then: {escalated: ask.1, told: owner}}
    - {at: "13:05", advance: ask, then: {open: pack}}
    - {at: "15:00", then: {escalated: [], told: [], late: pack}}
    - {at: "15:01", advance: pack, then: {end: end}}
  A hold gives the time back:
    - {at: 2026-11-20 09:00, by: li, start: {}}
    - {at: "10:00", hold: task, reason: no answer, until: "16:00", then: {held: task, paused: take}}
    - {at: "12:00", advance: take, refused: on-hold}
    - {at: "16:00", then: {told: assignee, escalated: []}}
    - {at: "17:00", resume: task, then: {held: [], paused: [], due: {take: 2026-11-20 18:00}}}
    - {at: "17:10", hold: take, reason: again, then: {held: take, paused: take}}
    - {at: "17:20", resume: take, then: {due: {take: 2026-11-20 18:10}}}
    - {at: "18:10", then: {escalated: take.1}}
"""


def suite(stories: str, sop: str = LADDERS) -> Suite:
    files = {**AROUND, "parcel.sop.yaml": SOP, "help.sop.yaml": sop}
    around = surroundings(check_documents({name: text.encode() for name, text in files.items()}), "")
    found, problems = read_stories(stories.encode(), "help.story.yaml", around)
    assert found is not None, problems
    assert problems == []
    return found


def ran(stories: str, sop: str = LADDERS) -> list[Result]:
    return list(run(suite(stories, sop)))


def test_rungs_holds_and_what_they_do_are_told_in_stories() -> None:
    results = ran(GOOD)
    assert [(one.story.title, [each.found for each in one.failures]) for one in results] == [
        ("Nobody answers", []), ("What is urgent is said before", []), ("A hold gives the time back", []),
    ]  # fmt: skip


SHORT = """\
story: help
stories:
  Nobody answers:
    - {at: 2026-11-20 09:00, by: li, start: {}}
    - {at: "11:00", advance: take}
    - {at: "15:00", then: {escalated: ask.2}}
    - {at: "19:00", then: {escalated: ask.3}}
"""


def test_rungs_count_as_something_to_reach_those_of_the_sop_once() -> None:
    found = suite(GOOD)
    count = measure(found, run(found)).rungs
    assert (count.reached, count.all, count.missing) == (5, 5, {})
    found = suite(SHORT)
    count = measure(found, run(found)).rungs
    without = {"escalate.2": "1h after due", "ask.1": "1h before due"}
    assert (count.reached, count.all, count.missing) == (3, 5, without)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("escalated: take.1, told", "escalated: [], told", ("escalated", "[]", "take.1")),
        ("assigned: {ask: lead}", "assigned: {ask: service}", ("assigned ask", "service", "lead")),
        ("held: task,", "held: take,", ("held", "take", "task")),
        ("then: {held: [], paused: [],", "then: {held: [], paused: take,", ("paused", "take", "[]")),
    ],
)
def test_what_is_otherwise_is_told(right: str, wrong: str, said: tuple[str, str, str]) -> None:
    assert GOOD.count(right) == 1
    failures = [failure.found for result in ran(GOOD.replace(right, wrong)) for failure in result.failures]
    assert [tuple(one.data[key] for key in ("key", "wanted", "seen")) for one in failures] == [said]


def test_a_rung_whose_verb_cannot_be_carried_out_is_not_reached_whole() -> None:
    """It happened, and said so; what it was to do is not covered by a story that saw it fail."""
    sop = LADDERS.replace("close: silent", "close: done").replace(
        "    limit: 8h\n", "    limit: 8h\n    checklist: [{fill: owner}]\n"
    )
    found = suite(SHORT.replace("ask.3", "ask.3, open: ask"), sop)
    results = list(run(found))
    assert [failure.found for result in results for failure in result.failures] == []
    assert "ask.3" in measure(found, results).rungs.missing
