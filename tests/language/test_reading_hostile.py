"""Files that nobody wrote in good faith: never a traceback, never code, always a place, soon."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import diagnose, english, examples, report

from engine.language.report import render_diagnostics
from engine.language.source import read

SOUND = """\
sop: shipping
title: 订单发货
data: {order_no: {type: text, pattern: "[0-9]{6,32}"}, weight_kg: number, courier: [sf, jd]}
steps:
  pick:
    title: 拣货
    due: {big: none, else: 4 work hours}
    checklist:
      - 核对面单与货号、数量
      - {fill: weight_kg}
      - must: >-
          weight_kg
          > 0
    outcomes: {done: pack, lost: {to: end.lost, reason: required}}
  pack: {title: '打包', next: end}
""".encode()


def first(data: bytes | str) -> str:
    """The first line of the report, which came within ten seconds (minutes, if anything grew as a square)."""
    begin = time.perf_counter()
    said = report(data).splitlines()[0]
    assert time.perf_counter() - begin < 10
    return said


def deep(opening: str, closing: str, levels: int) -> str:
    return opening * levels + "x" + closing * levels


@pytest.mark.parametrize("levels", [33, 1_000, 50_000, 450_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_nesting_beyond_32_levels_is_refused_before_it_can_hurt(
    opening: str, closing: str, levels: int
) -> None:
    text = deep(opening, closing, levels)[:1_000_000]
    assert first(text) == f"x.yaml:1:{32 * len(opening) + 1}: error[Y102] nested more than 32 levels deep"


def test_keys_that_are_nested_maps_are_refused_as_deep_too() -> None:
    assert "error[Y102] nested more than 32 levels deep" in report("? " * 450_000)


def test_32_levels_are_read() -> None:
    node, found = read(deep("[", "]", 32).encode(), "x.yaml")
    assert node is not None
    assert found == []


def test_an_alias_bomb_stays_small() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{no}: &a{no} [{', '.join([f'*a{no - 1}'] * 9)}]" for no in range(1, 30)]
    assert first("\n".join(lines)) == (
        "x.yaml:1:5: error[Y132] a text that begins with '&' is an anchor in YAML; none is used here"
    )


def test_an_alias_to_itself() -> None:
    assert "error[Y131]" in report("a: &a [*a]\n")


def test_a_merge_is_an_alias_like_any_other() -> None:
    assert "error[Y131]" in report("a: &a {b: c}\nd: {<<: *a}\n")


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!python/name:os.system", "!x", "!!str"])
def test_a_tag_makes_nothing(tag: str) -> None:
    assert first(f"sop: {tag} [echo]\n").startswith("x.yaml:1:6: error[Y133]")


def test_a_file_beyond_a_megabyte_is_not_read() -> None:
    assert first(b"x" * 1_000_001) == (
        "x.yaml:1:1: error[Y101] the file has 1000001 bytes; at most 1000000 are read"
    )


def test_more_than_35_000_parts_are_refused() -> None:
    assert "error[Y103] more than 35000 keys, values and list items in one file" in first(
        "[" + "[a, b, c]," * 9_000
    )


def test_more_than_10_000_entries_in_one_list_or_map_are_refused() -> None:
    assert "x.yaml:1:20002: error[Y126] more than 10000 entries in one list or map" in first(
        "[" + "x," * 20_000
    )
    assert "error[Y126]" in first("".join(f"k{n}: 1\n" for n in range(10_001)))


@pytest.mark.parametrize(
    "text",
    [
        "%TAG ! a\n" * 100_000,
        "# comment\n" * 100_000,
        "\n" * 1_000_000,
        "a" * 1_000_000,
        "a " * 499_999,
        "'" * 999_999,
        '"' + "\\x41" * 249_999 + '"',
        "a: |\n" + "  x\n" * 249_000,
        "x: &" + "a" * 900_000,
        "x: !" + "a" * 900_000,
        ": " * 400_000,
        "- " * 400_000,
        "[" + "，" * 300_000 + "]",
        "".join(f"k{no}: v\n" for no in range(49_000)),
        "k: v\n" * 49_000,
        "sop: x\nsteps: {" + "".join(f"s{no}: {{}}, " for no in range(30_000)) + "}\nx: y",
        "a: #b\n" * 49_000,
        "\ufeff" * 300_000,
        "a: \x1b" * 100_000,
    ],
    ids=range(19),
)
def test_big_files_are_answered_soon(text: str) -> None:
    assert first(text).startswith("x.yaml:")


def all_places_are_in_the_file(data: bytes) -> None:
    found = diagnose(data, "sop", "x.yaml")
    lines = data.decode("utf-8", "replace").splitlines() or [""]
    for each in found:
        assert 1 <= each.place.line <= len(lines) + 1
        assert each.place.column >= 1
        assert each.place.width >= 1
    render_diagnostics(found, {"x.yaml": data}, english)


def test_a_sound_document_cut_off_anywhere_is_answered() -> None:
    for length in range(len(SOUND)):
        all_places_are_in_the_file(SOUND[:length])


CHARACTERS = st.sampled_from("：，“”（）　\t\n\r{}[]:#&*!|>'\"%@`-?,~ 拣a0\\\u2028\ufeff\x00")


def change(data: Any, text: str) -> str:
    """A slip of the hand: a few characters of the text put in, taken away or exchanged."""
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        until = data.draw(st.integers(at, min(len(text), at + 6)))
        text = text[:at] + "".join(data.draw(st.lists(CHARACTERS, max_size=4))) + text[until:]
    return text


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.data())
def test_slips_of_the_hand_are_answered(data: st.DataObject) -> None:
    all_places_are_in_the_file(change(data, SOUND.decode()).encode("utf-8", "surrogatepass"))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.data())
def test_changed_bytes_are_answered(data: st.DataObject) -> None:
    raw = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    all_places_are_in_the_file(bytes(raw))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_are_answered(data: bytes) -> None:
    all_places_are_in_the_file(data)


@pytest.mark.soak
@settings(derandomize=True, max_examples=5_000, deadline=None)
@given(st.data())
def test_many_slips_in_many_documents_are_answered(data: st.DataObject) -> None:
    document = data.draw(st.sampled_from([each.document for each in examples()] + [SOUND.decode()]))
    kind = data.draw(st.sampled_from(["sop", "team", "calendar", "workspace", "channels"]))
    raw = change(data, document).encode("utf-8", "surrogatepass")
    render_diagnostics(diagnose(raw, kind, "x.yaml"), {"x.yaml": raw}, english)
