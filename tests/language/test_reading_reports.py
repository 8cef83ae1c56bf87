"""Reports: the underlining stands below what is meant, and nothing of a document reaches the terminal raw."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import english

from engine.language.report import LONGEST_LINE, hint, message, render_diagnostics, width
from engine.model.diagnostics import WARNING, Diagnostic, Place


def unknown(key: str, place: Place, *suggestions: str) -> Diagnostic:
    data = {"key": key, "what": "a step", "keys": "title, role"}
    return Diagnostic("S201", place, data, suggestions)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("title", 5), ("标题", 4), ("重量(kg)", 8), ("：", 2), ("é", 1), ("e\u0301", 1), ("👍", 2), ("", 0)],
)
def test_chinese_characters_and_signs_take_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_one_name_two_names_three_names() -> None:
    place = Place("x", 1, 1)
    assert hint(unknown("a", place), english) == "its keys are: title, role"
    assert hint(unknown("a", place, "title"), english) == "did you mean 'title'?"
    assert hint(unknown("a", place, "title", "role"), english) == "did you mean 'title' or 'role'?"
    assert hint(unknown("a", place, "a", "b", "c"), english) == "did you mean 'a' or 'b' or 'c'?"


def test_a_percent_sign_or_a_placeholder_in_a_document_is_only_text() -> None:
    said = message(unknown("%(what)s 100% %s", Place("x", 1, 1)), english)
    assert said == "'%(what)s 100% %s' is not a key of a step"


def test_line_ends_and_escapes_of_a_document_cannot_forge_a_report() -> None:
    said = message(unknown("a\nx.yaml:1:1: error \x1b[31m\u202e", Place("x", 1, 1)), english)
    assert said == "'a x.yaml:1:1: error \ufffd[31m\ufffd' is not a key of a step"


def test_a_long_value_is_cropped() -> None:
    said = message(unknown("很" * 500, Place("x", 1, 1)), english)
    assert said == f"'{'很' * 79}…' is not a key of a step"


def test_a_long_line_is_shown_around_its_place() -> None:
    line = "a: " + "x" * 5000 + "错" + "y" * 5000
    place = Place("x.yaml", 1, line.index("错") + 1)
    shown, caret = render_diagnostics([unknown("错", place)], {"x.yaml": line}, english).splitlines()[1:3]
    assert shown.startswith("    1 | …xxx")
    assert shown.endswith("yyy…")
    assert len(shown) <= LONGEST_LINE + 12
    assert width(shown[: shown.index("错")]) == caret.index("^")
    assert caret.count("^") == 2


def test_a_warning_says_so_and_a_missing_source_leaves_the_line_out() -> None:
    warning = Diagnostic("Y147", Place("x.yaml", 3, 1), severity=WARNING)
    assert render_diagnostics([warning], {}, english) == (
        "x.yaml:3:1: warning[Y147] full-width quotes are part of the text; they do not quote it\n"
        "      hint: write \"...\" or '...'; inside these, full-width quotes are a text's own\n"
    )


def test_after_the_most_only_their_number_is_said() -> None:
    many = [unknown("a", Place("x", no, 1)) for no in range(1, 6)]
    said = render_diagnostics(many, {}, english, most=2)
    assert said.count("error[S201]") == 2
    assert said.endswith("\n\nand 3 more\n")


def test_texts_go_through_the_translation_and_so_do_the_names_of_things() -> None:
    said = message(unknown("titel", Place("x", 1, 1)), lambda text: {"a step": "步骤"}.get(text, text))
    assert said == "'titel' is not a key of 步骤"


@settings(derandomize=True, max_examples=200)
@given(st.text(), st.integers(0, 30), st.integers(0, 30), st.integers(1, 30))
def test_no_place_and_no_source_breaks_a_report(source: str, line: int, column: int, wide: int) -> None:
    """Places beyond the end of a line or of the file are possible where a file is cut off."""
    said = render_diagnostics([unknown("k", Place("x", line, column, wide))], {"x": source}, english)
    assert said.splitlines()[0].startswith(f"x:{line}:{column}: error[S201]")
