"""From text to a syntax tree, and why a text has none.

``ast`` reads the text; its errors speak of Python, so what is wrong is found here instead: characters of
a Chinese keyboard, operators of other languages, a single ``=``, an open bracket or quote, a number with
its unit, a word that has a meaning of its own.
"""

from __future__ import annotations

import ast
import keyword
import re
import warnings

from engine.model.diagnostics import Problem
from engine.rules.expressions.places import Places
from engine.rules.expressions.scope import LONGEST

LOOKALIKES: dict[str, str] = {
    "：": ":", "，": ",", "、": ",", "；": ";", "。": ".", "．": ".", "　": " ", "\u00a0": " ",
    "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "＂": '"', "‘": "'", "’": "'", "＇": "'",
    "（": "(", "）": ")", "【": "[", "】": "]", "｛": "{", "｝": "}", "《": "<", "》": ">",
    "＞": ">", "＜": "<", "＝": "==", "！": "!=", "≥": ">=", "≤": "<=", "≠": "!=", "≧": ">=", "≦": "<=",
    "＋": "+", "－": "-", "−": "-", "–": "-", "—": "-", "＊": "*", "×": "*", "／": "/", "÷": "/", "％": "%",
}  # fmt: skip
"""Characters that look like ones of the language -> what is meant."""

_FOREIGN = re.compile(
    r"(?P<and>&&|\bAND\b|并且|且)|(?P<or>\|\||\bOR\b|或者|或)|(?P<ne><>|!==|=!)|(?P<eq>===)|(?P<ge>=>)|(?P<le>=<)"
    r"|(?P<not>!(?!=)|\bNOT\b)|(?P<assign>(?<![=!<>:])=(?!=))"
)
_WRITE = {
    "and": "and", "or": "or", "not": "not", "ne": "!=", "eq": "==", "ge": ">=", "le": "<=", "assign": "==",
}  # fmt: skip
_UNITS = {
    "d": "days(%s)", "day": "days(%s)", "days": "days(%s)", "天": "days(%s)",
    "h": "hours(%s)", "hour": "hours(%s)", "hours": "hours(%s)", "小时": "hours(%s)",
    "min": "minutes(%s)", "minute": "minutes(%s)", "minutes": "minutes(%s)", "分钟": "minutes(%s)",
}  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.])(?P<number>[0-9][0-9_]*(?:\.[0-9]+)?)(?P<space> *)(?P<unit>%|[^\W\d_]+)")
_ZERO = re.compile(r"(?<![\w.])0[0-9]+(?![\w.])")
_REFUSED = re.compile(r"[\\\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d]\w*")
_SPOKEN = frozenset({"and", "or", "not", "in", "is", "if", "else", "True", "False", "None"})
_OPEN, _CLOSE = "([{", ")]}"


