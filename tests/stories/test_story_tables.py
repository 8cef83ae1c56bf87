"""The example of decision tables in docs/examples, played through by stories."""

from __future__ import annotations

from pathlib import Path

from small_stories import AROUND

from engine.language.report import render_diagnostics
from engine.publishing import check_documents
from engine.stories import measure, read_stories, run, surroundings
from engine.stories.telling import counts, told
from engine.words import _

SOP = Path(__file__).parents[2] / "docs" / "examples" / "12-tables.sop.yaml"
STORY = """\
story: after-sales
given:
  data: {order_no: "1", platform: tmall, cause: late, days_late: 2, goods: 200}
stories:
  two days late, two percent:
    - {at: 2026-11-20 09:30, by: wang, start: {}, then: {open: accept, limit: {accept: 2026-11-20 13:30}}}
    - {at: "10:00", advance: accept, then: {open: inspect, limit: {inspect: 2026-11-24 10:00}}}
    - {at: "11:00", advance: inspect, values: {amount: 4.01}, refused: cannot-close}
    - {at: "11:10", advance: inspect, values: {amount: 4}, then: {end: end.paid}}
  four days late, five percent, twenty at most:
    - {at: 2026-11-20 09:30, by: wang, start: {days_late: 4, goods: 1000}}
    - {at: "10:00", advance: accept}
    - {at: "11:00", advance: inspect, values: {amount: 20.01}, refused: cannot-close}
    - {at: "11:10", advance: inspect, values: {amount: 20}, then: {end: end.paid}}
  not late at all, nothing:
    - {at: 2026-11-20 09:30, by: wang, start: {days_late: 0}}
    - {at: "10:00", advance: accept, then: {open: refuse}}
    - {at: "10:10", advance: refuse, then: {end: end.refused}}
  lost on WeChat, which answers in two days and inspects in ten:
    - {at: 2026-11-20 09:30, by: wang, start: {platform: wechat, cause: lost}}
    - {at: "09:40", then: {limit: {accept: 2026-11-22 09:30}}}
    - {at: "10:00", advance: accept, then: {open: inspect, limit: {inspect: 2026-11-30 10:00}}}
"""


def test_where_tasks_go_and_when_they_are_due_is_what_the_tables_say() -> None:
    documents = {
        **AROUND,
        "after-sales.sop.yaml": SOP.read_text("utf-8").replace("calendar: cn-office", "calendar: office"),
    }
    checked = check_documents({name: text.encode() for name, text in documents.items()})
    suite, found = read_stories(STORY.encode(), "x.story.yaml", surroundings(checked, ""))
    assert suite is not None, render_diagnostics(found, {"x.story.yaml": STORY}, _)
    went = list(run(suite))
    failures = [told(failure, suite, result.story) for result in went for failure in result.failures]
    assert render_diagnostics(failures, {"x.story.yaml": STORY}, _) == ""
    assert counts(measure(suite, went)).startswith(
        "steps 3 of 3, outcomes 4 of 4, checklist lines 2 of 2, deadlines 2 of 2"
    )
