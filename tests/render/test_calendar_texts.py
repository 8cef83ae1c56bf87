"""What each refusal about calendars says, whole."""

from __future__ import annotations

import pytest

from engine.model.refusals import Refusal
from engine.render.refusal_calendar_texts import CALENDAR_TEXTS
from engine.render.refusals import line

SAID = [
    (
        "unknown-calendar",
        {"name": "cn-ofice"},
        "There is no calendar cn-ofice, neither published nor in a file here.",
    ),
    ("not-a-calendar", {"path": "team.yaml"}, "team.yaml is no calendar, but another document."),
    ("days-unreadable", {"path": "x.ics", "problem": "no"}, "x.ics cannot be read: no"),
    (
        "days-bad-rows",
        {"path": "x.csv", "n": 2},
        "Nothing was written; rows of x.csv that are not clear: 2.",
    ),
    (
        "days-no-place",
        {"path": "c.yaml"},
        "The days cannot be written into c.yaml: its lists in brackets hold comments or line ends.",
    ),
    ("into-which", {"files": ["a.yaml", "b.yaml"]}, "Into which calendar file? There are: a.yaml, b.yaml."),
    ("into-which", {}, "There is no calendar file here."),
]


@pytest.mark.parametrize(("code", "data", "said"), SAID)
def test_it_says(code: str, data: dict[str, object], said: str) -> None:
    assert line(Refusal(code, data)) == said


def test_every_code_is_in_the_list_above() -> None:
    assert {code for code, _, _ in SAID} == set(CALENDAR_TEXTS)
