"""What a person is told about an SOP whose shape is right and whose meaning is not, to the character.

The documents and their reports stand in ``messages/``: what is below ``====`` goes in, what is below
``----`` comes out.
"""

from __future__ import annotations

import pytest
from compiling import Example, examples, load, report

from engine.language.codes import FAMILIES
from engine.language.codes.names import VALUES
from engine.rules.values.problems import PROBLEMS


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.title)
def test_a_document_with_mistakes_is_reported_like_this(example: Example) -> None:
    assert report(example.document).strip("\n") + "\n" == example.report


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.title)
def test_a_mistake_is_an_error_and_gives_no_definition(example: Example) -> None:
    definition, diagnostics, _ = load(example.document)
    assert (definition is None) == any(each.severity == "error" for each in diagnostics)


def test_every_code_of_names_and_flow_is_shown_by_an_example() -> None:
    """``N400`` is for what the schema refuses already; of values, some stand for many."""
    shown = "".join(example.report for example in examples())
    missing = [code for family in ("N4", "F7") for code in FAMILIES[family] if f"[{code}]" not in shown]
    by_values = set(VALUES.values())
    assert [code for code in missing if code not in by_values] == ["N400", "N405", "N460", "N461"]


def test_every_problem_of_a_value_has_its_code() -> None:
    assert VALUES.keys() == PROBLEMS.keys()
    assert len(set(VALUES.values())) == len(VALUES)
