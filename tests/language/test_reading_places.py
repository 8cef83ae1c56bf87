"""Nodes know where they stand: every character of a text leads back to its place in the file."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading import root

from engine.language.nodes import Node
from engine.language.source import read
from engine.model.diagnostics import Place


def value(document: str) -> Node:
    node = root(document).get("k")
    assert node is not None
    return node


def spot(node: Node, part: str) -> tuple[int, int, int]:
    """Line, column and width of a part of a scalar's text."""
    place = node.column_of(node.text.index(part), len(part))
    return place.line, place.column, place.width


def test_a_document_as_nodes() -> None:
    node = root("sop: shipping\nsteps:\n  - 拣货\n  - {tick: '打包', when: }\n")
    assert node.kind == "map"
    assert list(node.entries) == ["sop", "steps"]
    steps = node.get("steps")
    assert steps is not None
    assert (steps.kind, steps.style, len(steps.items)) == ("list", "", 2)
    first, second = steps.items
    assert (first.text, first.plain, first.place) == ("拣货", True, Place("x.yaml", 3, 5, 2))
    assert (second.kind, second.style) == ("map", "{")
    tick = second.get("tick")
    assert tick is not None
    assert (tick.text, tick.plain, tick.style, tick.place) == ("打包", False, "'", Place("x.yaml", 4, 12, 4))
    when = second.get("when")
    assert when is not None
    assert when.empty


@pytest.mark.parametrize(
    "text",
    ["on", "no", "yes", "true", "~", "null", "8:30", "1.10", "2026-02-30", "0x1F", "1e3", ".5", "1_000"],
)
def test_every_scalar_is_the_text_that_was_written(text: str) -> None:
    assert value(f"k: {text}\n").text == text
    assert list(root(f"{text}: v\n").entries) == [text]


def test_a_place_of_a_collection_is_its_first_key_or_its_bracket() -> None:
    assert value("k:\n  a: 1\n  b: 2\n").place == Place("x.yaml", 2, 3, 1)
    assert value("k:\n  - 拣货\n").place == Place("x.yaml", 2, 5, 2)
    assert value("k: {a: 1, b: 2}\n").place == Place("x.yaml", 1, 4, 12)
    assert value("k: [a,\n b]\n").place == Place("x.yaml", 1, 4, 3)


def test_places_in_plain_and_quoted_texts() -> None:
    assert spot(value("k: weight_kg > 30\n"), "> 30") == (1, 14, 4)
    assert spot(value("k: '重量 > 30'\n"), "> 30") == (1, 8, 4)
    assert spot(value("k: 'it''s > 30'\n"), ">") == (1, 11, 1)
    assert spot(value('k: "a\\t\\u4e2d\\"b > 30"\n'), "b") == (1, 16, 1)
    assert spot(value('k: "a\\t\\u4e2d\\"b > 30"\n'), "中") == (1, 8, 6)
    assert spot(value("'k': x\nk2: y\n"), "x") == (1, 6, 1)


def test_places_in_folded_and_literal_blocks() -> None:
    assert spot(value("k: >-   # folded\n  weight_kg\n  > 30\n"), "> 30") == (3, 3, 4)
    assert spot(value("k: |\n   a\n    b\n\n   c\n"), "b") == (3, 5, 1)
    assert spot(value("k: |\n   a\n    b\n\n   c\n"), "c") == (5, 4, 1)
    assert spot(value("k: |2\n   a\n"), "a") == (2, 4, 1)
    assert spot(value("k: weight_kg\n  > 30\n"), "30") == (2, 5, 2)
    assert spot(value("k: |\r\n  a\r\n  b\r\n"), "b") == (3, 3, 1)


def test_a_width_ends_with_its_line_and_an_offset_beyond_the_text_stands_behind_it() -> None:
    node = value("k: weight_kg\n  > 30\n")
    assert node.column_of(0, 100) == Place("x.yaml", 1, 4, 9)
    assert node.column_of(100) == Place("x.yaml", 2, 7, 1)
    assert value("k: ''\n").column_of(0) == Place("x.yaml", 1, 5, 1)
    assert value("k:\n").column_of(3) == Place("x.yaml", 1, 3, 1)


TEXTS = st.text(st.sampled_from("abc重量 '\"\\\n#:-\t（"), min_size=1, max_size=30)


def written(text: str, style: str) -> str:
    """The text as a scalar of a style; folding and escapes as a person might write them."""
    if style == "'":
        return "'" + text.replace("'", "''").replace("\n", "\n\n  ") + "'"
    if style == '"':
        escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "重": "\\u91cd"}
        return '"' + "".join(escapes.get(each, each) for each in text) + '"'
    lines = [f"  {line}" if line else "" for line in text.split("\n")]
    return style + "2-\n" + ("\n" if style == "|" else "\n\n").join(lines)


@settings(derandomize=True, max_examples=500, deadline=None)
@given(TEXTS, st.sampled_from(["'", '"', "|", ">"]))
@example("重量 \n\n 重", "|")
@example("a\\'b''", "'")
@example('\\"\n重\t', '"')
def test_every_visible_character_leads_to_itself(text: str, style: str) -> None:
    """Whatever YAML makes of what is written, its visible characters are where they are said to be."""
    document = f"k: {written(text, style)}\n"
    root_node, _ = read(document.encode(), "x.yaml")
    node = root_node.get("k") if root_node is not None else None
    if node is None or node.kind != "scalar":
        return
    lines = document.split("\n")
    before = (0, 0)
    for offset, character in enumerate(node.text):
        place = node.column_of(offset)
        assert (place.line, place.column) >= before
        before = (place.line, place.column)
        if character in " \t\n":
            continue
        there = lines[place.line - 1][place.column - 1 :]
        if style == '"' and character in '\\"重':
            assert there.startswith(("\\\\", '\\"', "\\u91cd"))
            assert place.width == (6 if character == "重" else 2)
        else:
            assert there.startswith(character)
