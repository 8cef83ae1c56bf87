"""Rows that advance tasks: a table becomes batches of ``Advance`` commands, or rejections.

Which visit a row means depends on where its task is, so tasks are looked up many at a time, and rows of
one task never share a batch: the second row of an order is looked up when the first was carried out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from engine.intake.cells import INSTANT, Cells, clean
from engine.intake.identity import Identity, of_person
from engine.intake.mapping import (
    ADVANCE_NAMES,
    Header,
    advance_names,
    must_be_fields,
    special_columns,
    value_columns,
)
from engine.intake.row import IntakeError, Record, Row
from engine.intake.table import Table
from engine.intake.visits import (
    Found,
    Resolve,
    Sought,
    outcomes_by_words,
    task_number,
    the_outcome,
    the_visit,
)
from engine.model.commands import Advance
from engine.model.definition import Definition, Step
from engine.model.refusals import Refusal
from engine.rules.values import ValueProblem, from_text

WINDOW = 1000
"""Rows that are read ahead and looked up together."""

ALL = ("all", "全部")
_NOTHING: dict[str, str] = {}


def advances(
    table: Table,
    resolve: Resolve,
    mapping: Mapping[str, str],
    zone: str,
    defaults: Mapping[str, str] = _NOTHING,
    definition: Definition | None = None,
    window: int = WINDOW,
    person: str = "",
) -> Iterator[list[Row]]:
    """The rows of ``table`` as batches of advances. **Carry out a batch before asking for the next.**

    ``mapping`` is name -> column, for the special names (``mapping.ADVANCE_NAMES``) and fields; special
    names that it leaves out are found in the header, fields that the row's step asks for by their
    ``columns``, title or name. ``defaults`` are texts of names and fields for rows whose cell is
    empty: ``{"step": "pick", "outcome": "done"}``. ``definition``, where all rows are of one SOP, finds
    the column of the ``ref``. Steps and outcomes may be named by their titles.

    A row without a step means the step its task is in; without an outcome ``done``, or the only one.
    Without ``ticks`` everything was ticked in a step with ``bulk: true``, nothing in another. A batch
    holds at most ``window`` rows, each task once; rows of one task keep their order. A row that votes is
    another command for each ``person`` who reads it.

    Raises IntakeError at once: ``columns-no-task`` and those of ``mapping``.
    """
    reader = _Reader(table, resolve, mapping, zone, defaults, definition, person)
    return _batches(reader, table.rows, window)


def _batches(reader: _Reader, records: Iterator[Record], window: int) -> Iterator[list[Row]]:
    """Windows of rows, each in waves: the n-th row of every task is in the n-th wave."""
    while read := [reader.parse(record) for record in islice(records, window)]:
        waves: list[list[Row | _Parsed]] = []
        turn: dict[int | str, int] = {}
        for row in read:
            wave = 0
            if isinstance(row, _Parsed):
                key = row.sought.task if row.sought.task is not None else row.sought.ref
                wave = turn.get(key, 0)
                turn[key] = wave + 1
            if wave == len(waves):
                waves.append([])
            waves[wave].append(row)
        for number, rows in enumerate(waves):
            batch, postponed = reader.finish(rows)
            yield batch
            if postponed:
                # One task by its number and by its ref: only the look-up told that it is the same.
                if number + 1 == len(waves):
                    waves.append([])
                waves[number + 1][:0] = postponed


class _Parsed(NamedTuple):
    """A row whose special cells were read, before its task is known."""

    record: Record
    sought: Sought
    texts: dict[str, str]
    happened: int | None


class _Plan(NamedTuple):
    """What is known of one step of one version: which columns are read and what its outcomes are called."""

    columns: list[tuple[str, Cells]]
    outcomes: dict[str, str]


class _Reader:
    def __init__(
        self,
        table: Table,
        resolve: Resolve,
        mapping: Mapping[str, str],
        zone: str,
        defaults: Mapping[str, str],
        definition: Definition | None,
        person: str,
    ) -> None:
        self.header = Header(table.path, table.columns)
        self.resolve, self.zone, self.person = resolve, zone, person
        special = special_columns(self.header, mapping, advance_names(definition, mapping))
        if definition is not None and not {"task", "ref"} & special.keys() and definition.ref:
            place = self.header.of_field(definition.data[definition.ref])
            if place is not None:
                special["ref"] = place
        if not {"task", "ref"} & special.keys():
            raise IntakeError(
                "columns-no-task", {"path": table.path, "columns": ", ".join(filter(None, table.columns))}
            )
        self.special = tuple(special.items())
        self.mapped = {name: column for name, column in mapping.items() if name not in ADVANCE_NAMES}
        self.mapped_places = [
            self.header.must_find(name, column, self.mapped) for name, column in self.mapped.items()
        ]
        self.taken = set(special.values())
        self.defaults = {name: text for name, text in defaults.items() if name in ADVANCE_NAMES}
        self.given = {name: text for name, text in defaults.items() if name not in ADVANCE_NAMES}
        self.headers = {name: table.columns[place] for name, place in special.items()}
        self.identity = Identity("advance", table.digest, (zone, *special, "\x1e", *self.mapped), defaults)
        self.timed = "at" in special or "at" in defaults
        self.instants = Cells(special.get("at", 0), self.headers.get("at", "at"), INSTANT, zone)
        self.plans: dict[tuple[int, str], _Plan | Refusal] = {}

    def parse(self, record: Record) -> Row | _Parsed:
        """Read what a row says without knowing its task."""
        number, cells, problem = record
        if problem is not None:
            return Row(number, cells, None, (problem,))
        texts = dict(self.defaults)
        for name, place in self.special:
            text = clean(cells[place])
            if text:
                texts[name] = text
        problems: list[Refusal] = []
        task: int | None = None
        if "task" in texts:
            task = task_number(texts["task"])
            if task is None:
                problems.append(Refusal("unknown-task", {"text": texts["task"]}))
        elif "ref" not in texts:
            problems.append(Refusal("row-no-task"))
        happened = self._instant(texts, problems) if self.timed else None
        if problems:
            return Row(number, cells, None, tuple(problems))
        id = self._identify(number, cells, texts)
        return _Parsed(record, Sought(id, task, texts.get("ref", "")), texts, happened)

    def _instant(self, texts: dict[str, str], problems: list[Refusal]) -> int | None:
        text = texts.get("at", "")
        if not text:
            problems.append(Refusal("row-no-instant", {"column": self.instants.header}))
            return None
        try:
            happened: int = self.instants.value(text)
            return happened
        except ValueProblem as why:
            problems.append(self.instants.wrong(why, text))
            return None

    def _identify(self, number: int, cells: list[str], texts: dict[str, str]) -> bytes:
        if not self.timed:
            return self.identity.of_place(number)
        # A row without an item has the name that it had before there were items.
        named = [texts.get(name, "") for name in ADVANCE_NAMES if name != "item" or name in texts]
        return self.identity.of_content(named + [clean(cells[place]) for place in self.mapped_places])

    def finish(self, rows: Sequence[Row | _Parsed]) -> tuple[list[Row], list[_Parsed]]:
        """Look up the tasks of a wave and make its commands; and the rows that have to wait for it."""
        answers = iter(self.resolve([row.sought for row in rows if isinstance(row, _Parsed)]))
        batch: list[Row] = []
        postponed: list[_Parsed] = []
        seen: set[int] = set()
        for row in rows:
            if not isinstance(row, _Parsed):
                batch.append(row)
                continue
            found = next(answers)
            if isinstance(found, Found) and found.task.id in seen:
                postponed.append(row)
                continue
            if isinstance(found, Found):
                seen.add(found.task.id)
            batch.append(self._row(row, found))
        return batch, postponed

    def _row(self, row: _Parsed, found: Found | Refusal) -> Row:
        number, cells = row.record.number, row.record.cells
        if isinstance(found, Refusal):
            return Row(number, cells, None, (found,))
        problems: list[Refusal] = []
        task, definition = found.task, found.definition
        if "task" in row.texts and "ref" in row.texts and row.texts["ref"] != task.ref:
            data = {"task": task.id, "ref": row.texts["ref"], "called": task.ref}
            return Row(number, cells, None, (Refusal("row-task-and-ref", data),))
        visit = the_visit(found, row.texts.get("step", ""), row.texts.get("item", ""))
        if isinstance(visit, Refusal):
            return Row(number, cells, None, (visit,))
        step = definition.steps[visit.step]
        plan = self._plan(task.version, definition, step)
        if isinstance(plan, Refusal):
            return Row(number, cells, None, (plan,))
        outcome = the_outcome(step, plan.outcomes, row.texts.get("outcome", ""))
        if isinstance(outcome, Refusal):
            problems.append(outcome)
        values = self._values(plan, definition, cells, problems)
        ticks, all_ticks = self._ticks(row.texts, step, problems)
        if problems or isinstance(outcome, Refusal):
            return Row(number, cells, None, tuple(problems))
        voted = step.votes is not None and outcome in step.votes.needed
        command = Advance(
            of_person(row.sought.id, self.person) if voted else row.sought.id,
            task.id,
            visit.no,
            outcome,
            values,
            ticks,
            all_ticks=all_ticks,
            reason=row.texts.get("reason"),
            late_reason=row.texts.get("late"),
            happened=row.happened,
        )
        return Row(number, cells, command)

    def _plan(self, version: int, definition: Definition, step: Step) -> _Plan | Refusal:
        plan = self.plans.get((version, step.name))
        if plan is None:
            asked = [item.field for item in step.items if item.field is not None and item.kind == "fill"]
            try:
                must_be_fields(definition, self.given)
                columns = value_columns(self.header, definition, self.mapped, self.taken, asked)
                cells = [(column.field.name, Cells(*column, self.zone)) for column in columns]
                plan = _Plan(cells, outcomes_by_words(step))
            except IntakeError as problem:
                plan = problem.refusal
            self.plans[version, step.name] = plan
        return plan

    def _values(
        self, plan: _Plan, definition: Definition, cells: list[str], problems: list[Refusal]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, text in self.given.items():
            field = definition.data[name]
            try:
                values[name] = from_text(field, text, self.zone)
            except ValueProblem as why:
                data = {"field": name, "title": field.title, "problem": why.code, "data": why.data}
                problems.append(Refusal("bad-value", data))
        for name, column in plan.columns:
            text = clean(cells[column.index])
            if text:
                try:
                    values[name] = column.value(text)
                except ValueProblem as why:
                    problems.append(column.wrong(why, text))
        return values

    def _ticks(
        self, texts: dict[str, str], step: Step, problems: list[Refusal]
    ) -> tuple[tuple[int, ...], bool]:
        text = texts.get("ticks")
        if text is None:
            # A column of its own that is empty says: nothing was ticked.
            return (), step.bulk and "ticks" not in self.headers
        if text.casefold() in ALL:
            return (), True
        words = text.replace("，", ",").replace("、", ",").replace(" ", ",").split(",")
        numbers = [word for word in words if word]
        if all(word.isdecimal() and len(word) < 5 for word in numbers):
            return tuple(sorted({int(word) for word in numbers})), False
        problems.append(Refusal("cell-ticks", {"column": self.headers.get("ticks", "ticks"), "text": text}))
        return (), False
