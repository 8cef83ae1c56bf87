"""Rules about what happens to an item: they close what belongs to that item, and nothing of the others."""

from __future__ import annotations

import pytest

from engine.publishing import check_documents
from engine.stories import Result, read_stories, run, surroundings

PARCELS = """\
sop: parcels
data:
  parcels: {type: list, of: text}
  lost: {type: integer, default: 0}
required: [parcels]
steps:
  every:
    each: parcel in parcels
    data: {weight: number}
    steps:
      look:
        parallel:
          one:
            steps:
              weigh:
                checklist: [{fill: weight}]
                outcomes: {done: end, lost: {to: end, set: {lost: = lost + 1}}}
          two: {steps: {inspect: {outcomes: {done: end, not_needed: end}}}}
  send: {}
rules:
  stop: {after: AFTER, close: inspect.not_needed}
"""
OPENED = "{at: 2026-11-23 09:00, by: wang, start: {parcels: 'A, B'}, then: {open: [weigh, inspect]}}"
LOST = "{advance: weigh, item: A, outcome: lost, values: {weight: 1}, then: {open: %s}}"


def told(after: str, *moments: str) -> Result:
    files = {
        "team.yaml": "team: shop\npeople: {wang: warehouse}\n",
        "parcels.sop.yaml": PARCELS.replace("AFTER", after),
    }
    lines = "".join(f"    - {moment}\n" for moment in (OPENED, *moments))
    beside = surroundings(check_documents({name: text.encode() for name, text in files.items()}), "")
    suite, found = read_stories(f"story: parcels\nstories:\n  x:\n{lines}".encode(), "x.story.yaml", beside)
    assert suite is not None, found
    (result,) = run(suite)
    return result


@pytest.mark.parametrize("after", ["weigh.lost", "weigh.closed", "weight.set"])
def test_what_happens_to_an_item_closes_what_belongs_to_it(after: str) -> None:
    result = told(
        after,
        LOST % "[weigh, inspect]",
        "{advance: inspect, item: A, refused: visit-closed}",
        "{advance: inspect, item: B, then: {open: weigh}}",
    )
    assert result.failures == ()
    assert result.reached.rules == {"stop"}


def test_a_field_of_the_task_belongs_to_no_item() -> None:
    assert (
        told("lost.set", LOST % "weigh", "{advance: inspect, item: B, refused: visit-closed}").failures == ()
    )
