"""Lists as CSV for a spreadsheet: UTF-8 with a byte order mark, which Excel needs for Chinese; no formulas.

A list that can be printed as JSON can be printed as CSV: the same rows, a column for each key, named in the
user's language. Lists inside a row stand in one cell, with ``; `` between them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable
from typing import Any

from cli.csv_heads import HEADS
from engine.render.escape import csv_cell, terminal
from engine.words import _

BOM = "\ufeff"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def write(rows: Iterable[dict[str, Any]]) -> None:
    """Write a list to stdout as CSV. A list without rows has no head either: which columns it would have had,
    its rows alone say."""
    listed = list(rows)
    keys = list(dict.fromkeys(key for row in listed for key in row))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if keys:
        writer.writerow([csv_cell(head(key)) for key in keys])
    writer.writerows([[cell(row.get(key)) for key in keys] for row in listed])
    _put((BOM + text.getvalue()).encode("utf-8"))


def head(key: str) -> str:
    """What a column is called."""
    return _(HEADS[key]) if key in HEADS else key


def cell(value: Any) -> str:
    """A value of JSON as a cell. Instants lose their offset, which spreadsheets do not read: they are in the
    workspace's zone, as everywhere."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return value[:19].replace("T", " ")
    if isinstance(value, list | tuple):
        return csv_cell(terminal("; ".join(map(_plain, value))))
    return csv_cell(terminal(_plain(value)))


def _plain(value: Any) -> str:
    """One value as text; of an object what there is in it."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and not any(isinstance(one, dict) for one in value.values()):
        parts = [(key, one) for key, one in value.items() if one not in (None, "", [], False)]
        return ", ".join(f"{head(key)}: {_words(one)}" for key, one in parts)
    return json.dumps(value, ensure_ascii=False)


def _words(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _put(data: bytes) -> None:
    """Bytes to stdout, whatever its encoding is."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(data.decode("utf-8"))
        return
    sys.stdout.flush()
    stream.write(data)
