"""Spans: ``24h``, ``30min``, ``4 work hours``, ``2 workdays``. Part of the instant grammar, and the values
of duration fields."""

from __future__ import annotations

from functools import lru_cache

from engine.model.diagnostics import Problem
from engine.rules.calendars.zones import MINUTE
from engine.rules.deadlines.reader import Reader
from engine.rules.deadlines.units import MEANT, WORDS, Length
from engine.rules.near import near

LONGEST_TEXT = 300


class MistakeError(Exception):
    """The first thing wrong in a text; carries the problem to its parser."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@lru_cache(maxsize=1024)
def parse_span(text: str) -> tuple[Length | None, tuple[Problem, ...]]:
    """The length that a text such as ``3 days`` says, or None and what is wrong with it.

    Zero is a length. Never raises, whatever the text.
    """
    reader = Reader(text)
    length = None
    try:
        check_text(reader)
        length = read_span(reader, zero=True)
        if not reader.done():
            raise leftover(reader, ())
    except MistakeError as mistake:
        return None, (*reader.full_width("D602"), mistake.problem)
    problems = tuple(reader.full_width("D602"))
    return (None if problems else length), problems


@lru_cache(maxsize=1024)
def stored_span(text: str) -> Length:
    """The length of a stored duration, however long it is. Raises ValueError for a text that is none."""
    reader = Reader(text)
    try:
        length = read_span(reader, zero=True, longest=False)
    except MistakeError as mistake:
        raise ValueError(f"not a duration: {text!r}") from mistake
    if not reader.done():
        raise ValueError(f"not a duration: {text!r}")
    return length


def check_text(reader: Reader) -> None:
    """Refuse an empty text and one that is far too long."""
    if reader.done():
        raise MistakeError(Problem("D601", 0, max(1, len(reader.text))))
    if len(reader.text) > LONGEST_TEXT:
        raise MistakeError(Problem("D603", LONGEST_TEXT, 1, {"most": LONGEST_TEXT}))


BEHIND_A_SPAN = frozenset({"after", "before", "by", "or"})
"""Words that stand behind a span: before one of them its unit was left out."""


def read_span(reader: Reader, zero: bool = False, longest: bool = True) -> Length:
    """Take ``number unit``; zero and more than the longest span only where they are allowed. Raises
    MistakeError."""
    start = reader.skip()
    number = reader.number()
    if not number:
        found = reader.text[start : start + 1]
        raise MistakeError(Problem("D604", start, 1, {"found": reader.written[start : start + 1] or found}))
    column = reader.skip()
    if reader.text.startswith(":", column):
        rest = reader.rest_of_time()
        raise MistakeError(Problem("D624", start, reader.at - start, {"time": number + rest}))
    word = _unit(reader)
    if not word or word in BEHIND_A_SPAN:
        raise MistakeError(Problem("D605", start, len(number), {"number": number}))
    unit = WORDS.get(word)
    if unit is None:
        meant = MEANT.get(word) or _glued(word)
        suggestions = (meant,) if meant else near(word, WORDS)
        raise MistakeError(Problem("D606", column, reader.at - column, {"unit": word}, suggestions))
    width = reader.at - start
    whole, _, part = number.partition(".")
    count, divisor = (int(whole + part), 10 ** len(part)) if len(number) <= 20 else (0, 0)
    if not divisor or (longest and count > unit.most * divisor):
        raise MistakeError(Problem("D607", start, width, {"most": unit.most, "unit": unit.name}))
    amount, odd = divmod(count * unit.size, divisor)
    if odd or (not unit.whole and amount % MINUTE):
        raise MistakeError(Problem("D608", start, width, {"unit": unit.name}))
    if amount == 0 and not zero:
        raise MistakeError(Problem("D609", start, width))
    return Length(unit.unit, amount)


def _unit(reader: Reader) -> str:
    """Take a unit's words; ``work`` and its kind take the next word too."""
    first = reader.word()
    reader.at += len(first)
    if first not in ("work", "working", "business"):
        return first
    here = reader.at
    second = reader.word()
    if second:
        reader.at += len(second)
        return f"{first} {second}"
    reader.at = here
    return first


def _glued(word: str) -> str | None:
    """The unit meant by a word that runs into the next one: Chinese always does, ``24hafter`` by mistake."""
    for key in sorted(MEANT, key=len, reverse=True):
        if not key.isascii() and word.startswith(key):
            return MEANT[key]
    return next((key for key in WORDS if word.removeprefix(key) in ("after", "before", "by", "or")), None)


def leftover(reader: Reader, expected: tuple[str, ...]) -> MistakeError:
    """What is wrong with a text that goes on where it should end."""
    start = reader.skip()
    if reader.number():
        return MistakeError(Problem("D620", start, len(reader.text.rstrip()) - start))
    found = reader.rest_of_name() or reader.written[start]
    return MistakeError(Problem("D618", start, len(found), {"found": found}, near(found.lower(), expected)))
