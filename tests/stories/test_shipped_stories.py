"""Every SOP that ships has stories, they pass, and they reach every outcome; and each thing that they
say must be so would be missed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

import workflows
from engine.publishing import Checked, check_documents
from engine.stories import Suite, measure, read_stories, run, surroundings
from engine.stories.plan import Moment, Wanted

SHIPPED = Path(workflows.__file__).parent
SOPS = sorted(SHIPPED.glob("*.sop.yaml"))
NAMES = [path.name.removesuffix(".sop.yaml") for path in SOPS]


@lru_cache(maxsize=1)
def documents() -> tuple[Checked, ...]:
    paths = [path for path in SHIPPED.rglob("*.yaml") if not path.name.endswith(".story.yaml")]
    return tuple(check_documents({str(path): path.read_bytes() for path in paths}))


@lru_cache
def suite_of(name: str) -> Suite:
    path = SHIPPED / f"{name}.story.yaml"
    suite, found = read_stories(path.read_bytes(), str(path), surroundings(documents(), str(SHIPPED)))
    assert suite is not None, found
    assert found == []
    assert suite.definition.sop == name
    return suite


def test_there_are_sops() -> None:
    assert "shipping" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_all_stories_pass_and_reach_everything(name: str) -> None:
    suite = suite_of(name)
    results = list(run(suite))
    failed = {
        result.story.title: [(each.found.place.line, each.found.data) for each in result.failures]
        for result in results
        if result.failures
    }
    assert failed == {}
    coverage = measure(suite, results)
    assert {kind: dict(count.missing) for kind, count in coverage._asdict().items()} == {
        "steps": {}, "outcomes": {}, "lines": {}, "deadlines": {}, "rules": {}, "rungs": {},
    }  # fmt: skip


def test_every_end_of_shipping_is_told() -> None:
    told = {
        wanted.value
        for story in suite_of("shipping").stories
        for moment in story.moments
        for wanted in moment.wanted
        if wanted.key == "end"
    }
    assert told == {"end", "end.cancelled", "end.lost"}


def other(wanted: Wanted) -> Wanted:
    """The same with another value."""
    if wanted.key in ("open", "told", "escalated", "assigned", "held", "paused", "late", "breached"):
        return wanted._replace(value=() if wanted.value else ("pick",))
    if wanted.key in ("due", "limit"):
        return wanted._replace(value=(wanted.value or 0) + 60_000)
    return wanted._replace(value="end.nowhere" if wanted.key == "end" else None)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_a_story_says_is_idle(name: str) -> None:
    """Each expectation changed by itself makes its story fail at its place, each refusal too."""
    suite = suite_of(name)
    changed = 0
    for story in suite.stories:
        for number, moment in enumerate(story.moments):
            for mutant, place in mutants(moment):
                moments = (*story.moments[:number], mutant, *story.moments[number + 1 :])
                (result,) = run(suite._replace(stories=(story._replace(moments=moments),)))
                assert [failure.found.place for failure in result.failures] == [place]
                changed += 1
    assert changed > (8 if suite.definition.schedule else 60)  # what a schedule starts is small


def mutants(moment: Moment) -> list[tuple[Moment, object]]:
    found: list[tuple[Moment, object]] = []
    for number, wanted in enumerate(moment.wanted):
        all_wanted = (*moment.wanted[:number], other(wanted), *moment.wanted[number + 1 :])
        found.append((moment._replace(wanted=all_wanted), wanted.place))
    if moment.refused:
        found.append((moment._replace(refused=()), moment.place))
        found.append((moment._replace(refused=("calendar-gap",)), moment.refused_place))
    elif moment.act is not None:
        found.append((moment._replace(refused=("calendar-gap",)), moment.refused_place))
    return found
