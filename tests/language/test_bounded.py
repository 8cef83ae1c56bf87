"""What a document makes us do is bounded: names compared, groups of steps looked for, references followed."""

from __future__ import annotations

from engine.language.judge import validator
from engine.language.loading import Document
from engine.language.schemas import NAMES, schema
from engine.rules.near import compared_within, near
from engine.rules.ways.graph import circles

KNOWN = [f"name{number}" for number in range(100)]


def test_no_more_names_are_compared_than_are_allowed() -> None:
    with compared_within(250):
        answers = [near("nam5", KNOWN, 1) for _ in range(5)]
    assert [len(answer) for answer in answers] == [1, 1, 1, 0, 0]
    assert near("nam5", KNOWN, 1) == answers[0]


def test_a_name_that_nobody_types_is_near_nothing() -> None:
    assert near("n" * 61, ["n" * 60]) == ()
    assert near("n" * 59, ["n" * 60]) == ("n" * 60,)


def test_of_thousands_of_unknown_steps_the_first_are_told_what_was_meant() -> None:
    steps = "".join(f"  step{number}: {{next: stp{number}}}\n" for number in range(400))
    found = Document(f"sop: x\nsteps:\n{steps}".encode(), "x.yaml").load(None, ()).diagnostics
    unknown = [each for each in found if each.code == "N413"]
    assert len(unknown) == 400
    assert "step0" in unknown[0].suggestions
    assert unknown[-1].suggestions == ()


def test_groups_are_found_in_the_order_of_the_graph() -> None:
    graph = {
        "a": {"b"},
        "b": {"c"},
        "c": {"b", "d"},
        "d": {"d"},
        "e": {"f", "a"},
        "f": {"g"},
        "g": {"e"},
        "h": {"x"},
    }
    frozen = {name: frozenset(targets) for name, targets in graph.items()}
    assert circles(frozen) == [["b", "c"], ["d"], ["e", "f", "g"]]


def test_a_chain_of_any_length_has_no_group_and_a_ring_is_one() -> None:
    chain = {str(number): frozenset({str(number + 1)}) for number in range(20_000)}
    assert circles(chain) == []
    ring = {**chain, "19999": frozenset({"0"})}
    assert circles(ring) == [list(chain)]


def references(part: object) -> set[str]:
    if isinstance(part, list):
        return {each for item in part for each in references(item)}
    if isinstance(part, dict):
        own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
        return own | {each for key, value in part.items() if key != "$defs" for each in references(value)}
    return set()


def test_the_second_judge_follows_only_references_that_lead_back_to_themselves() -> None:
    for name in NAMES:
        for reference in references(validator(name).schema):
            definition = schema(name).root["$defs"][reference.removeprefix("#/$defs/")]
            met, waiting = set(), references(definition)
            while waiting - met:
                met |= waiting
                defs = schema(name).root["$defs"]
                waiting = {each for ref in met for each in references(defs[ref.removeprefix("#/$defs/")])}
            assert reference in met, f"{name}: {reference}"
