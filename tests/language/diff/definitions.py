"""What the tests of diffs share: a shipping SOP, and every way to change one thing of a definition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from engine.language import load_sop
from engine.language.diff import label
from engine.model.definition import Definition, Expression, Item, Outcome, Step
from engine.model.timing import Instant

SHIPPING = (Path(__file__).parents[2] / "sops" / "shipping-by-hand.sop.yaml").read_text("utf-8")


def compiled(text: str) -> Definition:
    """The definition of a document that may have warnings."""
    definition, diagnostics, _ = load_sop(text.encode(), "x.yaml", None, ["cn-warehouse"])
    assert definition is not None, diagnostics
    return definition


class Mutation(NamedTuple):
    """A definition with one thing changed, and a name that a line about it has to mention."""

    definition: Definition
    touched: str
    how: str

    def __repr__(self) -> str:
        return f"<{self.how}>"


def mutations(definition: Definition) -> Iterator[Mutation]:
    """Every single attribute changed and every single entry taken away, one at a time."""
    for value, touched, how in _of_tuple(definition, ""):
        yield Mutation(value, touched, how)


def _of_tuple(one: Any, here: str) -> Iterator[tuple[Any, str, str]]:
    for attribute in one._fields:
        value = getattr(one, attribute)
        if attribute in ("name", "no", "kind") or (isinstance(one, Outcome) and attribute == "items"):
            continue  # names are changed with their keys, numbers follow from the lines
        if isinstance(one, Item) and attribute in ("field", "must", "title"):
            here = label(one)
        for changed, touched, how in _of(value, here or attribute):
            yield one._replace(**{attribute: changed}), touched, f"{attribute} {how}"


def _of(value: Any, here: str) -> Iterator[tuple[Any, str, str]]:
    if isinstance(value, bool):
        yield not value, here, "turned"
    elif isinstance(value, str):
        yield value + "x", here, "longer"
    elif value is None:
        return
    elif isinstance(value, Expression):
        yield value._replace(source=f"not ({value.source})"), here, "negated"
    elif isinstance(value, Instant):
        yield value._replace(source=f"2 days after {value.source}"), here, "shifted"
    elif isinstance(value, dict):
        yield from _of_dict(value)
    elif hasattr(value, "_fields"):
        yield from _of_tuple(value, here)
    elif isinstance(value, tuple):
        yield from _of_list(value, here)


def _of_dict(value: dict[str, Any]) -> Iterator[tuple[Any, str, str]]:
    for name, body in value.items():
        yield {key: other for key, other in value.items() if key != name}, name, f"{name} taken away"
        if isinstance(body, Outcome):
            yield {key + "_x" * (key == name): other for key, other in value.items()}, name, f"{name} renamed"
        for changed, touched, how in _of(body, name):
            mutated = {**value, name: changed}
            inner = isinstance(body, Step) and (" taken away" in how or " renamed" in how or "items" in how)
            yield mutated, touched if inner else name, f"{name}: {how}"
    if value and isinstance(next(iter(value.values())), Step | Outcome) and len(value) > 1:
        first, *others = value
        yield {name: value[name] for name in (*others, first)}, first, f"{first} last"


def _of_list(value: tuple[Any, ...], here: str) -> Iterator[tuple[Any, str, str]]:
    for number, one in enumerate(value):
        own = label(one) if isinstance(one, Item) else here
        yield value[:number] + value[number + 1 :], own, f"{number} taken away"
        for changed, touched, how in _of(one, own):
            yield (*value[:number], changed, *value[number + 1 :]), touched, f"{number} {how}"
    if len(value) > 1 and not isinstance(value[0], Item):
        yield value[::-1], here, "turned around"
