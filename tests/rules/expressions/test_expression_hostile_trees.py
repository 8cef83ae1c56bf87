"""A tree that did not come from the parser: nothing in it runs, whatever it says."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from expression_world import env
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.definition import Expression
from engine.rules.expressions import EvaluationProblem, Missing, evaluator, names, steps
from engine.rules.expressions.closures import BUILDERS
from engine.rules.expressions.signatures import SIGNATURES


def build(tree: Any) -> Any:
    return evaluator(Expression("", tree, "boolean"))


def nested(depth: int) -> Any:
    tree: Any = ["boolean", True]
    for _ in range(depth):
        tree = ["not", tree]
    return tree


@pytest.mark.parametrize(
    "tree",
    [
        None,
        3,
        "now",
        [],
        [[]],
        {},
        ["eval", "1"],
        ["__class__"],
        ["call", "eval", [["text", "1"]]],
        ["call", "__import__", [["text", "os"]]],
        ["call", ["text", "len"], []],
        ["call", "len", 3],
        ["call"],
        ["not"],
        ["not", ["boolean", True], 1],
        ["and", [3]],
        ["compare", ["number", 1], []],
        ["compare", ["number", 1], [["is", ["number", 1]]]],
        ["compare", ["number", 1], [["==", ["number", 1], 2]]],
        ["math", "+", "x", "y"],
        ["move", "date", ["date", "2026-11-21"], [], ["number", 1]],
        ["math", "**", ["number", 9], ["number", 9]],
        ["field", "x", "object"],
        ["field", "x", "list[object]"],
        ["number", "NaN"],
        ["number", "Infinity"],
        ["number", True],
        ["date", "2026-02-30"],
        ["boolean", 1],
        ["text", 3],
        ["has", ["number", 1]],
        ["has", "x"],
        ["move", "text", ["text", "a"], 1, ["text", "b"]],
        nested(500),
        ["or", [["boolean", False]] * 5_000],
    ],
)
def test_what_is_no_tree_is_refused_before_anything_runs(tree: Any) -> None:
    with pytest.raises(ValueError, match="the tree of an expression"):
        build(tree)


def test_a_list_that_holds_itself_is_refused() -> None:
    tree: list[Any] = ["and"]
    tree.append([tree])
    with pytest.raises(ValueError, match="too deep"):
        build(tree)


KINDS = st.sampled_from(sorted(BUILDERS))
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.sampled_from(["text", "x", "==", "+", "date", "number", "1.5", "datetime", "duration"]),
    st.sampled_from(sorted(SIGNATURES)),
)
TREES = st.recursive(
    LEAVES,
    lambda children: st.one_of(
        st.lists(children, max_size=4),
        st.builds(lambda kind, rest: [kind, *rest], KINDS, st.lists(children, max_size=3)),
    ),
    max_leaves=12,
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(TREES)
def test_any_json_is_refused_or_harmless(tree: Any) -> None:
    try:
        holds = build(tree)
    except ValueError:
        return
    names(Expression("", tree, "boolean"))
    steps(Expression("", tree, "boolean"))
    # Types that the parser would have refused are an error here, never an effect.
    with suppress(Missing, EvaluationProblem, TypeError, AttributeError, ValueError):
        holds(env(x=1))