def read(source: str) -> tuple[ast.expr | None, list[Problem]]:
    """The syntax tree of a text without white space around it, or what is wrong with it. Never raises:
    a text too long or too deep for the parser is a problem like any other."""
    if len(source) > LONGEST:
        data = {"length": len(source), "most": LONGEST}
        return None, [Problem("X501", LONGEST, len(source) - LONGEST, data)]
    if not source.strip():
        return None, [Problem("X502", 0)]
    refused = _REFUSED.search(source)
    if refused is not None:
        return None, [Problem("X503", refused.start(), 1, {"character": _shown(refused.group())})]
    # A line end means something to the parser and nothing here; columns stay as they are.
    flat = "".join(" " if character in "\t\n\r" else character for character in source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # "1and 2" is read with a warning
            tree = ast.parse(flat, mode="eval").body
    except (MemoryError, RecursionError):
        return None, [Problem("X504", 0, len(source))]
    except (SyntaxError, ValueError, OverflowError) as error:
        return None, [_explain(source, flat, error)]
    return tree, _left_out(source, tree)


def _left_out(source: str, tree: ast.expr) -> list[Problem]:
    """What the parser passes over in silence: comments, and line ends inside a text."""
    places = Places(source)
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    texts = [places.span(node) for node in constants if isinstance(node.value, str)]

    def is_text(at: int) -> bool:
        return any(start <= at < end for start, end in texts)

    found = []
    for number, character in enumerate(source):
        if character == "#" and not is_text(number):
            found.append(Problem("X505", number, len(source) - number))
            break
        if character in "\n\r\t" and is_text(number):
            found.append(Problem("X503", number, 1, {"character": _shown(character)}))
    return found


def _explain(source: str, flat: str, error: Exception) -> Problem:
    """The likeliest reason why the parser gave up."""
    outside, opened = _outside_quotes(flat)
    for number, character in enumerate(outside):
        if character in LOOKALIKES:
            return Problem("X506", number, 1, {"character": character, "write": LOOKALIKES[character]})
    if opened is not None:
        return Problem("X507", opened, 1, {"character": source[opened]})
    if outside.startswith("="):
        return Problem("X508", 0, 1)
    foreign = _FOREIGN.search(outside)
    if foreign is not None and foreign.lastgroup is not None:
        data = {"found": foreign.group(), "write": _WRITE[foreign.lastgroup]}
        return Problem("X509", foreign.start(), len(foreign.group()), data)
    return _bracket(outside) or _number(outside) or _word(outside) or _at(source, error)


def _outside_quotes(text: str) -> tuple[str, int | None]:
    """The text with everything between quotes blanked out, and where a quote opens that nothing closes."""
    characters = list(text)
    opened: int | None = None
    for number, character in enumerate(characters):
        if opened is not None:
            if character == text[opened]:
                opened = None
            characters[number] = " "
        elif character in "\"'":
            opened = number
            characters[number] = " "
    return "".join(characters), opened


def _bracket(text: str) -> Problem | None:
    """A bracket without its other half."""
    waiting: list[int] = []
    for number, character in enumerate(text):
        if character in _OPEN:
            waiting.append(number)
        elif character in _CLOSE:
            if not waiting or _OPEN.index(text[waiting[-1]]) != _CLOSE.index(character):
                return Problem("X507", number, 1, {"character": character})
            waiting.pop()
    return Problem("X507", waiting[-1], 1, {"character": text[waiting[-1]]}) if waiting else None


def _number(text: str) -> Problem | None:
    """A number with a unit, or one that begins with a zero."""
    zero = _ZERO.search(text)
    if zero is not None:
        return Problem("X511", zero.start(), len(zero.group()), {"number": zero.group()})
    for found in _NUMBER.finditer(text):
        number, unit, after = found["number"], found["unit"], text[found.end() :].lstrip()
        if unit == "%":
            if after[:1] in ("", ")", "]", ",") or _WORD.match(after):
                return Problem("X510", found.start(), len(found.group()), {"write": _hundredth(number)})
        elif not keyword.iskeyword(unit) and not (found["space"] and unit in ("AND", "OR")):
            written = _UNITS[unit] % number if unit in _UNITS else number
            return Problem("X510", found.start(), len(found.group()), {"write": written})
    return None


def _hundredth(number: str) -> str:
    whole, _, fraction = number.replace("_", "").partition(".")
    digits = whole.rjust(3, "0")
    return f"{int(digits[:-2])}.{digits[-2:]}{fraction}".rstrip("0").rstrip(".")


def _word(text: str) -> Problem | None:
    """A word that Python keeps for itself, used as a name."""
    for found in _WORD.finditer(text):
        if keyword.iskeyword(found.group()) and found.group() not in _SPOKEN:
            return Problem("X512", found.start(), len(found.group()), {"name": found.group()})
    return None


def _at(source: str, error: Exception) -> Problem:
    """Where the parser stopped."""
    offset = getattr(error, "offset", None) or 0
    end = getattr(error, "end_offset", None) or offset + 1
    if not 0 < offset <= len(source):
        return Problem("X522", len(source) - 1)
    column = offset - 1
    return Problem("X500", column, max(min(end - 1, len(source)) - column, 1), {"text": source[column:][:20]})


def _shown(character: str) -> str:
    return character if character.isprintable() else f"U+{ord(character):04X}"
