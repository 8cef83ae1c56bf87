"""The control-flow patterns: each is an SOP with a story that shows it, and that fails where it is broken in
what makes it the pattern. That docs/patterns.md says the same is tested in tests/docs."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from docs.reference import page
from docs.reference.patterns import FOLDER, Pattern, groups, patterns
from engine.model.diagnostics import ERROR
from engine.publishing import Checked, check_documents
from engine.stories import Suite, measure, read_stories, run, surroundings

ALL = {each.file: each for each in patterns()}
BROKEN = [(each, number) for each in ALL.values() for number in range(len(each.breaks))]


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """Every document of the folder but the stories and the list."""
    paths = [*FOLDER.glob("*.sop.yaml"), *FOLDER.glob("called/*.sop.yaml")]
    paths += [FOLDER / "team.yaml", FOLDER / "workspace.yaml"]
    return {str(path.relative_to(FOLDER)): path.read_bytes() for path in paths}


@lru_cache(maxsize=1)
def checked() -> tuple[Checked, ...]:
    return tuple(check_documents(files()))


def suite(pattern: Pattern, documents: tuple[Checked, ...]) -> Suite:
    """The pattern's stories, read beside these documents."""
    name = f"{pattern.file}.story.yaml"
    found, wrong = read_stories((FOLDER / name).read_bytes(), name, surroundings(documents, ""))
    assert found is not None, wrong
    assert wrong == []
    return found


def broken(pattern: Pattern, number: int) -> tuple[Checked, ...]:
    """The documents with one change of the pattern's SOP: nothing but its meaning may be wrong with it."""
    name = f"{pattern.file}.sop.yaml"
    text = files()[name].decode()
    for old, new in pattern.breaks[number].items():
        assert old in text, old
        text = text.replace(old, new)
    called = {path: source for path, source in files().items() if not path[:2].isdigit()}
    callees = {path: source for path, source in files().items() if path.startswith(("05-", "22-"))}
    documents = tuple(check_documents({**called, **callees, name: text.encode()}))
    errors = [found for each in documents for found in each.diagnostics if found.severity == ERROR]
    assert errors == []
    return documents


def test_every_pattern_is_there_once_and_nothing_else() -> None:
    assert sorted(each.number for each in patterns()) == list(range(1, 44))
    assert len({each.name for each in patterns()}) == 43
    assert {each.group for each in patterns()} == set(groups())
    sops = {path.name.removesuffix(".sop.yaml") for path in FOLDER.glob("*.sop.yaml")}
    stories = {path.name.removesuffix(".story.yaml") for path in FOLDER.glob("*.story.yaml")}
    assert sops == stories == set(ALL)


def test_lint_finds_nothing_in_any_of_them() -> None:
    assert [found for each in checked() for found in each.diagnostics] == []


@pytest.mark.parametrize("pattern", ALL.values(), ids=ALL)
def test_an_sop_of_a_pattern_is_short(pattern: Pattern) -> None:
    assert 4 <= len(files()[f"{pattern.file}.sop.yaml"].splitlines()) <= 25


@pytest.mark.parametrize("pattern", ALL.values(), ids=ALL)
def test_its_stories_pass_and_reach_everything(pattern: Pattern) -> None:
    found = suite(pattern, checked())
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


def test_every_pattern_can_be_broken() -> None:
    assert [each.name for each in patterns() if not each.breaks] == []


def test_the_links_of_the_page_lead_to_the_sops() -> None:
    links = re.findall(r"\]\(\.\./tests/patterns/(.*?)\)", page("patterns.md"))
    assert sorted(links) == sorted(path.name for path in FOLDER.glob("*.sop.yaml"))
