"""jsonschema, asked again about every document in which the reader finds nothing wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import root

from engine.language import judge as judging
from engine.language.judge import ShapeDisputed, judge
from engine.publishing import check_documents

SHIPPED = Path(__file__).parents[2] / "workflows"
TEAM = b"team: ours\nroles: [boss]\npeople:\n  ma: {roles: [boss], logins: [ma]}\n"


def test_what_ships_is_right_for_both() -> None:
    stories = set(SHIPPED.rglob("*.story.yaml"))
    files = {str(path): path.read_bytes() for path in {*SHIPPED.rglob("*.yaml")} - stories}
    assert len(files) > 4
    for document in check_documents(files):
        assert [found for found in document.diagnostics if found.severity == "error"] == []


def test_a_document_that_only_the_schema_refuses_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the walk did not know that a title is a text."""
    validator = judging.validator("team")
    schema = dict(validator.schema)
    schema["properties"] = {**schema["properties"], "roles": {"type": "object"}}
    monkeypatch.setattr(judging, "validator", lambda name: validator.evolve(schema=schema))
    with pytest.raises(ShapeDisputed) as caught:
        check_documents({"team.yaml": TEAM})
    assert str(caught.value) == "team.schema.json#/properties/roles/type refuses 2:8"


def test_a_document_with_errors_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(judging, "judge")
    (found,) = check_documents({"team.yaml": b"team: [ours]\n"})
    assert found.value is None


def test_scalars_are_texts_that_their_keys_interpret() -> None:
    judge(root("workspace: 010\nlang: zh\n"), "workspace")
    judge(root("sop: a\nsteps:\n  b: {bulk: 是, outcomes: {done: end}}\n"), "sop")
    with pytest.raises(ShapeDisputed, match=r"^sop\.schema\.json#/.* refuses 3:13$"):
        judge(root("sop: a\nsteps:\n  b: {bulk: 好, outcomes: {done: end}}\n"), "sop")


def test_what_is_not_built_yet_is_no_part_of_the_language() -> None:
    with pytest.raises(ShapeDisputed):
        judge(root("sop: a\nsteps: [b]\nkpis: {quick: {role: c, measure: on_time(b)}}\n"), "sop")


def test_a_number_is_held_against_the_least_that_is_possible() -> None:
    lanes = "sop: a\nsteps: {b: {parallel: {c: {steps: [d]}, e: {steps: [f]}}, join: %s}}\n"
    judge(root(lanes % "2"), "sop")
    judge(root(lanes % "any"), "sop")
    with pytest.raises(ShapeDisputed, match=r"refuses 2:65$"):
        judge(root(lanes % "0"), "sop")
