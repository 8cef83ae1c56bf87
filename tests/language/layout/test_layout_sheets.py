"""The columns of decision tables stand below each other; nothing but white space between cells changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language import load_sop
from engine.language.layout import tidy
from engine.model.codec import dump
from engine.rules.tables.cells import blanked

UNTIDY = """\
sop: x
required: [platform, days]
data: {platform: text, days: {type: integer, min: 0}}
tables:
    limits:   |
      # who answers when
      platform=>answer|inspect
      微信, "a  |  b"   => 48h | 10 days

      -=>  4h| -
    two: {hit: first, rows: "days => b"}
    rates:
      hit: first
      rows: |-
          platform |  days=>share
          late|[1..3]   => = days * 2
            - | -=>0
steps: [pay]
"""
TIDY = """\
sop: x
required: [platform, days]
data: {platform: text, days: {type: integer, min: 0}}
tables:
  limits: |
    # who answers when
    platform        => answer | inspect
    微信, "a  |  b" => 48h    | 10 days

    -               => 4h     | -
  two: {hit: first, rows: "days => b"}
  rates:
    hit: first
    rows: |-
      platform | days   => share
      late     | [1..3] => = days * 2
      -        | -      => 0
steps: [pay]
"""


def test_columns_stand_below_each_other_as_they_are_seen() -> None:
    assert tidy(UNTIDY) == TIDY


@pytest.mark.parametrize(
    "rows",
    ["a   b\n    c => d", "a =>  b => c\n    d =>   e", 'a =>  b\n    "c => d', "a =>   b\n    c | d => e"],
)
def test_a_table_that_is_no_table_stays_as_it_is(rows: str) -> None:
    text = f"sop: x\ntables:\n  t: |\n    {rows}\nsteps: [pay]\n"
    assert tidy(text) == text


CELLS = st.sampled_from(
    ["-", "late", '"a | b"', "'=>  x'", "[1..3]", "> 3, 5", "not( a ,b )", "红色", "it's"]
)
SPACES = st.sampled_from(["", " ", "   "])


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, SPACES, SPACES), min_size=1, max_size=5))
def test_whatever_stands_in_the_cells_only_white_space_between_them_changes(
    rows: list[tuple[str, ...]],
) -> None:
    lines = [f"    {a}{one}|{two}{b}{two}=>{one}{c}\n" for a, b, c, one, two in rows]
    before = "sop: x\ntables:\n  t: |\n" + "".join(lines) + "steps: [pay]\n"
    after = tidy(before)
    assert tidy(after) == after
    assert "".join(after.split()) == "".join(before.split())
    arrows = {blanked(line).index("=>") for line in after.split("\n")[3:-2] if line.isascii()}
    assert len(arrows) <= 1


def test_the_same_is_compiled() -> None:
    text = UNTIDY.replace('    two: {hit: first, rows: "days => b"}\n', "")
    loaded = [load_sop(each.encode(), "x.yaml", None, ()).definition for each in (text, tidy(text))]
    assert loaded[0] is not None
    assert loaded[1] is not None
    assert dump(loaded[0]) == dump(loaded[1])
