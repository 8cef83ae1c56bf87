"""Pieces of tests on values that have an order: ``> 200``, ``[1..3]``, one value; and how people write such
things elsewhere."""

from __future__ import annotations

import re
from typing import Any

from engine.model.definition import Field
from engine.rules.evaluation import EvaluationProblem
from engine.rules.expressions.syntax import LOOKALIKES
from engine.rules.tables.literals import fault, literal
from engine.rules.values.inner import reader

_SIGN = re.compile(r"(==|=<|=>|!=|<>|<=|>=|=|<|>)\s*", re.DOTALL)
_RANGE = re.compile(r"([\[(\]])(.*)([\])\[])", re.DOTALL)
_BARE = re.compile(r"\s*(.+?)\s*(?:\.{2,3}|…|~|～|\bto\b|至|到|—+)\s*(.+?)\s*", re.DOTALL)
_MINUS = re.compile(r"\s*([0-9.]+)\s*[-–]\s*([0-9.]+)\s*")
_BOTH = re.compile(r"(>=?)\s*(.+?)\s*(?:\band\b|且|&&)\s*(<=?)\s*(.+)", re.DOTALL)
_MEANT = {"=": "%s", "==": "%s", "!=": "not(%s)", "<>": "not(%s)", "=>": ">= %s", "=<": "<= %s"}
_WORDS = frozenset("年月日天周时分秒个工作小星期元至到")
"""Characters of values as people type them, which are no signs."""


def piece(text: str, field: Field) -> Any:
    """The piece of a test that a text says. Raises CellError, columns counting from its first character."""
    for at, character in enumerate(text):
        if character in LOOKALIKES and character not in _WORDS:
            raise fault("R106", at, 1, character=character, write=LOOKALIKES[character])
    signed = _SIGN.match(text)
    if signed is not None:
        return _signed(text, signed[1], signed.end(), field)
    bracketed = _RANGE.fullmatch(text)
    if bracketed is not None:
        return _range(text, bracketed, field)
    if text[0] in "[(]":
        raise fault("R121", 0, 1, character=text[0])
    if text[0] in "\"'":
        raise fault("R128", 0, len(text), type=field.type)
    between = _BARE.fullmatch(text) or (_MINUS.fullmatch(text) if "date" not in field.type else None)
    if between is not None:
        raise fault("R122", 0, len(text), text=text, write=f"[{between[1]}..{between[2]}]")
    return ["=", literal(text, field, 0)]


def _signed(text: str, sign: str, after: int, field: Field) -> Any:
    both = _BOTH.fullmatch(text)
    if both is not None:
        low, high = "[" if both[1] == ">=" else "(", "]" if both[3] == "<=" else ")"
        raise fault("R122", 0, len(text), text=text, write=f"{low}{both[2]}..{both[4]}{high}")
    rest = text[after:]
    if sign in _MEANT:
        raise fault("R126", 0, len(text), found=sign, write=_MEANT[sign] % (rest or "..."))
    if not rest:
        raise fault("R107", len(text) - 1, 1)
    value = literal(rest, field, after)
    if sign[0] == ">":
        return ["..", value, sign == ">=", None, False]
    return ["..", None, False, value, sign == "<="]


def _range(text: str, found: re.Match[str], field: Field) -> Any:
    opening, inner, closing = found.groups()
    ends = inner.split("..")
    if len(ends) != 2 or any(end.startswith(".") or not end.strip() for end in ends):
        parts = _BARE.fullmatch(inner) or re.fullmatch(r"(.+?)[,;:\s-]+(.+)", inner, re.DOTALL)
        low, high = parts.groups() if parts is not None else ("1", "3")
        write = f"{'(' if opening == ']' else opening}{low}..{high}{')' if closing == '[' else closing}"
        raise fault("R122", 0, len(text), text=text, write=write)
    low = literal(ends[0], field, 1)
    high = literal(ends[1], field, 3 + len(ends[0]))
    test = ["..", low, opening == "[", high, closing == "]"]
    if _crossed(test, field, text):
        raise fault("R123", 0, len(text), text=text)
    return test


def _crossed(test: list[Any], field: Field, text: str) -> bool:
    """Whether nothing lies between the two ends."""
    read = reader(field.type if field.type in ("date", "datetime", "duration") else "number")
    low, high = read(test[1]), read(test[3])
    try:
        return bool(low > high or (low == high and not (test[2] and test[4])))
    except EvaluationProblem:
        raise fault("R129", 0, len(text), text=text) from None
