"""What may be a name: of fields, steps, deadlines, outcomes, roles."""

from __future__ import annotations

import ast

import pytest

from engine.language.compile.names import (
    RESERVED,
    deadline_fault,
    field_fault,
    is_word,
    joined_fault,
    mentions,
    outcome_fault,
    role_fault,
    step_fault,
)


@pytest.mark.parametrize("name", ["weight_kg", "重量", "_x", "Start", "café", "x2"])
def test_words_name_anything(name: str) -> None:
    assert is_word(name)
    for fault in (field_fault, step_fault, deadline_fault, outcome_fault, role_fault, joined_fault):
        assert fault(name) is None


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_reserved_words_name_neither_fields_nor_steps_nor_deadlines(name: str) -> None:
    for fault in (field_fault, step_fault, deadline_fault):
        found = fault(name)
        assert found is not None
        assert found.code == "N402"


def test_every_name_that_python_could_not_parse_bare_is_reserved() -> None:
    for name in ("class", "return", "lambda", "None", "is"):
        with pytest.raises(SyntaxError):
            ast.parse(f"{name} = 1")
        assert name in RESERVED


@pytest.mark.parametrize(
    ("name", "character"), [("2x", "2"), ("a b", " "), ("a-b", "-"), ("a\u200bb", "U+200B"), ("a📦", "📦")]
)
def test_what_cannot_stand_in_a_fields_name_is_named(name: str, character: str) -> None:
    found = field_fault(name)
    assert found is not None
    assert (found.code, found.data["character"]) == ("N401", character)


@pytest.mark.parametrize(("name", "plain"), [("ＳＫＵ", "SKU"), ("ﬁnal", "final"), ("x²", "x2")])
def test_a_name_that_python_would_fold_is_refused(name: str, plain: str) -> None:
    for fault in (field_fault, deadline_fault, outcome_fault, role_fault):
        found = fault(name)
        assert found is not None
        assert (found.code, found.data["plain"]) == ("N405", plain)


def test_a_step_may_be_a_phrase() -> None:
    for name in ("Collect samples", "第1步", "1 Pick", "hand-over", "打包 📦", "到货（抽检）"):
        assert step_fault(name) is None
    assert not is_word("Collect samples")
    found = step_fault("Pick\u2028pack")
    assert found is not None
    assert found.data["character"] == "U+2028"


def test_deadlines_outcomes_and_roles_may_have_hyphens_and_begin_with_digits() -> None:
    for fault in (deadline_fault, outcome_fault, role_fault):
        assert fault("48h-rule") is None


def test_outcomes_and_roles_have_reserved_words_of_their_own() -> None:
    assert outcome_fault("pass") is None
    assert role_fault("return") is None
    assert [fault.code for fault in (outcome_fault("cancelled"), role_fault("starter")) if fault] == [
        "N403",
        "N404",
    ]


def test_a_text_mentions_whole_words_only() -> None:
    assert mentions("weight_kg > 30", {"weight_kg"})
    assert mentions("3 days after Collect samples.done", {"Collect samples"})
    assert not mentions("weight_kg > 30", {"weight", "kg", "3"})
    assert not mentions("", {"weight"})
