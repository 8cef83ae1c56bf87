"""What somebody means who names a step that is to be reopened."""

from __future__ import annotations

import pytest
from mistaken import Mistaken

from engine.model.refusals import Refusal
from engine.model.reopening import to_reopen

SOP = """
sop: boxes
role: warehouse
data: {boxes: {type: list, of: text, default: [A, "b c", D/E]}}
steps:
  begin: {title: Begin here}
  pack: {each: box in boxes, steps: {weigh: {}}}
  send: {}
"""


def story() -> Mistaken:
    told = Mistaken(SOP)
    told.start()
    told.advance()
    for item in ("A", "b c", "D/E"):
        told.advance(visit=("weigh", item))
    return told


def meant(told: Mistaken, text: str) -> str | dict[str, object]:
    assert told.task is not None
    found = to_reopen(told.program.definition, told.task, text)
    if isinstance(found, Refusal):
        return {"code": found.code, **found.data}
    return f"{found.step}#{found.n}"


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("begin", "begin#1"),
        ("Begin here", "begin#1"),
        ("weigh#2", "weigh#2"),
        ("weigh/A", "weigh#1"),
        ("weigh/b c", "weigh#2"),
        ("weigh/D/E", "weigh#3"),
        ("send", "send#1"),
        ("pack", "pack#1"),
    ],
)
def test_the_latest_visit_of_a_step_of_an_item_or_by_its_number(text: str, visit: str) -> None:
    assert meant(story(), text) == visit


def test_what_is_not_clear_is_asked() -> None:
    told = story()
    which = {"code": "reopen-which", "task": 7, "visits": ["T-7/weigh/A", "T-7/weigh#2", "T-7/weigh#3"]}
    assert meant(told, "weigh") == which
    assert meant(told, "") == {
        "code": "reopen-which", "task": 7, "visits": ["T-7/begin", "T-7/weigh", "T-7/send"],
    }  # fmt: skip
    fresh = Mistaken(SOP)
    fresh.start()
    assert meant(fresh, "") == "begin#1"
    assert meant(fresh, "send") == {"code": "never-open", "task": 7, "step": "send"}
    assert meant(told, "weigh/Z") == {"code": "unknown-visit", "task": 7, "visit": "weigh/Z"}
    assert meant(told, "weigh#9") == {"code": "unknown-visit", "task": 7, "visit": "weigh#9"}
    gone = meant(told, "sned")
    assert isinstance(gone, dict)
    assert gone["code"] == "unknown-step"
