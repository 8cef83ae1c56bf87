"""Whatever a document says: never an exception, every diagnostic inside the file, and a definition that is
equal to itself after it was stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from compiling import TEAM, examples
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language import load_sop
from engine.language.codes import CODES
from engine.language.compile import compile_sop
from engine.language.report import render_diagnostics
from engine.language.source import read
from engine.model import codec
from engine.model.definition import is_end

ROOT = Path(__file__).parents[3]
SHIPPING = (ROOT / "workflows" / "shipping.sop.yaml").read_text("utf-8")
SEEDS = [SHIPPING, *(example.document for example in examples())]
PIECES = [
    *(
        "else",
        "end",
        "end.lost",
        "none",
        "= start",
        "required",
        "true",
        "是",
        "[]",
        "{}",
        "[a, [b]]",
        "{a: {b: c}}",
    ),
    *(
        "24h after paid_at",
        "by 18:00",
        "visits(pick) < 3",
        "weight_kg > 30",
        "收货 时间",
        "*",
        '""',
        "'",
        ": ",
        "\n  ",
    ),
    *(
        "sop: x\n",
        "steps: [a, b]\n",
        "data: {a: text}\n",
        "pick",
        "hand_over.done",
        "(" * 200,
        "\u2028",
        "ｗeight",
    ),
]


def mutated(seed: str, cuts: list[tuple[float, float, str]]) -> str:
    """A document with pieces put where something else stood: places as shares of its length."""
    text = seed
    for at, length, piece in cuts:
        start = int(at * len(text))
        text = text[:start] + piece + text[start + int(length * 12) :]
    return text


cuts = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 1), st.sampled_from(PIECES) | st.text(max_size=5)),
    min_size=1,
    max_size=4,
)


def check(text: str) -> None:
    data = text.encode("utf-8", "replace")
    definition, diagnostics, lines = load_sop(data, "x", TEAM, ["cn-warehouse"])
    for each in diagnostics:
        assert each.code in CODES
        assert 1 <= each.place.line <= len(lines) + 1
    assert render_diagnostics(diagnostics, {"x": data}, str) or not diagnostics
    if definition is None:
        assert any(each.severity == "error" for each in diagnostics)
    else:
        assert codec.load(codec.dump(definition)) == definition
        assert all(
            case.value in definition.steps or is_end(case.value)
            for step in definition.steps.values()
            for outcome in step.outcomes.values()
            for case in outcome.to
        )
    node, _ = read(data, "x")
    if node is not None:
        compile_sop(node)  # what has the wrong shape is not understood, and that is all


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), cuts)
def test_a_mutated_document_never_raises(seed: str, changes: list[tuple[float, float, str]]) -> None:
    check(mutated(seed, changes))


@pytest.mark.soak
@settings(max_examples=5_000, deadline=None, print_blob=True)
@given(st.sampled_from(SEEDS), cuts)
def test_many_mutated_documents_never_raise(seed: str, changes: list[tuple[float, float, str]]) -> None:
    check(mutated(seed, changes))


@pytest.mark.parametrize("line", range(SHIPPING.count("\n")))
def test_shipping_without_one_of_its_lines(line: int) -> None:
    lines = SHIPPING.split("\n")
    check("\n".join(lines[:line] + lines[line + 1 :]))


def test_shipping_compiles_and_survives_being_stored() -> None:
    definition, diagnostics, _ = load_sop(SHIPPING.encode(), "x", None, ["cn-warehouse"])
    assert diagnostics == []
    assert definition is not None
    assert codec.load(codec.dump(definition)) == definition
