"""One row of JSON, whoever wrote it: bounded, nothing lost, nothing guessed, never an exception."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.intake.json_text import parse, pointer
from engine.model.refusals import Refusal

DEEP = 100_000
REFUSED: dict[str, tuple[str, dict[str, Any]]] = {
    '{"a": NaN}': ("json-constant", {"text": "NaN"}),
    '{"a": [-Infinity]}': ("json-constant", {"text": "-Infinity"}),
    '{"a": 1e999}': ("json-number", {"text": "1e999"}),
    '{"a": 1e-999}': ("json-number", {"text": "1e-999"}),
    '{"a": 1e-99999999999999999999}': ("json-number", {"text": "1e-99999999999999999999"}),
    '{"a": 0.1234567890123456789}': ("json-number", {"text": "0.1234567890123456789"}),
    '{"a": %s}' % ("9" * 100_000): ("json-number", {"text": "9" * 59 + "…"}),
    '{"a": 1, "b": 2, "a": 3}': ("json-key-twice", {"key": "a"}),
    '{"a": {"b": 1, "b": 1}}': ("json-key-twice", {"key": "b"}),
    r'{"a": "\ud800"}': ("json-half-character", {}),
    r'{"a\udfff": 1}': ("json-half-character", {}),
    '{"a": "x\ty"}': ("json-syntax", {"column": 9, "near": 'y"}'}),
    "{'a': 1}": ("json-syntax", {"column": 2, "near": "'a': 1}"}),
    '{"a": 01}': ("json-syntax", {"column": 8, "near": "1}"}),
    '{"a": 1},': ("json-syntax", {"column": 9, "near": ","}),
    '{"a": 1} {"a": 1}': ("json-syntax", {"column": 10, "near": '{"a": 1}'}),
    '{"a": 1': ("json-cut", {}),
    "": ("json-cut", {}),
    "[1, 2]": ("json-not-object", {"text": "[1, 2]"}),
    "null": ("json-not-object", {"text": "null"}),
    "[" * DEEP: ("json-deep", {"most": 8}),
    '{"a":' * DEEP: ("json-deep", {"most": 8}),
    '{"a":' + "[" * 8 + "]" * 8 + "}": ("json-deep", {"most": 8}),
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:30])
def test_what_is_no_row(text: str) -> None:
    assert parse(text) == Refusal(*REFUSED[text])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 12.10, "b": -0.5, "c": 1E3}', {"a": 12.1, "b": -0.5, "c": 1000.0}),
        ('{"a": 12.500000000000000000}', {"a": 12.5}),
        (r'{"a": "\ud83d\ude00\\ud800"}', {"a": "😀\\ud800"}),
        ('{"a": "%s"}' % ("[{" * 50), {"a": "[{" * 50}),
        ('{"a":' + "[" * 7 + "]" * 7 + "}", {"a": [[[[[[[]]]]]]]}),
        ("{}", {}),
    ],
)
def test_what_is_a_row(text: str, value: Any) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "{" + ",".join(f'"k{number}":1' for number in range(80_000)) + ',"k79999":1}',
        '{"a":"' + '\\"' * 400_000,
        '"' * 800_000,
        '"\\' * 400_000,
        '[{"a":"' * 100_000,
    ],
    ids=["keys", "escapes", "quotes", "backslashes", "brackets"],
)
def test_the_worst_row_takes_no_time(text: str) -> None:
    begin = time.process_time()
    assert isinstance(parse(text), Refusal)
    assert time.process_time() - begin < 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**38), 10**38) | st.floats(-1e15, 1e15) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.dictionaries(st.text(max_size=3), JSON, max_size=4), st.booleans())
def test_what_a_program_writes_is_read_as_it_was(value: dict[str, Any], ascii: bool) -> None:
    found = parse(json.dumps(value, ensure_ascii=ascii))
    assert found == value or found == Refusal("json-deep", {"most": 8})


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(st.sampled_from('{}[]",:\\u0d8e1.-NaI '), max_size=30) | st.text(max_size=20))
def test_no_text_raises(text: str) -> None:
    found = parse(text)
    assert isinstance(found, Refusal) or found == json.loads(text)


def test_pointers() -> None:
    assert pointer() == ""
    assert pointer(0, "a/b", "c~d", "订单") == "/0/a~1b/c~0d/订单"
