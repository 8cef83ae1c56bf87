"""Unary tests: what a condition cell of a decision table says about its input (FEEL's, without ``null``).

    -                     any value, even none
    200   "a"   a         this value; texts need no quotes unless they hold one of , " ' or stand as -
    > 200   <= 3 days     as far as this one
    [1..3]   (1..3]       from one to the other; a round bracket leaves the end out
    a, b, > 7             any of these
    not(a, b)             none of these

A test is a plain tree: None for ``-``, else ``["is" | "not", [piece, ...]]``. A piece is ``["=", value]`` or
``["..", low, low is in, high, high is in]`` with None for no end. Values are in the stored form of the
input's type; all numbers in that of a number.
"""

from __future__ import annotations

import re
from typing import Any

from engine.model.definition import Field
from engine.model.diagnostics import Problem
from engine.rules.expressions.kinds import ORDERED
from engine.rules.expressions.syntax import LOOKALIKES
from engine.rules.tables import ranges
from engine.rules.tables.literals import CellError, fault, literal

ANY = "-"
_NOT = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_NOT_BEGUN = re.compile(r"not\s*\(")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_FULL_WIDTH = frozenset("，、；“”‘’「」＂＇－（）")
_SIGN = re.compile(r"(==|=|!=|<>|<=|>=|=<|=>|<|>)\s*(.*)", re.DOTALL)


def parse_test(text: str, field: Field) -> tuple[Any, list[Problem]]:
    """The test of a cell, or what is wrong with it (then the test is None too). Never raises.

    ``field`` is the input: a field of the SOP, or one with the name and the type of an expression. Columns
    of problems count characters of ``text`` from 0.
    """
    if text.strip() == ANY:
        return None, []
    try:
        return _test(text, field), []
    except CellError as error:
        return None, error.problems


def _test(text: str, field: Field) -> Any:
    lead = len(text) - len(text.lstrip())
    body, word = text.strip(), "is"
    if _NOT_BEGUN.match(body):
        inner = _NOT.fullmatch(body)
        if inner is None:
            raise fault("R121", lead, len(body), character="(")
        word, lead, body = "not", lead + inner.start(1), inner[1]
    is_ordered = field.type in ORDERED
    if is_ordered:
        _thousands(body, lead)
    pieces = []
    problems: list[Problem] = []
    for at, piece in split(body, is_ordered):
        start = lead + at + len(piece) - len(piece.lstrip())
        try:
            pieces.append(_piece(piece.strip(), field, is_ordered))
        except CellError as error:
            problems += [each._replace(column=each.column + start) for each in error.problems]
    if problems:
        raise CellError(problems)
    return [word, pieces]


def split(text: str, brackets: bool, sign: str = ",") -> list[tuple[int, str]]:
    """The parts between the signs that stand outside quotes (and brackets), each with where it begins.
    Raises CellError for a quote that nothing closes."""
    found: list[tuple[int, str]] = []
    begin, depth = 0, 0
    for at, character in enumerate(blanked(text, brackets)):
        if brackets and character in "([{":
            depth += 1
        elif brackets and character in ")]}":
            depth = max(0, depth - 1)
        elif character == sign and not depth:
            found.append((begin, text[begin:at]))
            begin = at + 1
    return [*found, (begin, text[begin:])]


def blanked(text: str, anywhere: bool = False) -> str:
    """The text with everything in quotes made blank. A quote opens where no word runs on (``it's``), or
    ``anywhere``. Raises CellError for one that nothing closes."""
    characters = list(text)
    quoted = -1
    for at, character in enumerate(text):
        if quoted >= 0:
            characters[at] = "\0"
            if character == text[quoted]:
                quoted = -1
        elif character in "\"'" and (anywhere or not text[at - 1 : at].isalnum()):
            quoted = at
            characters[at] = "\0"
    if quoted >= 0:
        raise fault("R121", quoted, 1, character=text[quoted])
    return "".join(characters)


def _thousands(body: str, lead: int) -> None:
    found = _THOUSANDS.search(body)
    if found is not None:
        plain = found.group().replace(",", "")
        raise fault("R127", lead + found.start(), len(found.group()), written=found.group(), plain=plain)


def _piece(text: str, field: Field, is_ordered: bool) -> Any:
    if not text or text == ANY:
        raise fault("R107", 0, max(1, len(text)))
    if is_ordered:
        return ranges.piece(text, field)
    signed = _SIGN.match(text)
    if signed is not None and text not in field.choices:
        sign, rest = signed.groups()
        if sign in ("=", "=="):
            raise fault("R126", 0, len(text), found=sign, write=rest)
        if sign in ("!=", "<>"):
            raise fault("R126", 0, len(text), found=sign, write=f"not({rest})")
        raise fault("R124", 0, len(sign), type=field.type)
    return ["=", named(text, field)]


def named(text: str, field: Field) -> Any:
    """The value of a type without an order that a text says, in quotes or without. Raises CellError."""
    if text in field.choices:
        return text
    if text[0] in "\"'":
        if len(text) < 2 or text.find(text[0], 1) != len(text) - 1:
            raise fault("R121", 0, len(text), character=text[0])
        return literal(text[1:-1], field, 1)
    for at, character in enumerate(text):
        if character in _FULL_WIDTH:
            raise fault("R106", at, 1, character=character, write=LOOKALIKES[character])
        if character == '"':
            raise fault("R121", at, 1, character=character)
    return literal(text, field, 0)
