"""The gallery of mistakes: one finding each, where it should be, and nothing wrong once it is mended. What
lint says in both languages is pinned by the page (tests/docs/test_reference.py)."""

from __future__ import annotations

import pytest

from docs.reference.gallery import FOLDER, Mistake, lint, mistakes, parse, report
from engine.language.codes import CODES
from engine.language.report import hint

ALL = {mistake.file: mistake for mistake in mistakes()}


def found(file: str, document: str) -> list[str]:
    return [f"{each.place.line}:{each.place.column} {each.code}" for each in lint(file, document).diagnostics]


@pytest.mark.parametrize("mistake", ALL.values(), ids=ALL)
def test_a_mistake_is_told_once_and_where_it_is(mistake: Mistake) -> None:
    assert found(mistake.file, mistake.document) == [mistake.found]


@pytest.mark.parametrize("mistake", ALL.values(), ids=ALL)
def test_a_mended_mistake_is_none(mistake: Mistake) -> None:
    assert mistake.mended() != mistake.document
    assert found(mistake.file, mistake.mended()) == []


@pytest.mark.parametrize("mistake", ALL.values(), ids=ALL)
def test_a_mistake_stands_in_a_whole_sop_and_is_told_what_to_do_about(mistake: Mistake) -> None:
    assert 8 <= len(mistake.document.splitlines()) <= 25
    assert [each for each in lint(mistake.file, mistake.document).diagnostics if not hint(each, str)] == []


def test_there_are_sixty_and_every_number_is_one_mistake() -> None:
    numbers = [mistake.number for mistake in ALL.values()]
    assert len(numbers) >= 60
    assert len(set(numbers)) == len(numbers)
    assert {mistake.found.split()[1] for mistake in ALL.values()} <= set(CODES)


def test_both_languages_are_told_of_the_same_place() -> None:
    for mistake in ALL.values():
        english, chinese = (report(mistake, language).splitlines() for language in ("en", "zh"))
        assert english[0].split(" ")[0] == chinese[0].split(" ")[0]
        assert english[1:3] == chinese[1:3]
        assert english[0] != chinese[0]


def test_a_file_of_another_form_is_not_taken() -> None:
    text = (FOLDER / "01-full-width-colon.txt").read_text("utf-8")
    assert parse("01-full-width-colon.txt", text).mend == [(18, 18, "    title: 打包\n")]
    for broken in (
        text.replace("---- mend", "---"),
        text.replace("@ 18", "18"),
        text.replace("meant:", "means:"),
    ):
        with pytest.raises(ValueError, match="01-full-width-colon"):
            parse("01-full-width-colon.txt", broken)
