"""Text from documents, imports and people, made harmless for the place where it is shown.

Four places: a terminal (nothing may move the cursor, colour, hide or reorder what is printed),
Markdown (nothing may become markup, a link or HTML), HTML (nothing may become a tag or leave an attribute)
and a CSV file opened in a spreadsheet (nothing may become a formula). Each function is total and leaves
ordinary text, Chinese too, as it is.
"""

from __future__ import annotations

import re

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e007f"
_UNSAFE = re.compile(f"[\x00-\x1f\x7f-\x9f{_BIDI}{_INVISIBLE}\ud800-\udfff]")
_UNSAFE_BUT_LINES = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{_BIDI}{_INVISIBLE}\ud800-\udfff]")

_MARKUP = re.compile(
    r"[\\`*\[\]<>|~&$@]|(?<!\w)_|_(?!\w)"  # anywhere in a line; an underscore inside a word is none
    r"|^\s*(?:[#=]|[+-](?=[\s-]|$)|\d+(?=[.)](?:\s|$)))"  # where a line begins: headings, lists, rules
    r"|(?<=:)//|(?i:\bwww(?=\.))"  # what renderers turn into links by themselves
)
_FORMULA = re.compile(r"^[\s\x00-\x1f]*[=+\-@＝＋－＠]|^[\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?%?")


def terminal(text: str) -> str:
    """``text`` on one line: control characters (line ends, ANSI's escape), directional and invisible
    formatting characters and lone surrogates become visible ``\\n``, ``\\x1b``, ``\\u202e``."""
    return _UNSAFE.sub(_visible, text) if not (text.isascii() and text.isprintable()) else text


def terminal_lines(text: str) -> str:
    """Like ``terminal``, but line feeds stay."""
    return _UNSAFE_BUT_LINES.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    short = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    if short:
        return short
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def markdown(text: str) -> str:
    """``text`` as literal text of one Markdown line: what could begin markup, HTML, a link or a table
    cell gets a backslash; control and directional characters become visible as in ``terminal``."""
    return _MARKUP.sub(_literal, terminal(text))


def _literal(match: re.Match[str]) -> str:
    found = match.group()
    if found[-1].isalnum():  # "1" of "1." and "www" of "www.": the backslash goes before the full stop
        return found + "\\"
    return found[:-1] + "\\" + found[-1]


def html(text: str) -> str:
    """``text`` as literal text of HTML, also inside a quoted attribute; control and directional characters
    become visible as in ``terminal``."""
    found = terminal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return found.replace('"', "&quot;").replace("'", "&#x27;")


def csv_cell(text: str) -> str:
    """``text`` as a cell that no spreadsheet takes for a formula: a quote mark goes before a leading
    ``=``, ``+``, ``-``, ``@`` (full-width ones too), tab or line end, unless all of it is a number."""
    if _NUMBER.fullmatch(text):
        return text
    return "'" + text if _FORMULA.match(text) else text
