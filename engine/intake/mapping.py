"""Which column of a file means what: said by ``--map name=column``, else found by names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from engine.intake.cells import heading
from engine.intake.row import IntakeError
from engine.model.definition import Definition, Field
from engine.rules.near import near

START_NAMES: dict[str, str] = {"at": "at"}
"""What a row that starts a task can say besides the SOP's data: when it started."""

ADVANCE_NAMES: dict[str, str] = {
    "task": "任务",
    "ref": "编号",
    "step": "步骤",
    "outcome": "结果",
    "at": "发生时间",
    "reason": "原因",
    "late": "迟到原因",
    "ticks": "勾选",
    "item": "项",
}
"""What a row that advances a task can say besides values, and how such a column is also called:
``task`` (T-17) or ``ref``, the ``step`` and the ``outcome`` (names or titles), ``at`` when it happened, the
``reason`` of the outcome, the reason for being ``late``, ``ticks`` (``all``, or numbers of lines), the
``item`` whose step it is (with lists in lists ``A/red``)."""


class Column(NamedTuple):
    """A column that is read: its place from 0, its header as written, the field of its values."""

    place: int
    header: str
    field: Field


def parse_map(words: Iterable[str]) -> dict[str, str]:
    """``["order_no=订单编号", ...]`` as a mapping from name to column.

    Raises IntakeError: ``map-form`` (not ``name=column``), ``map-twice`` (a name mapped to two columns).
    """
    mapping: dict[str, str] = {}
    for word in words:
        name, equals, column = word.partition("=")
        name, column = name.strip(), column.strip()
        if not (name and equals and column):
            raise IntakeError("map-form", {"word": word})
        if mapping.get(name, column) != column:
            raise IntakeError("map-twice", {"name": name, "first": mapping[name], "second": column})
        mapping[name] = column
    return mapping


class Header:
    """The columns of a file, found by name whatever their width, case and spaces."""

    def __init__(self, path: str, columns: tuple[str, ...]) -> None:
        self.path = path
        self.columns = columns
        self._places: dict[str, list[int]] = {}
        for index, column in enumerate(columns):
            if column:
                self._places.setdefault(heading(column), []).append(index)

    def find(self, name: str) -> int | None:
        """The place of a column, None where the file has none of that name.

        Raises IntakeError ``column-twice`` where the header has the name twice.
        """
        places = self._places.get(heading(name), [])
        if len(places) > 1:
            raise IntakeError("column-twice", {"column": self.columns[places[0]], "path": self.path})
        return places[0] if places else None

    def must_find(self, name: str, column: str, names: Iterable[str]) -> int:
        """The place of the column that ``name`` was mapped to.

        Raises IntakeError ``column-unknown`` with the file's columns and the nearest of them;
        ``map-reversed`` where the two sides were exchanged.
        """
        place = self.find(column)
        if place is not None:
            return place
        if self.find(name) is not None and column in set(names):
            raise IntakeError("map-reversed", {"name": name, "column": column})
        raise IntakeError(
            "column-unknown",
            {
                "name": name,
                "column": column,
                "path": self.path,
                "columns": ", ".join(filter(None, self.columns)),
                "suggestions": near(column, filter(None, self.columns)),
            },
        )

    def of_field(self, field: Field) -> int | None:
        """The column that a field's ``columns``, title or name finds, in that order."""
        for name in (*field.columns, field.title, field.name):
            place = self.find(name)
            if place is not None:
                return place
        return None


def value_columns(
    header: Header, definition: Definition, mapping: Mapping[str, str], taken: set[int], wanted: Iterable[str]
) -> list[Column]:
    """The columns that hold values of the SOP's data, in the order of its fields.

    ``mapping`` holds no special names any more; ``wanted`` names the fields that are looked for without
    being mapped, in columns that are not ``taken`` by a special name.
    Raises IntakeError: those of ``must_be_fields`` and of ``Header``.
    """
    must_be_fields(definition, mapping)
    columns = []
    looked_for = set(wanted)
    for name, field in definition.data.items():
        place: int | None = None
        if name in mapping:
            place = header.must_find(name, mapping[name], definition.data)
        elif name in looked_for and field.value is None:
            place = header.of_field(field)
            if place in taken:
                place = None
        if place is not None:
            columns.append(Column(place, header.columns[place], field))
    return columns


def must_be_fields(definition: Definition, names: Iterable[str]) -> None:
    """Raises IntakeError ``field-unknown`` with the nearest names, ``field-computed``."""
    for name in names:
        if name not in definition.data:
            data = {"name": name, "sop": definition.sop, "fields": ", ".join(definition.data)}
            raise IntakeError("field-unknown", {**data, "suggestions": near(name, definition.data)})
        if definition.data[name].value is not None:
            raise IntakeError("field-computed", {"name": name})


def advance_names(definition: Definition | None, mapping: Mapping[str, str]) -> Mapping[str, str]:
    """The special names that are looked for in a header. Without being mapped a column is an ``item`` only
    where the SOP has items, and no field that goes by such a name."""
    if "item" in mapping:
        return ADVANCE_NAMES
    others = {name: other for name, other in ADVANCE_NAMES.items() if name != "item"}
    if definition is None or not any(step.each for step in definition.steps.values()):
        return others
    words = {heading(word) for word in ("item", ADVANCE_NAMES["item"])}
    fields = definition.data.values()
    claimed = {heading(word) for field in fields for word in (field.name, field.title, *field.columns)}
    return others if words & claimed else ADVANCE_NAMES


def special_columns(header: Header, mapping: Mapping[str, str], names: Mapping[str, str]) -> dict[str, int]:
    """The columns of the special names: as mapped, else where the header has the name or the other one."""
    found: dict[str, int] = {}
    for name, other in names.items():
        if name in mapping:
            place: int | None = header.must_find(name, mapping[name], names)
        else:
            place = header.find(name)
            place = header.find(other) if place is None else place
        if place is not None:
            found[name] = place
    return found
