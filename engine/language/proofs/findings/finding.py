"""A finding, before its place in the document is looked up."""

from __future__ import annotations

from typing import Any

from engine.model.definition import Expression
from engine.model.record import Record


class Finding(Record):
    """``at`` is the condition at whose place it is told; ``data`` fills the code's text."""

    code: str
    at: Expression
    data: dict[str, Any]
