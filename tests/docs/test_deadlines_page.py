"""docs/deadlines.md: every example of it, written down by hand with what it gives, is tried with the program:
put into an SOP, compiled, started by the kernel, its clocks read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from docs.reference.deadlines import listed, milestones, page
from docs.reference.planning import calendar, document, expected, planned
from engine.language.loading import Document

FILES = ("forms", "cases", "seeds", "cadences")
EXAMPLES = [
    pytest.param(example, id=f"{name}-{number}-{example['yaml'][:30]}")
    for name in FILES
    for number, example in enumerate(listed(name), start=1)
]
DEADLINES = {
    *(f"S000-D{n:02}" for n in range(1, 20)), *(f"S001-D{n:02}" for n in range(1, 12)),
    *(f"S003-D{n:02}" for n in range(1, 11)),
}  # fmt: skip
CADENCES = {
    *(f"S000-C{n:02}" for n in range(1, 10)),
    "S001-C01",
    "S001-C02",
    "S001-C03",
    "S002-C01",
    "S003-C01",
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_gives_what_is_written_beside_it(example: dict[str, Any]) -> None:
    assert expected(example)
    assert planned(example) == expected(example)


@pytest.mark.parametrize("example", EXAMPLES)
def test_lint_finds_no_error_in_it(example: dict[str, Any]) -> None:
    name = example.get("calendar", "cn-office")
    loaded = Document(document(example).encode(), "example.sop.yaml").load(None, {name: calendar(name)})
    assert loaded.value is not None, loaded.diagnostics


def test_the_milestones_are_due_as_their_table_says() -> None:
    example = milestones()
    assert len(listed("milestones")) >= 19
    assert planned(example) == expected(example)


def test_there_are_twenty_cases_and_each_says_why_in_both_languages() -> None:
    assert len(listed("cases")) == 20
    for name in (*FILES, "milestones", "none"):
        for each in listed(name):
            assert each["en"]
            assert re.search(r"[\u4e00-\u9fff]", each["zh"]), each


def test_every_deadline_and_cadence_of_the_founding_documents_has_its_place() -> None:
    """Their rows are named by their numbers: D are deadlines, C cadences."""
    tables = [*listed("seeds"), *listed("cadences"), *listed("milestones")]
    kept = {row for each in tables for row in each["rows"]}
    refused = {row for each in listed("none") for row in each["rows"]}
    assert {*DEADLINES, *CADENCES} <= kept | refused
    assert kept & refused == set()
    assert refused & {*DEADLINES, *CADENCES} == {"S001-D08"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_has_all_of_them_in_both_languages(language: str) -> None:
    text = page(language)
    for name in FILES:
        for example in listed(name):
            assert all(value in text for value in expected(example).values()), example
            assert example[language] in text
    assert "<!-- cases" not in text
    assert len(re.findall(r"^#+ ", text, re.MULTILINE)) == 6
