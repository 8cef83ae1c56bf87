"""What goes to the terminal or into a pipe: inert text, tables, JSON, colour, progress.

Results go to stdout and nothing else does; refusals, warnings and progress go to stderr. Colour and
progress only on a terminal (``NO_COLOR`` and ``TERM=dumb`` are respected). A console that cannot show
a character gets its escape instead of an error.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from engine.words import _

COLOURS = {"red": "31", "green": "32", "yellow": "33", "bold": "1", "dim": "2"}
REDRAW_SECONDS = 0.1


def prepare_streams() -> None:
    """Make stdout and stderr total: what their encoding lacks comes out as a backslash escape."""
    if sys.stdout is None or sys.stderr is None:  # closed by whoever called us: nobody listens
        silence = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
        sys.stdout, sys.stderr = sys.stdout or silence, sys.stderr or silence
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(text: str = "") -> None:
    """One text and a line end to stdout. The text is already inert (``inert``, or a renderer's)."""
    sys.stdout.write(text + "\n")


def warn(text: str) -> None:
    """One text and a line end to stderr."""
    sys.stderr.write(text + "\n")


def inert(value: object) -> str:
    """A value as one line that cannot move the cursor, colour, hide or reorder anything; "" for None."""
    text = "" if value is None else str(value)
    if text.isascii() and text.isprintable():
        return text
    from engine.render.escape import terminal

    return terminal(text)


def say_table(
    head: Sequence[str],
    rows: Iterable[Sequence[object]],
    right: Sequence[int] = (),
    colours: Sequence[str] = (),
) -> None:
    """An aligned table with its head; ``right`` are the columns of numbers, ``colours`` one for each row
    ("" for none). Cells are made inert."""
    from engine.render.width import table as aligned

    first, *lines = aligned(head, [[inert(cell) for cell in row] for row in rows], right)
    say(paint(first, "bold"))
    for number, line in enumerate(lines):
        say(paint(line, colours[number]) if colours and colours[number] else line)


def say_json(rows: Iterable[dict[str, Any]]) -> None:
    """A list as a JSON array, one object a line; as CSV where the call asked for it."""
    if _wants_csv():
        from cli.csv_out import write as write_csv

        write_csv(rows)
        return
    import json

    write, separator = sys.stdout.write, "[\n"
    for row in rows:
        write(separator + _safe(json.dumps(row, ensure_ascii=_narrow())))
        separator = ",\n"
    write("[]\n" if separator == "[\n" else "\n]\n")


def say_object(value: Any) -> None:
    """One JSON value, indented; as CSV, a row, where the call asked for that."""
    if _wants_csv():
        from cli.csv_out import write as write_csv

        write_csv([value])
        return
    import json

    text = json.dumps(value, ensure_ascii=_narrow(), indent=2)
    sys.stdout.write("\n".join(map(_safe, text.split("\n"))) + "\n")


def _wants_csv() -> bool:
    import click

    from cli.options import CSV

    call = click.get_current_context(silent=True)
    return call is not None and bool(call.meta.get(CSV))


def _narrow() -> bool:
    """Whether stdout cannot carry all characters, so that JSON has to be pure ASCII."""
    return (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "") != "utf8"


def _safe(text: str) -> str:
    """A line of JSON with control and invisible characters as ``\\u`` escapes: the same value."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join("\\u" + units[i : i + 4] for i in range(0, len(units), 4))


def paint(text: str, colour: str, stream: TextIO | None = None) -> str:
    """``text`` in a colour where the stream (stdout) is a terminal that shows any."""
    return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if text and coloured(stream or sys.stdout) else text


def coloured(stream: TextIO) -> bool:
    """Whether colour may be written to a stream."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and on_terminal(stream)


def on_terminal(stream: TextIO) -> bool:
    """Whether a person is looking at a stream."""
    try:
        return stream.isatty()
    except ValueError:
        return False


class Progress:
    """``import: 12,000 of 100,000``, redrawn on one line of stderr; silent where nobody looks.

    Used as a context manager; ``step(n)`` says how many are done in all.
    """

    __slots__ = ("_drawn", "_last", "_text", "_total")

    def __init__(self, text: str, total: int | None = None) -> None:
        self._text, self._total = text, total
        self._last = 0.0 if on_terminal(sys.stderr) else float("inf")
        self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def step(self, done: int) -> None:
        """Show a count, at most ten times a second."""
        now = time.monotonic()
        if now - self._last < REDRAW_SECONDS:
            return
        self._last, self._drawn = now, True
        if self._total is None:
            shown = f"{self._text}: {done:,}"
        else:
            shown = _("%(text)s: %(done)s of %(total)s") % {
                "text": self._text, "done": f"{done:,}", "total": f"{self._total:,}",
            }  # fmt: skip
        sys.stderr.write(f"\r{shown}\x1b[K")
        sys.stderr.flush()

    def __exit__(self, *_exception: object) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
