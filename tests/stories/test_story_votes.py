"""Stories of votes: several people advance one visit, and an outcome that was voted on counts as reached."""

from __future__ import annotations

import pytest

from engine.publishing import check_documents
from engine.stories import measure, read_stories, run, surroundings
from engine.stories.telling import told
from engine.words import set_language

SOP = """\
sop: price
role: buyer
required: [price]
data: {price: money}
steps:
  propose: {}
  agree:
    role: [finance, legal]
    votes: {price >= 100: all, else: 1}
    checklist: [Look at the margin]
    outcomes: {approve: publish, reject: {to: propose, reason: required}}
  publish: {}
"""
TEAM = """\
team: shop
roles: [buyer, finance, legal]
people:
  wang: {roles: [buyer]}
  li: {roles: [finance, legal]}
  zhao: {roles: [finance], deputies: [sun]}
  qian: {roles: [legal]}
  sun: {roles: [buyer]}
"""


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def going(stories: str) -> tuple[list[str], list[str], list[str]]:
    """What goes otherwise; the outcomes and the checklist lines that no story reaches."""
    files = {"a.sop.yaml": SOP, "team.yaml": TEAM, "workspace.yaml": "workspace: shop\n"}
    around = surroundings(check_documents({name: text.encode() for name, text in files.items()}), "")
    suite, found = read_stories(f"story: price\nstories:\n{stories}".encode(), "x.story.yaml", around)
    assert suite is not None, found
    went = list(run(suite))
    otherwise = [told(one, suite, result.story) for result in went for one in result.failures]
    reached = measure(suite, went)
    said = [f"{one.place.line} {one.code} {one.data}" for one in otherwise]
    return said, list(reached.outcomes.missing), list(reached.lines.missing)


BEGUN = """\
  {name}:
    - {{at: 2026-11-20 09:00, by: wang, start: {{price: {price}}}}}
    - {{at: "09:10", by: wang, advance: propose, then: {{open: agree}}}}
"""


def test_two_people_agree_and_an_outcome_is_reached() -> None:
    assert going(
        BEGUN.format(name="dear", price=100)
        + """\
    - {at: "09:20", by: li, advance: agree, outcome: approve, tick: 1, then: {votes: {agree: li}}}
    - {at: "09:30", by: li, advance: agree, outcome: approve, refused: voted-already}
    - {at: "09:40", by: wang, set: {price: 120}, then: {votes: {agree: []}}}
    - {at: "09:50", by: li, advance: agree, outcome: approve}
    - {at: "10:00", by: zhao, advance: agree, outcome: approve, then: {votes: {agree: [li, zhao]}}}
    - {at: "10:10", by: wang, set: {price: 99}}
    - {at: "10:20", by: wang, advance: publish, refused: approval-void}
    - {at: "10:30", by: wang, reopen: agree, reason: the price was changed, then: {open: agree}}
    - {at: "10:40", by: qian, advance: agree, outcome: approve, tick: 1, then: {open: publish}}
    - {at: "10:50", by: wang, advance: publish, then: {end: end}}
"""
        + BEGUN.format(name="rejected", price=5)
        + """\
    - {at: "09:20", by: qian, advance: agree, outcome: reject, reason: too cheap, then: {open: propose}}
"""
    ) == ([], [], [])


def test_a_vote_that_does_not_close_reaches_no_outcome() -> None:
    _, outcomes, lines = going(
        BEGUN.format(name="dear", price=100)
        + """\
    - {at: "09:20", by: li, advance: agree, outcome: approve, tick: 1, then: {open: agree}}
"""
    )
    assert "agree.approve" in outcomes
    assert lines == [], "the line was ticked"


def test_a_deputy_in_a_story() -> None:
    assert (
        going(
            BEGUN.format(name="away", price=100)
            + """\
    - {at: "09:15", away: zhao}
    - {at: "09:20", by: sun, advance: agree, outcome: approve, tick: 1, then: {votes: {agree: sun}}}
    - {at: "09:25", back: zhao}
    - {at: "09:30", by: zhao, advance: agree, outcome: approve, refused: voted-already}
    - {at: "09:40", by: qian, advance: agree, outcome: approve, then: {open: publish}}
"""
        )[0]
        == []
    )
