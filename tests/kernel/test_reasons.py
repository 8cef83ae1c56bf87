"""Why a deadline is when it is: what is explained comes out at the clock's own due, pauses and all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernel_story import Story, at, local

from engine.kernel.reasons import chains, next_rung, reason, still
from engine.model.commands import Hold, Resume

HOUR = 3_600_000
DUES = (
    "4 work hours", "2 workdays by 18:00", "30h", "3 days", "1 week by friday 18:00", "2 workdays",
    "by 08:00", "1 day before sale_at by 18:00 or workday before", "6 work hours before sale_at", "sale_at",
    "5h after start",
)  # fmt: skip


def sop(own: str, promised: str, pause: str, resume: str) -> str:
    return f"""
sop: any
calendar: office
role: warehouse
required: [sale_at]
data:
  sale_at: {{type: datetime}}
deadlines:
  ready: {{step: last, due: {promised}, limit: 1 workday after sale_at, pause: {pause}, resume: {resume}}}
steps:
  first: {{due: {own}, resume: {resume}, next: ask}}
  ask: {{next: last}}
  last: {{}}
"""


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    own=st.sampled_from(DUES),
    promised=st.sampled_from(DUES[7:]),
    pause=st.sampled_from(["[hold]", "[ask]", "[hold, ask]"]),
    resume=st.sampled_from(["remaining", "absolute", "restart"]),
    steps=st.lists(st.tuples(st.sampled_from("hrha"), st.integers(1, 70)), max_size=8),
)
def test_an_explanation_comes_out_at_the_clock_s_due(
    own: str, promised: str, pause: str, resume: str, steps: list[tuple[str, int]]
) -> None:
    story = Story(sop(own, promised, pause, resume), now="2026-09-29 15:00")
    story.start(sale_at=at("2026-10-16 12:00"))
    for what, hours in steps:
        story.now += hours * HOUR
        if what == "a":
            story.advance()
        else:
            story.do(Hold(b"", 7, reason="rain") if what == "h" else Resume(b"", 7))
        assert story.task is not None
        for span in story.task.clocks:
            if span.ended is None:
                for which in ("due", "limit"):
                    found = reason(story.program, story.task, span, which, story.context("小王"))
                    expected = getattr(span, which)
                    assert (found.at if found else None) == expected, (which, span)


SIMPLE = sop("4 work hours", "sale_at", "[hold]", "remaining")


def held(text: str = SIMPLE) -> Story:
    """On hold from Wednesday 11:00 to Thursday 10:00, with 3 of 4 hours left."""
    story = Story(text, now="2026-11-18 10:00")
    story.start(sale_at=at("2026-12-01 12:00"))
    story.do(Hold(b"", 7, reason="rain"), now="2026-11-18 11:00")
    return story


def test_what_a_pause_did() -> None:
    story = held()
    assert story.task is not None
    paused = chains(story.task)[-1][-1]
    stood = still(story.program, story.task, paused, story.context("小王"))
    assert stood is not None
    assert [(hold.reason, hold.actor) for hold in stood.holds] == [("rain", "小王")]
    story.do(Resume(b"", 7), now="2026-11-19 10:00")
    span = next(one for one in story.task.clocks if one.visit and one.ended is None)
    found = reason(story.program, story.task, span, "due", story.context("小王"))
    assert found is not None
    (pause,) = found.stood
    assert (local(pause.before), local(pause.after)) == ("2026-11-18 14:00", "2026-11-19 13:00")
    assert (pause.how, pause.left) == ("work", 3 * HOUR)
    assert local(found.lines[-1].data["at"]) == "2026-11-18 14:00"
    assert still(story.program, story.task, span, story.context("小王")) is None


def test_a_pause_that_moves_nothing() -> None:
    story = held(SIMPLE.replace("resume: remaining, next", "resume: absolute, next"))
    story.do(Resume(b"", 7), now="2026-11-18 12:00")
    assert story.task is not None
    span = next(one for one in story.task.clocks if one.visit and one.ended is None)
    found = reason(story.program, story.task, span, "due", story.context("小王"))
    assert found is not None
    assert [one.how for one in found.stood] == [""]
    assert local(found.at) == "2026-11-18 14:00"


@pytest.mark.parametrize("climbed", [False, True])
def test_the_next_rung(climbed: bool) -> None:
    ladder = "escalate:\n  - {at: 1h before due, notify: assignee}\n  - {at: due, notify: lead}\nsteps:"
    story = Story(SIMPLE.replace("steps:", ladder), now="2026-11-18 10:00")
    story.start(sale_at=at("2026-12-01 12:00"))
    assert story.task is not None
    (span,) = [one for one in story.task.clocks if one.visit]
    if climbed:
        span = span._replace(rungs=span.rungs[1:])
    found = next_rung(story.program, span)
    assert found is not None
    when, no, rung = found
    assert (local(when), no, rung.notify) == (
        ("2026-11-18 14:00", 2, ("lead",)) if climbed else ("2026-11-18 13:00", 1, ("assignee",))
    )
