"""The grammar of instants, one parser for ``due``, ``limit``, ``not_before``, ``until`` and ``at``:

    [span [(after|before) anchor] | anchor] [by [weekday | day N] HH:MM] [or workday before|after]

    span    24h · 30min · 4 work hours · 2 workdays · 3 days · 6 weeks · 1 month · a duration field ·
            table.output
    anchor  a date or datetime field · step · step.outcome · step.opened · start · due · limit

At least a span, an anchor or a ``by`` must stand. Without an anchor it is the opening of the step.
(``none`` is not an instant; the compiler reads it.)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.model.definition import Expression, Field
from engine.model.diagnostics import Problem
from engine.model.record import Record
from engine.model.timing import Anchor, Instant
from engine.rules.deadlines.bytime import read_by
from engine.rules.deadlines.reader import Reader
from engine.rules.deadlines.spans import MistakeError, check_text, leftover, read_span
from engine.rules.near import near

MOMENTS = ("date", "datetime")


class InstantNames(Record):
    """What names mean where an instant stands.

    ``steps`` maps a step to its outcomes; ``has_due``: whether ``due`` and ``limit`` are anchors here;
    ``tables`` maps a decision table to its outputs: expressions, of which those of type duration are spans.
    """

    fields: Mapping[str, Field]
    steps: Mapping[str, Collection[str]]
    has_due: bool = False
    tables: Mapping[str, Mapping[str, Expression]] = {}


class _What(Record):
    """The part before ``by``: a span, an anchor, both, or nothing."""

    unit: str | None = None
    amount: int = 0
    field: str = ""
    sign: int = 1
    anchor: Anchor | None = None
    dated: Problem | None = None
    span: Expression | None = None


def parse_instant(text: str, names: InstantNames) -> tuple[Instant | None, list[Problem]]:
    """The instant that a text says, or None and what is wrong with it. Never raises, whatever the text.

    Columns of problems count characters from 0.
    """
    reader = Reader(text)
    instant: Instant | None = None
    problems: list[Problem] = []
    try:
        check_text(reader)
        instant = _instant(reader, names)
    except MistakeError as mistake:
        problems.append(mistake.problem)
    problems = [*reader.full_width("D602"), *problems]
    return (None if problems else instant), problems


def _instant(reader: Reader, names: InstantNames) -> Instant:
    what = _what(reader, names)
    by = weekday = monthday = roll = None
    if reader.take("by"):
        by, weekday, monthday = read_by(reader)
    start = reader.skip()
    if reader.take("or"):
        roll = reader.take("before", "after") if reader.take("workday") else None
        if not roll:
            raise MistakeError(Problem("D619", start, len(reader.written.rstrip()) - start))
    if not reader.done():
        raise leftover(reader, _expected(what, by, roll))
    if what == _What() and by is None:
        raise MistakeError(Problem("D601", start, reader.at - start))
    if what.dated is not None and by is None:
        raise MistakeError(what.dated)
    unit, amount, field, sign, anchor, _, span = what
    source = reader.written.strip()
    return Instant(source, unit, amount, field, sign, anchor, by, weekday, roll, span, monthday)


def _expected(what: _What, by: int | None, roll: str | None) -> tuple[str, ...]:
    """The words that may come next."""
    if roll:
        return ()
    if by is not None:
        return ("or workday before", "or workday after")
    side = ("after", "before") if what.anchor is None and what.unit is not None else ()
    return (*side, "by", "or")


def _what(reader: Reader, names: InstantNames) -> _What:
    start = reader.skip()
    if reader.text[start : start + 1].isdigit() or reader.text[start] in "+-.":
        length = read_span(reader)
        sign, anchor, dated = _after(reader, names)
        return _What(length.unit, length.amount, "", sign, anchor, dated)
    if reader.word() in ("by", "or") and not _known_ahead(reader, names):
        return _What()
    duration = reader.known(name for name, field in names.fields.items() if field.type == "duration")
    if duration:
        sign, anchor, dated = _after(reader, names)
        return _What("field", 0, duration, sign, anchor, dated)
    span = _table(reader, names)
    if span is not None:
        sign, anchor, dated = _after(reader, names)
        return _What("table", 0, "", sign, anchor, dated, span)
    anchor, dated = _anchor(reader, names, span=True)
    return _What(anchor=anchor, dated=dated)


def _table(reader: Reader, names: InstantNames) -> Expression | None:
    """Take ``table.output``, a length of time; None where no table is named."""
    start = reader.skip()
    table = reader.known(names.tables)
    if not table:
        return None
    if not reader.take_sign("."):
        raise MistakeError(Problem("R143", start, len(table), {"name": table}, _outputs(names, table)))
    known = names.tables[table]
    name = reader.known(known) or reader.rest_of_name()
    width = reader.at - start
    if name not in known:
        data = {"table": table, "name": name, "keys": ", ".join(known)}
        raise MistakeError(Problem("R142", start, width, data, near(name, known)))
    if known[name].type != "duration":
        data = {"name": f"{table}.{name}", "type": known[name].type}
        raise MistakeError(Problem("R144", start, width, data, _outputs(names, table)))
    return known[name]


def _outputs(names: InstantNames, table: str) -> tuple[str, ...]:
    """What of a table can be a span."""
    found = [name for name, output in names.tables[table].items() if output.type == "duration"]
    return tuple(f"{table}.{name}" for name in found[:3])


def _known_ahead(reader: Reader, names: InstantNames) -> bool:
    """Whether a name such as ``by hand`` stands here and not a keyword."""
    here = reader.at
    found = reader.known([*names.fields, *names.steps])
    reader.at = here
    return bool(found)


def _after(reader: Reader, names: InstantNames) -> tuple[int, Anchor | None, Problem | None]:
    side = reader.take("after", "before")
    if not side:
        return 1, None, None
    anchor, dated = _anchor(reader, names, span=False)
    return (1 if side == "after" else -1), anchor, dated


def _anchor(reader: Reader, names: InstantNames, span: bool) -> tuple[Anchor, Problem | None]:
    """Take an anchor; with ``span``, a span could have stood here too. The problem is what is wrong unless
    a ``by`` follows: a date has no time of day."""
    start = reader.skip()
    if reader.done():
        raise MistakeError(Problem("D610", max(0, len(reader.written.rstrip()) - 1)))
    name = reader.known([*names.fields, *names.steps, "start", "due", "limit"])
    if name in names.steps and name not in ("start", "due", "limit"):
        return _of_step(reader, name, names.steps[name]), None
    if name and not reader.text.startswith(".", reader.at):
        width = len(name)
        if name == "start":
            return Anchor("start"), None
        if name in ("due", "limit"):
            if not names.has_due:
                raise MistakeError(Problem("D614", start, width, {"name": name}))
            return Anchor(name), None
        kind = names.fields[name].type
        if kind not in MOMENTS:
            behind = span and reader.word() in ("after", "before")
            code = "D612" if behind or kind == "duration" else "D611"
            raise MistakeError(Problem(code, start, width, {"name": name, "type": kind}))
        dated = Problem("D615", start, width, {"name": name}) if kind == "date" else None
        return Anchor("field", name), dated
    reader.at = start
    raise _unknown(reader, names, span)


def _of_step(reader: Reader, step: str, outcomes: Collection[str]) -> Anchor:
    if not reader.take_sign("."):
        return Anchor("closed", step)
    start = reader.at
    if reader.known(("opened",)):
        return Anchor("opened", step)
    outcome = reader.known(outcomes)
    if outcome:
        return Anchor("outcome", step, outcome)
    found = reader.rest_of_name()
    data = {"step": step, "found": found}
    raise MistakeError(Problem("D613", start, max(1, len(found)), data, near(found, ["opened", *outcomes])))


def _unknown(reader: Reader, names: InstantNames, span: bool) -> MistakeError:
    start = reader.skip()
    found = reader.rest_of_name() or reader.written[start]
    head = found.split(".", 1)[0]
    dotted = "." in found and head not in names.fields
    if span and dotted and reader.word() in ("after", "before"):
        return MistakeError(Problem("R145", start, len(head), {"name": head}, near(head, names.tables)))
    if dotted:
        found = head or "."
    field = names.fields.get(found)
    follows = reader.word() in ("after", "before")
    if span and follows and field is not None:
        return MistakeError(Problem("D612", start, len(found), {"name": found, "type": field.type}))
    wanted = ("duration",) if span and follows else (*MOMENTS, "duration") if span else MOMENTS
    fields = [name for name, field in names.fields.items() if field.type in wanted]
    steps = [] if span and follows else [*names.steps, "start"]
    due = ["due", "limit"] if names.has_due and steps else []
    return MistakeError(
        Problem("D616", start, len(found), {"name": found}, near(found, [*fields, *steps, *due]))
    )
