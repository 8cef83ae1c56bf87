"""Who gets the work: each pattern is an SOP with a story that shows it, and that fails where the SOP is
broken in what makes it the pattern."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from docs.reference import page
from docs.reference.patterns import PEOPLE, Pattern, patterns
from engine.model.diagnostics import ERROR
from engine.publishing import Checked, check_documents
from engine.stories import Suite, measure, read_stories, run, surroundings

ALL = {each.file: each for each in patterns(PEOPLE)}
BROKEN = [(each, number) for each in ALL.values() for number in range(len(each.breaks))]


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """Every document of the folder but the stories and the list."""
    paths = [*PEOPLE.glob("*.sop.yaml"), PEOPLE / "team.yaml", PEOPLE / "workspace.yaml"]
    return {path.name: path.read_bytes() for path in paths}


def suite(pattern: Pattern, documents: tuple[Checked, ...]) -> Suite:
    """The pattern's stories, read beside these documents."""
    name = f"{pattern.file}.story.yaml"
    found, wrong = read_stories((PEOPLE / name).read_bytes(), name, surroundings(documents, ""))
    assert found is not None, wrong
    assert wrong == []
    return found


def broken(pattern: Pattern, number: int) -> tuple[Checked, ...]:
    """The team and the pattern's SOP with one change, which is no mistake in itself."""
    name = f"{pattern.file}.sop.yaml"
    text = files()[name].decode()
    for old, new in pattern.breaks[number].items():
        assert old in text, old
        text = text.replace(old, new)
    around = {path: source for path, source in files().items() if not path.endswith(".sop.yaml")}
    documents = tuple(check_documents({**around, name: text.encode()}))
    errors = [found for each in documents for found in each.diagnostics if found.severity == ERROR]
    assert errors == []
    return documents


def test_every_sop_and_every_story_is_one_of_the_patterns() -> None:
    for ending in (".sop.yaml", ".story.yaml"):
        assert {path.name.removesuffix(ending) for path in PEOPLE.glob(f"*{ending}")} == set(ALL)
    links = re.findall(r"\]\(\.\./tests/patterns_of_people/(.*?)\)", page("patterns.md"))
    assert sorted(links) == sorted(path.name for path in PEOPLE.glob("*.sop.yaml"))


def test_lint_finds_nothing_in_any_of_them() -> None:
    assert [found for each in check_documents(files()) for found in each.diagnostics] == []


@pytest.mark.parametrize("pattern", ALL.values(), ids=ALL)
def test_its_stories_pass_and_reach_everything(pattern: Pattern) -> None:
    found = suite(pattern, tuple(check_documents(files())))
    results = list(run(found))
    failed = [
        (result.story.title, each.found.place.line, each.found.data, each.refusal)
        for result in results
        for each in result.failures
    ]
    assert failed == []
    counted = measure(found, results)
    assert {kind: count.missing for kind, count in counted._asdict().items() if count.missing} == {}


@pytest.mark.parametrize(
    ("pattern", "number"), BROKEN, ids=[f"{each.file}-{number}" for each, number in BROKEN]
)
def test_a_story_fails_where_the_pattern_is_broken(pattern: Pattern, number: int) -> None:
    results = list(run(suite(pattern, broken(pattern, number))))
    assert any(result.failures for result in results), pattern.breaks[number]
