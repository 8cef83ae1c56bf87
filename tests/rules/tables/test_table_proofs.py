"""What is found wrong with a table is wrong with it, and nothing is passed over: against an oracle that
tries every value there is. The example shown really shows it.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_sheets import ask, everything, field, hits, passes, sheet, table
from table_strategies import FEW, FREE, all_values, cells, tables

from engine.model.definition import Field
from engine.model.table import Row, Table
from engine.rules.tables.proofs import Finding, findings

CAUSE = field("cause", "choice", choices=("late", "lost", "damaged"))
DAYS = field("days", "integer", min=0)
NOTE = field("note", "text")
WAIT = field("wait", "duration")
BOTH = (CAUSE, DAYS)


def told(asked: Table, *fields: Field) -> list[str]:
    """The findings in short: ``gap cause=late``, ``overlap 2<1 days=3``, ``dead 3``; rows count from 1."""
    return [_short(asked, one) for one in findings(asked, {each.name: each for each in fields})]


def _short(asked: Table, one: Finding) -> str:
    rows = "" if one.row < 0 else f" {one.row + 1}" + ("" if one.other < 0 else f"<{one.other + 1}")
    cell = "" if one.column < 0 else f".{one.column + 1}" + ("" if one.part < 0 else f".{one.part + 1}")
    pairs = zip(asked.inputs, one.texts, strict=False)
    return " ".join([one.kind + rows + cell, *(f"{each.source}={text}" for each, text in pairs)])


@pytest.mark.parametrize(
    ("text", "fields", "hit", "found"),
    [
        ("days => n\n<= 3 => 1\n> 3 => 2", (DAYS,), "unique", []),
        ("days => n\n<= 2 => 1\n>= 3 => 2", (DAYS,), "unique", []),
        ("days => n\n< 3 => 1\n> 3 => 2", (DAYS,), "unique", ["gap days=3"]),
        ("days => n\n>= 1 => 1", (DAYS,), "unique", ["gap days=0"]),
        ("days => n\n<= 3 => 1\n>= 3 => 2", (DAYS,), "unique", ["overlap 2<1 days=3"]),
        ("days => n\n(2..3) => 1\n- => 2", (DAYS,), "first", ["never 1.1.1"]),
        ("days => n\n> 3 => 1\n> 7 => 2\n- => 3", (DAYS,), "first", ["dead 2"]),
        ("days => n\n<= 3 => 1\n> 3 => 1\n- => 3", (DAYS,), "unique", ["dead 3"]),
        ("days => n\n0 => 1\n0 => 2\n- => 3", (DAYS,), "unique", ["twice 2<1"]),
        ("days => n\n0 => 1\n0 => 2\n- => 3", (DAYS,), "all", []),
        ("days => n\n0 => 1\n0 => 1\n- => 3", (DAYS,), "all", ["twice 2<1"]),
        ("days => n\n0 => 1\n[0..2] => 2\n- => 3", (DAYS,), "any", ["disagree 2<1 days=0"]),
        ("days => n\n0 => 1\n[0..2] => 1\n- => 3", (DAYS,), "any", []),
        ("days => n\n> 3 => 1", (DAYS,), "collect sum", []),
        ("days => n\n> 3 => 1", (DAYS,), "collect max", ["gap days=0"]),
        ("cause => n\nlate, lost => 1", (CAUSE,), "unique", ["gap cause=damaged"]),
        ("cause => n\nnot(late) => 1\nlate => 2", (CAUSE,), "unique", []),
        ("note => n\nred => 1\nblue => 2", (NOTE,), "unique", ['gap note="other"']),
        ("note => n\nother => 1\nnot(other) => 2", (NOTE,), "unique", []),
        ("note => n\nother => 1", (NOTE,), "unique", ['gap note="other 2"']),
        ("days | cause => n\n> 3 | late => 1\n- | lost => 2", BOTH, "all", ["gap days=0 cause=late"]),
    ],
)  # fmt: skip
def test_what_is_found(text: str, fields: tuple[Field, ...], hit: str, found: list[str]) -> None:
    assert told(sheet(text, *fields, hit=hit), *fields) == found


@pytest.mark.parametrize(
    ("of", "text", "found"),
    [
        (field("kg", "number"), "kg => n\n<= 2 => 1\n>= 3 => 2", ["gap kg=2.1"]),
        (field("kg", "number"), "kg => n\n<= 2 => 1\n> 2 => 2", []),
        (field("kg", "number", max="30.5"), "kg => n\n<= 30 => 1", ["gap kg=30.1"]),
        (field("kg", "number", max="30.5"), "kg => n\n<= 30.5 => 1", []),
        (field("price", "money"), "price => n\n<= 0.01 => 1\n>= 0.02 => 2", []),
        (field("price", "money"), "price => n\n<= 0.01 => 1\n> 0.02 => 2", ["gap price=0.02"]),
        (field("day", "date"), "day => n\n< 2026-03-01 => 1\n> 2026-03-01 => 2", ["gap day=2026-03-01"]),
        (field("day", "date"), "day => n\n<= 2026-02-28 => 1\n>= 2026-03-01 => 2", []),
        (WAIT, "wait => n\n< 2 days => 1\n> 48h => 2", ["gap wait=48h"]),
        (WAIT, "wait => n\n< 2 workdays => 1\n> 2 workdays => 2", ["gap wait=2 workdays"]),
        (WAIT, "wait => n\n> 0h => 1", ["gap wait=0h"]),
        (
            field("at", "datetime"),
            "at => n\n< 2026-11-11 20:00+08:00 => 1\n> 2026-11-11 20:00+08:00 => 2",
            ["gap at=2026-11-11 12:00Z"],
        ),
        (field("ok", "boolean"), "ok => n\nyes => 1", ["gap ok=false"]),
    ],
)  # fmt: skip
def test_which_values_there_are_depends_on_the_type(of: Field, text: str, found: list[str]) -> None:
    assert told(sheet(text, of), of) == found


def test_a_number_that_is_calculated_may_lie_between_any_two() -> None:
    half = field("half", "integer")._replace(type="number", value=object())
    cells = "half => n\n<= 0.0000000001 => 1\n>= 0.0000000002 => 2"
    assert told(sheet(cells, half), half) == ["gap half=0.00000000011"]
    assert told(sheet(cells, field("half", "number")), field("half", "number")) == []


def test_bounds_of_a_computed_field_bind_nobody() -> None:
    net = field("net", "integer", min=0, value=object())
    assert told(sheet("net => n\n>= 0 => 1", net), net) == ["gap net=-1"]


def test_calculated_results_may_or_may_not_differ() -> None:
    text = "days => n\n0 => = days\n[0..2] => 1\n- => 3"
    found = findings(sheet(text, DAYS, hit="any"), {"days": DAYS})
    assert [(one.kind, one.sure) for one in found] == [("disagree", False)]


def test_a_table_with_too_much_to_look_at_is_said_to_be_unchecked() -> None:
    fields = [field(f"f{number}", "boolean") for number in range(12)]
    rows = [
        Row(
            tuple(["is", [["=", value]]] if at in (number, number + 1) else None for at in range(12)),
            (None,),
            "",
            "",
        )
        for number in range(11)
        for value in (True, False)
    ]
    made = table(fields, rows, "first")
    assert findings(made, {}, most=100) == [Finding("too-big")]
    assert [one.kind for one in findings(made, {}, most=100_000)] == ["gap"]


# -- by chance, against the oracle


def by_kind(made: Table, fields: list[Field]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in findings(made, {each.name: each for each in fields}):
        found.setdefault(one.kind, []).append(one)
    return found


def rows_of(found: dict[str, list[Finding]], *kinds: str) -> set[int]:
    return {one.row for kind in kinds for one in found.get(kind, ())}


@settings(max_examples=40, derandomize=True, deadline=None)
@given(tables(FEW))
def test_a_gap_is_found_exactly_where_there_is_one(made: Table) -> None:
    fields = [FEW[one.source] for one in made.inputs]
    found = by_kind(made, fields)
    open_cases = [values for values in everything(fields) if not hits(made, values)]
    asked = made.hit not in ("collect sum", "collect count")
    assert ("gap" in found) == (bool(open_cases) and asked)
    for one in found.get("gap", ()):
        assert hits(made, one.values) == []
        assert (
            ask(made, **{each.name: value for each, value in zip(fields, one.values, strict=True)})
            == "no t.n"
        )
        assert all(_possible(each, value) for each, value in zip(fields, one.values, strict=True))


def _possible(of: Field, value: Any) -> bool:
    return value in all_values(of) or (of.type == "text" and value == "other")


@settings(max_examples=40, derandomize=True, deadline=None)
@given(tables(FEW, ("unique", "any")))
def test_rows_that_hit_together_are_found_exactly_where_there_are_some(made: Table) -> None:
    fields = [FEW[one.source] for one in made.inputs]
    found = by_kind(made, fields)
    rows = made.rows[:-1] if made.otherwise else made.rows
    together: set[int] = set()
    for values in everything(fields):
        here = [row for row in hits(made, values) if row < len(rows)]
        for later in here:
            for row in here[: here.index(later)]:
                if made.hit == "unique" or rows[row].values != rows[later].values:
                    together.add(later)
    if made.hit == "unique":
        assert rows_of(found, "overlap", "twice") == together
    else:  # of a row that repeats another one, what is wrong with that is not said again
        assert rows_of(found, "disagree") <= together <= rows_of(found, "disagree", "twice")
    for one in (*found.get("overlap", ()), *found.get("disagree", ())):
        assert {one.row, one.other} <= set(hits(made, one.values))
        data = {each.name: value for each, value in zip(fields, one.values, strict=True)}
        assert ask(made, **data) in ("rows-overlap", "rows-disagree")


@settings(max_examples=40, derandomize=True, deadline=None)
@given(tables(FEW, ("first",)))
def test_rows_that_never_count_are_found_exactly_where_there_are_some(made: Table) -> None:
    fields = [FEW[one.source] for one in made.inputs]
    found = by_kind(made, fields)
    counting = {here[0] for values in everything(fields) if (here := hits(made, values))}
    idle = set(range(len(made.rows))) - counting
    assert rows_of(found, "dead", "twice") <= idle
    assert idle <= rows_of(found, "dead", "twice", "never")


@settings(max_examples=40, derandomize=True, deadline=None)
@given(tables(FEW, ("unique",)))
def test_a_last_row_for_which_nothing_is_left_is_found(made: Table) -> None:
    fields = [FEW[one.source] for one in made.inputs]
    last = len(made.rows) - 1
    never = not made.otherwise or any(hits(made, values) == [last] for values in everything(fields))
    assert rows_of(by_kind(made, fields), "dead") == (set() if never else {last})


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.sampled_from(sorted(FEW)).flatmap(lambda name: st.tuples(st.just(FEW[name]), cells(FEW[name]))))
def test_a_cell_that_never_holds_is_found_exactly_where_it_is(given_: tuple[Field, Any]) -> None:
    of, test = given_
    made = table([of], [Row((test,), (None,), "", "")], "first")
    found = {(one.column, one.part) for one in by_kind(made, [of]).get("never", ())}
    if test is None:
        assert not found
        return
    word, pieces = test
    if word == "not":
        nothing = not any(passes(test, value) for value in all_values(of))
        assert found == ({(0, -1)} if nothing else set())
        return
    parts = [("is", [piece]) for piece in pieces]
    idle = {
        (0, at) for at, part in enumerate(parts) if not any(passes(part, value) for value in all_values(of))
    }
    assert found == idle


@settings(max_examples=40, derandomize=True, deadline=None)
@given(tables(FREE, values=FEW))
def test_without_bounds_the_value_shown_still_shows_it(made: Table) -> None:
    for one in findings(made, FREE):
        if one.kind == "gap":
            assert hits(made, one.values) == []
        elif one.values:
            assert {one.row, one.other} <= set(hits(made, one.values))
