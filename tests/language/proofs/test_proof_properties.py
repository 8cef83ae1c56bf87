"""Small random conditions over few values: what is found is exactly what asking every world finds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.proofs import candidates
from engine.language.proofs.answers import Answer, answer
from engine.language.proofs.questions import CASES, CONDITION, TOGETHER, Known, Question
from engine.language.proofs.solver import Proof, Solver
from engine.language.proofs.worlds import World, first_that_holds, holds, ready
from engine.model.definition import Expression, Field
from engine.rules.expressions import Scope, parse
from engine.rules.values import from_text

FIELDS = {
    "a": Field("a", "a", "integer", min=0, max=3),
    "b": Field("b", "b", "integer", min=-1, max=2),
    "kind": Field("kind", "kind", "choice", ("x", "y", "z")),
    "flag": Field("flag", "flag", "boolean"),
    "cents": Field("cents", "cents", "money", min="0.01", max="0.03"),
}
VALUES: dict[str, list[Any]] = {
    "a": [None, 0, 1, 2, 3],
    "b": [None, -1, 0, 1, 2],
    "kind": [None, "x", "y", "z"],
    "flag": [None, False, True],
    "cents": [None, "0.01", "0.02", "0.03"],
}

whole = st.deferred(
    lambda: (
        st.sampled_from(("a", "b", "a + b", "a * 2 - b", "-b", "a * b", "abs(b)", "max(a, b)", "a % 2"))
        | st.integers(-2, 5).map(str)
        | st.builds("({} if {} else {})".format, st.sampled_from("ab"), conditions, st.integers(0, 3))
    )
)
compared = st.sampled_from(("==", "!=", "<", "<=", ">", ">="))
simple = (
    st.builds("{} {} {}".format, whole, compared, whole)
    | st.builds("{} < {} <= {}".format, whole, st.sampled_from("ab"), whole)
    | st.builds('kind {} "{}"'.format, st.sampled_from(("==", "!=")), st.sampled_from("xyz"))
    | st.sampled_from(
        ('kind in ["x", "y"]', 'kind not in ["z"]', "flag", "has(a)", "has(kind)", "flag == (a > 1)")
    )
    | st.builds(
        "{}has({}) {} a {} 1".format,
        st.sampled_from(("", "not ")),
        st.sampled_from("ab"),
        st.sampled_from(("and", "or")),
        compared,
    )
    | st.builds("cents * 100 {} a".format, compared)
    | st.builds("cents {} 0.0{}".format, compared, st.integers(0, 4))
)
conditions = st.deferred(
    lambda: (
        simple
        | st.builds("not ({})".format, conditions)
        | st.builds("({}) and ({})".format, conditions, conditions)
        | st.builds("({}) or ({})".format, conditions, conditions)
    )
)


def expression(source: str) -> Expression:
    found, problems = parse(source, Scope(FIELDS), "boolean")
    assert found is not None, problems
    return found


def readable(source: str) -> bool:
    return len(source) < 300 and parse(source, Scope(FIELDS), "boolean")[0] is not None


parsed = conditions.filter(readable).map(expression)


def every_world(known: tuple[Known, ...]) -> Iterator[World]:
    facts = ready([each.tree for each in known])
    for values in product(*VALUES.values()):
        world = World(dict(zip(VALUES, values, strict=True)), {}, {})
        if all(each is None or holds(each, world.env()) for each in facts):
            yield world


def asked(question: Question) -> Answer:
    solver = Solver(FIELDS)
    return answer(question, FIELDS, lambda each: Proof(solver, each))


def value(name: str, text: str) -> Any:
    """What an example says, read as a person's answer is."""
    return None if text == "not set" else from_text(FIELDS[name], text, "UTC")


def agree(question: Question) -> None:
    """What is found is what every world says, no more and no less; what is shown is so."""
    found = asked(question)
    asks = ready(question.trees)
    worlds = [world.env() for world in every_world(question.known)]
    chosen = {first_that_holds(asks, env) for env in worlds}
    never, always, shadowed = set(), set(), set()
    for number, condition in enumerate(asks):
        if condition is None:
            continue
        values = {holds(condition, env) for env in worlds}
        if True not in values and False in values:
            never.add(number)
        if False not in values and True in values:
            always.add(number)
        if True in values and number not in chosen and not always & set(range(number)):
            shadowed.add(number)
    assert (set(found.never), set(found.always)) == (never, always)
    assert set(found.shadowed) == shadowed
    for number, earlier in found.shadowed.items():
        covering = [each for each in (*(asks[one] for one in earlier), asks[number]) if each is not None]
        assert all(any(holds(each, env) is not False for each in covering[:-1])
                   for env in worlds if holds(covering[-1], env))  # fmt: skip
    if question.covering and question.conditions[-1] is not None:
        named = candidates.vocabulary(question.trees).fields
        assert bool(found.gap) == (-1 in chosen and bool(named))
        if found.gap:
            parts = (each.partition(" = ") for each in found.gap.split(", "))
            data = {name: value(name, text) for name, _, text in parts}
            shown = World(data, {}, {}).env()
            assert first_that_holds(asks, shown) == -1


cases = st.builds(
    lambda asks, otherwise, known: Question(
        CASES, "x", "", (*asks, *([None] if otherwise else [])), True,
        tuple(Known(each.source, each.tree) for each in known),
    ),
    st.lists(parsed, min_size=1, max_size=4), st.booleans(), st.lists(parsed, max_size=1),
)  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True)
@given(question=cases)
def test_cases_are_judged_as_asking_every_world_does(question: Question) -> None:
    agree(question)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(question=cases)
def test_so_they_are_by_proof_alone(question: Question) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "MOST_WORLDS", 1)
        agree(question)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(condition=parsed, known=parsed)
def test_single_conditions_are_judged_alike(condition: Expression, known: Expression) -> None:
    facts = (Known(known.source, known.tree),)
    agree(Question(CONDITION, "x", "", (condition,), known=facts))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(lines=st.lists(parsed, min_size=2, max_size=4))
def test_lines_contradict_each_other_where_no_world_keeps_them(lines: list[Expression]) -> None:
    question = Question(TOGETHER, "x", "", tuple(lines), lines=tuple(lines))
    found = asked(question).contradiction
    asks = [each for each in ready(question.trees) if each is not None]
    worlds = [world.env() for world in every_world(())]
    if found:
        assert len(found) > 1
        assert not any(all(holds(asks[number], env) for number in found) for env in worlds)
    else:
        kept = any(all(holds(each, env) for each in asks) for env in worlds)
        alone = any(not any(holds(each, env) for env in worlds) for each in asks)
        assert kept or alone


@pytest.mark.soak
@settings(max_examples=1_000, deadline=None, print_blob=True)
@given(question=cases)
def test_many_cases_are_judged_as_asking_every_world_does(question: Question) -> None:
    agree(question)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "MOST_WORLDS", 1)
        agree(question)
