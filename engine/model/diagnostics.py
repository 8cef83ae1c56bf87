"""A diagnostic: something wrong in a document, with its code, place and hint.

The text of each code stands once, in ``engine.language.codes``; a diagnostic carries the kind and its data.
"""

from __future__ import annotations

from typing import Any

from engine.model.record import Record

ERROR = "error"
WARNING = "warning"


class Place(Record):
    """Where: line and column count from 1, in characters (not bytes); ``width`` is how much to underline."""

    file: str
    line: int
    column: int
    width: int = 1


class Diagnostic(Record):
    """``code`` such as ``S201``; ``data`` fills its text; ``suggestions`` are near names ("did you mean")."""

    code: str
    place: Place
    data: dict[str, Any] = {}
    suggestions: tuple[str, ...] = ()
    severity: str = ERROR


class Problem(Record):
    """A diagnostic of a text inside a document, before its place is known: ``column`` counts characters
    from 0 in that text. The compiler turns it into a Diagnostic."""

    code: str
    column: int
    width: int = 1
    data: dict[str, Any] = {}
    suggestions: tuple[str, ...] = ()
