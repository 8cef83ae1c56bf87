"""Diagnostics as people read them: the place, the text, the line with what is meant underlined, a hint.

    shipping.sop.yaml:12:5: error[S201] 'titel' is not a key of a step
       12 |     titel: 打包
          |     ^^^^^
       hint: did you mean 'title'?

Plain text without colour. What comes from a document is shown in one line, cropped, with nothing in it
that a terminal would obey.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.language.codes import CODES
from engine.language.nodes import LINE_BREAK
from engine.model.diagnostics import Diagnostic, Place
from engine.words import N_

LONGEST_LINE = 160
LONGEST_VALUE = 80
MSGIDS = frozenset(("what", "where", "expected", "found", "usage"))
"""Keys of a diagnostic's data whose values are msgids themselves."""
WHOLE = frozenset(("keys", "choices", "roles", "example", "said"))
"""Keys of a diagnostic's data whose values are lists or examples, which are not cropped."""

SEVERITIES = {"error": N_("error"), "warning": N_("warning")}
HINT = N_("hint: %(hint)s")
MEANT = N_("did you mean %(names)s?")
MORE = N_("and %(count)s more")
OR = N_("%(first)s or %(second)s")
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

Translate = Callable[[str], str]


def render_diagnostics(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, bytes | str],
    translate: Translate,
    most: int = 200,
) -> str:
    """Each of them in the order given, an empty line between two; "" where there are none.

    After ``most`` of them only how many there are besides.

    ``sources`` maps the file name of a place to what was read from it; the line is left out where it is
    missing. ``translate`` turns a msgid into the reader's language.
    """
    lines = {file: lines_of(data) for file, data in sources.items()}
    blocks = [_block(each, lines.get(each.place.file, []), translate) for each in diagnostics[:most]]
    if len(diagnostics) > most:
        blocks.append(translate(MORE) % {"count": len(diagnostics) - most})
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def lines_of(data: bytes | str) -> list[str]:
    """A file's lines for showing: without a byte order mark, what is no UTF-8 replaced."""
    text = data if isinstance(data, str) else data.decode("utf-8-sig", errors="replace")
    return LINE_BREAK.split(text)


def message(diagnostic: Diagnostic, translate: Translate) -> str:
    """The text of a diagnostic in the reader's language, on one line."""
    return _fill(CODES[diagnostic.code].text, diagnostic.data, translate)


def hint(diagnostic: Diagnostic, translate: Translate) -> str | None:
    """What to do: the names that may have been meant where there are any, else the code's own hint."""
    if diagnostic.suggestions:
        names = [f"'{_value(name)}'" for name in diagnostic.suggestions]
        said = names[0]
        for name in names[1:]:
            said = translate(OR) % {"first": said, "second": name}
        return translate(MEANT) % {"names": said}
    text = CODES[diagnostic.code].hint
    return _fill(text, diagnostic.data, translate) if text is not None else None


def width(text: str) -> int:
    """How many columns of a terminal the text takes: Chinese characters two, combining ones none."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _block(diagnostic: Diagnostic, lines: list[str], translate: Translate) -> str:
    place = diagnostic.place
    severity = translate(SEVERITIES[diagnostic.severity])
    head = f"{_value(place.file)}:{place.line}:{place.column}: {severity}[{diagnostic.code}] "
    block = [head + message(diagnostic, translate)]
    if 0 < place.line <= len(lines):
        number = f"{place.line:>5}"
        shown, before, under = _window(lines[place.line - 1], place)
        if shown.strip():
            block.append(f"{number} | {shown}".rstrip())
            block.append(f"{' ' * len(number)} | {' ' * before}{'^' * under}")
    advice = hint(diagnostic, translate)
    if advice:
        block.append(f"{' ' * 6}{translate(HINT) % {'hint': advice}}")
    return "\n".join(block)


def _window(line: str, place: Place) -> tuple[str, int, int]:
    """The part of a line that is shown, the columns before the underlining, and its columns."""
    at = min(place.column - 1, len(line))
    begin = 0 if len(line) <= LONGEST_LINE or at < LONGEST_LINE // 2 else at - LONGEST_LINE // 2
    cut = line[begin : begin + LONGEST_LINE]
    left = "…" if begin else ""
    right = "…" if begin + LONGEST_LINE < len(line) else ""
    shown = left + _tame(cut) + right
    before = _tame(cut[: at - begin])
    under = _tame(cut[at - begin : at - begin + place.width])
    return shown, width(left + before), max(1, width(under))


def _tame(text: str) -> str:
    """The text with nothing in it that a terminal would obey; tabs become one space each."""
    return UNSEEN.sub("\ufffd", text.replace("\t", " "))


def _value(value: object) -> str:
    """A value of a document inside a message: one line, cropped."""
    text = _line(value)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _line(value: object) -> str:
    return _tame(" ".join(str(value).split()))


def _fill(text: str, data: Mapping[str, Any], translate: Translate) -> str:
    filled: dict[str, str] = {}
    for key, value in data.items():
        if key in MSGIDS:
            filled[key] = translate(str(value))
        elif key == "character":
            filled[key] = _tame(str(value))
        else:
            filled[key] = _line(value) if key in WHOLE else _value(value)
    return translate(text) % filled
