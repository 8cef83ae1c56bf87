"""Tables by chance, over fields with so few values that every one of them can be tried."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from table_sheets import all_values, field, table

from engine.model.definition import Field
from engine.model.table import Row, Table
from engine.rules.tables import HITS

FEW: dict[str, Field] = {
    one.name: one
    for one in (
        field("urgent", "boolean"),
        field("cause", "choice", choices=("late", "lost", "damaged")),
        field("days", "integer", min=-1, max=5),
        field("price", "money", min="0.97", max="1.04"),
        field("day", "date", min="2026-02-26", max="2026-03-03"),
        field("colour", "text"),
    )
}
FREE = {name: FEW[name]._replace(min=None, max=None) for name in ("days", "price", "day")}
OUTSIDE: dict[str, list[Any]] = {
    "days": [-3, 9, "2.5"],
    "price": ["0.975", 2],
    "day": ["2026-01-01", "2027-01-01"],
}
"""Values that cells may name although no task can have them."""
ORDERED = ("integer", "money", "date")


def cells(of: Field) -> st.SearchStrategy[Any]:
    """A cell's test: one of a few pieces, or none of them, or ``-``."""
    known = [value for value in all_values(of) if value != "something else"]
    if of.type == "money":
        known = [value.rstrip("0").rstrip(".") for value in known]
    ends = st.sampled_from([*known, *OUTSIDE.get(of.name, [])])
    one = st.tuples(st.just("="), ends).map(list)
    several = st.lists(st.one_of(one, ranges(ends)) if of.type in ORDERED else one, min_size=1, max_size=2)
    return st.one_of(st.none(), st.tuples(st.sampled_from(("is", "is", "not")), several).map(list))


def ranges(ends: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A piece with one end or two, in order or not."""
    end = st.one_of(st.none(), ends)
    return st.tuples(st.just(".."), end, st.booleans(), end, st.booleans()).map(list)


@st.composite
def tables(
    draw: Any, fields: dict[str, Field], hits: tuple[str, ...] = HITS, values: dict[str, Field] | None = None
) -> Table:
    """A table of one to three columns and one to six rows; its cells name values of ``values``."""
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=3, unique=True))
    columns = [fields[name] for name in chosen]
    rows = draw(
        st.lists(st.tuples(*[cells((values or fields)[name]) for name in chosen]), min_size=1, max_size=6)
    )
    results = [draw(st.integers(0, 2)) for _ in rows]
    made = [Row(cells, (["number", n],), "", "") for cells, n in zip(rows, results, strict=True)]
    return table(columns, made, draw(st.sampled_from(hits)))
