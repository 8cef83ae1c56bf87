"""Rows that start tasks: a table and a definition become ``Start`` commands, or rejections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.intake.cells import INSTANT, Cells, clean
from engine.intake.identity import Identity
from engine.intake.mapping import START_NAMES, Header, special_columns, value_columns
from engine.intake.row import IntakeError, Record, Row
from engine.intake.starting import Seen, given_values
from engine.intake.table import Table
from engine.model.commands import Start
from engine.model.definition import Definition, Field
from engine.model.refusals import Refusal
from engine.rules.values import ValueProblem

_NOTHING: dict[str, str] = {}


def starts(
    table: Table,
    definition: Definition,
    mapping: Mapping[str, str],
    zone: str,
    defaults: Mapping[str, str] = _NOTHING,
    shop: str = "",
) -> Iterator[Row]:
    """The rows of ``table`` as starts of ``definition``, in the file's order, read as they are asked for.

    ``mapping`` is name -> column, for fields and ``at``; fields that it leaves out are found by their
    ``columns``, title or name. ``zone`` is that of times without one. ``defaults`` are texts of fields
    for every row whose cell is empty. Empty cells are no values.

    A row is rejected for everything that is wrong with it: its quotes or cells, each value, each
    required field without one, no instant where ``at`` is mapped, an order that an earlier row of the
    file has (the same again, or contradicting it). What depends on tasks is the kernel's to decide.

    Raises IntakeError at once, before the first row: ``column-unknown``, ``columns-missing`` (a required
    field has no column and no default), ``field-unknown`` and the others of ``mapping``.
    """
    reader = _Reader(table, definition, mapping, zone, defaults, shop)
    return map(reader.row, table.rows)


class _Reader:
    """What is worked out once for all rows of a table."""

    def __init__(
        self,
        table: Table,
        definition: Definition,
        mapping: Mapping[str, str],
        zone: str,
        defaults: Mapping[str, str],
        shop: str,
    ) -> None:
        header = Header(table.path, table.columns)
        special = special_columns(header, mapping, START_NAMES)
        fields = {name: column for name, column in mapping.items() if name not in START_NAMES}
        columns = value_columns(header, definition, fields, set(), definition.data)
        found = {column.field.name for column in columns}
        _refuse_missing(table, definition, found | set(defaults))
        self.sop, self.shop = definition.sop, shop
        self.columns = tuple((column.field.name, Cells(*column, zone)) for column in columns)
        self.at = special.get("at")
        self.instants = Cells(self.at or 0, table.columns[self.at or 0], INSTANT, zone)
        same = [c.field.name for c in columns if c.place == self.at and _is_instant(c.field)]
        self.at_field = same[0] if same else ""
        self.given = given_values(definition, defaults, zone)
        self.required = tuple(name for name in definition.required if definition.data[name].default is None)
        self.titles = {name: definition.data[name].title for name in self.required}
        self.unique = definition.unique
        self.seen = Seen()
        names = [column.field.name for column in columns] + (["at"] if self.at is not None else [])
        self.identity = Identity("start", table.digest, (definition.sop, shop, zone, *names), defaults)

    def row(self, record: Record) -> Row:
        """One row as a command or a rejection."""
        number, cells, problem = record
        if problem is not None:
            return Row(number, cells, None, (problem,))
        values = dict(self.given)
        texts: list[str] = []
        problems: list[Refusal] = []
        for name, column in self.columns:
            text = cells[column.index].strip()
            if text:
                if text[0] in "='":
                    text = clean(text)
                try:
                    values[name] = column.value(text)
                except ValueProblem as why:
                    problems.append(column.wrong(why, text))
                    values[name] = None
            texts.append(text)
        happened: int | None = None
        if self.at_field:
            happened = values.get(self.at_field)
            if self.at_field not in values and self.at_field not in self.required:
                problems.append(Refusal("row-no-instant", {"column": self.instants.header}))
        elif self.at is not None:
            happened = self._instant(clean(cells[self.at]), texts, problems)
        for name in self.required:
            if name not in values:
                problems.append(Refusal("required-value", {"field": name, "title": self.titles[name]}))
        if self.unique:
            again = self.seen.before(values.get(self.unique), number, tuple(texts))
            if again is not None:
                problems.append(again)
        if problems:
            return Row(number, cells, None, tuple(problems))
        id = self.identity.of_place(number) if self.at is None else self.identity.of_content(texts)
        return Row(number, cells, Start(id, self.sop, values, happened, self.shop))

    def _instant(self, text: str, texts: list[str], problems: list[Refusal]) -> int | None:
        texts.append(text)
        if not text:
            problems.append(Refusal("row-no-instant", {"column": self.instants.header}))
            return None
        try:
            happened: int = self.instants.value(text)
            return happened
        except ValueProblem as why:
            problems.append(self.instants.wrong(why, text))
            return None


def _is_instant(field: Field) -> bool:
    """Whether a field's value is the instant that its cell says, no more and no less."""
    return field.type == "datetime" and field.min is None and field.max is None


def _refuse_missing(table: Table, definition: Definition, known: set[str]) -> None:
    """A file without a column for what every start needs is one error, not one for each row."""
    needed = [name for name in definition.required if definition.data[name].default is None]
    missing = [name for name in needed if name not in known]
    if missing:
        columns = ", ".join(filter(None, table.columns))
        raise IntakeError("columns-missing", {"path": table.path, "fields": missing, "columns": columns})
