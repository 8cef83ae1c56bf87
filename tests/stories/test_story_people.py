"""Stories about people: turns, deputies of the team file, what is undone, what an override counts for."""

from __future__ import annotations

import pytest

from engine.publishing import check_documents
from engine.stories import measure, read_stories, run, surroundings
from engine.stories.telling import told
from engine.words import set_language

SOP = """\
sop: parcel
role: warehouse
owner: lead
may: {override: lead}
steps:
  pack: {assign: in turn, checklist: [Label it]}
  check: {role: [warehouse, lead], not_by: [pack]}
  send: {}
"""
TEAM = """\
team: shop
roles: [warehouse, lead]
people:
  bai: {roles: [warehouse], deputies: [chen], off: [2026-11-23]}
  chen: {roles: [warehouse]}
  zhao: {roles: {lead: {from: 2026-11-21}}}
"""


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def going(stories: str, sop: str = SOP) -> tuple[list[str], str]:
    """What goes otherwise, and which outcomes no story reaches."""
    files = {"a.sop.yaml": sop, "team.yaml": TEAM, "workspace.yaml": "workspace: shop\n"}
    around = surroundings(check_documents({name: text.encode() for name, text in files.items()}), "")
    suite, found = read_stories(f"story: parcel\nstories:\n{stories}".encode(), "x.story.yaml", around)
    assert suite is not None, found
    went = list(run(suite))
    otherwise = [told(one, suite, result.story) for result in went for one in result.failures]
    said = [f"{one.place.line} {one.code} {one.data}" for one in otherwise]
    return said, " ".join(measure(suite, went).outcomes.missing)


def test_turns_days_off_dated_roles_and_four_eyes_are_those_of_the_team_file() -> None:
    assert going(
        """\
  a:
    - {at: 2026-11-20 09:00, by: bai, start: {}, then: {assignee: {pack: bai}}}
    - {at: "09:10", by: zhao, reopen: pack, reason: again, refused: may-not}
    - {at: "09:20", by: chen, advance: pack, tick: 1, refused: assigned-to-other}
    - {at: 2026-11-23 09:00, advance: pack, tick: 1, then: {for: {pack: bai}, open: check}}
    - {at: "09:10", advance: check, refused: not-by}
    - {at: "09:20", by: zhao, advance: check, then: {open: send}}
    - {at: "09:30", undo: yes, then: {open: check}}
    - {at: 2026-11-24 09:40, reopen: pack, reason: once more, then: {open: pack, assignee: {pack: chen}}}
"""
    ) == ([], "send.done")


def test_what_was_overridden_is_reached_by_no_story() -> None:
    assert going(
        """\
  a:
    - {at: 2026-11-21 09:00, by: bai, start: {}}
    - {at: "09:10", by: zhao, override: pack, reason: in a hurry, then: {open: check}}
    - {at: "09:20", override: send, reason: no, refused: step-not-open}
"""
    ) == ([], "pack.done check.done send.done")


def test_the_day_until_which_somebody_is_away_is_not_that_of_the_moments_below() -> None:
    assert going(
        """\
  a:
    - {at: 2026-11-20 08:00, away: chen, until: 2026-11-25 09:00}
    - {at: "09:00", by: bai, start: {}}
    - {at: "09:30", by: bai, delegate: pack, to: zhao, then: {assignee: {pack: zhao}, for: {pack: bai}}}
    - {at: "09:40", back: chen}
    - {at: "09:50", by: chen, advance: pack, tick: 1, refused: assigned-to-other}
"""
    ) == ([], "pack.done check.done send.done")


def test_deputies_that_are_named_go_before_those_of_the_team_file() -> None:
    said, _ = going(
        """\
  a:
    - {at: 2026-11-20 09:00, by: bai, start: {}}
    - {at: "09:10", away: bai, deputies: zhao}
    - {at: "09:20", by: chen, advance: pack, tick: 1}
"""
    )
    assert len(said) == 1
    assert said[0].startswith("6 T040 {'code': 'assigned-to-other'")


def test_a_line_is_ticked_with_what_shows_it() -> None:
    proven = SOP.replace("[Label it]", "[{tick: Label it, evidence: yes}]")
    assert going(
        """\
  a:
    - {at: 2026-11-20 09:00, by: bai, start: {}}
    - {at: "09:10", attach: "https://example.com/order"}
    - {at: "09:20", attach: "ftp://example.com/order", refused: attach-scheme}
    - {at: "09:30", advance: pack, tick: 1, refused: evidence-missing}
    - {at: "09:40", check: pack, tick: Label it, evidence: label.jpg}
    - {at: "09:50", advance: pack, then: {open: check}}
""",
        proven,
    ) == ([], "check.done send.done")
