"""Codes of this family; none yet."""

from __future__ import annotations

from engine.language.codes.code import Code

CODES: dict[str, Code] = {}
