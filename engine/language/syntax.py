"""What libyaml says when it gives up, turned into what a person did.

The parser names the rule that broke and the place where it noticed, which is often a line too late. The
first thing that is true of the lines around is said instead; a message that is not known is passed on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from engine.language.nodes import Source
from engine.model.diagnostics import Diagnostic

SIGNS = {"*": "Y131", "&": "Y132", "!": "Y133"}
CLOSING = {"[": "]", "{": "}"}


class Trouble(NamedTuple):
    """Where the parser gave up (``noticed``) and where what it was reading began (``context``)."""

    problem: str
    noticed: int
    context: int
    source: Source

    def line(self, index: int) -> tuple[int, str]:
        """The index of the first visible character of the line that holds ``index``, and the line's rest."""
        number = self.source.place(index).line
        start = self.source.starts[number - 1]
        text = self.source.text[start : self.source.line_end(start)]
        indent = len(text) - len(text.lstrip(" "))
        return start + indent, text[indent:].rstrip()


def explain(error: yaml.YAMLError, source: Source) -> Diagnostic:
    """The diagnostic of what ``yaml.parse`` raised."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "?")
    index = min(mark.index, len(source.text)) if mark is not None else int(getattr(error, "position", 0) or 0)
    context = getattr(error, "context_mark", None)
    trouble = Trouble(problem, index, context.index if context is not None else index, source)
    for text, reasons in REASONS.items():
        if text in problem:
            for reason in reasons:
                found = reason(trouble)
                if found is not None:
                    return found
    return _sign(trouble) or Diagnostic("Y110", source.place(index), {"problem": problem})


def _at(trouble: Trouble, code: str, index: int, width: int = 1, **data: Any) -> Diagnostic:
    return Diagnostic(code, trouble.source.place(index, width), data)


def _full_width_colon(trouble: Trouble) -> Diagnostic | None:
    """``标题：打包``: a full-width colon where YAML looks for its own, on the line or on the one before."""
    for index in (trouble.context, trouble.noticed, _line_before(trouble, trouble.noticed)):
        start, line = trouble.line(index)
        match = re.match(r"(?:- )*[^\s:'\"{}\[\]#]+(：)", line)
        if match:
            return _at(trouble, "Y114", start + match.start(1))
    return None


def _no_space(trouble: Trouble) -> Diagnostic | None:
    """``title:打包``."""
    for index in (trouble.context, trouble.noticed, _line_before(trouble, trouble.noticed)):
        start, line = trouble.line(index)
        match = re.match(r"(?:- )*([^\s:'\"{}\[\]#]+):(?=[^\s:])", line)
        if match and not re.match(r"(?:- )*[^\s:'\"{}\[\]#]+:[^\s]*: ", line):
            better = f"{match.group(1)}: {line[match.end() :]}"
            return _at(trouble, "Y113", start + match.end() - 1, better=better)
    return None


def _second_colon(trouble: Trouble) -> Diagnostic | None:
    """``title: 打包: 快``: the second one of a line."""
    start, _ = trouble.line(trouble.noticed)
    before = trouble.source.text[start : trouble.noticed]
    return _at(trouble, "Y111", trouble.noticed) if re.search(r":\s", before) else None


def _under_a_value(trouble: Trouble) -> Diagnostic | None:
    """A key indented deeper than the line above, which already has its value."""
    start, line = trouble.line(trouble.noticed)
    above, text = trouble.line(_line_before(trouble, start))
    if above < start and re.search(r":\s+\S", text):
        return _at(trouble, "Y121", start, len(line.split(":")[0]))
    return None


def _line_before(trouble: Trouble, index: int) -> int:
    number = trouble.source.place(index).line
    while number > 1:
        number -= 1
        start = trouble.source.starts[number - 1]
        text = trouble.source.text[start : trouble.source.line_end(start)].strip()
        if text and not text.startswith("#"):
            return start
    return index


def _line_without_colon(trouble: Trouble) -> Diagnostic | None:
    index = trouble.context
    start, line = trouble.line(index)
    return _at(trouble, "Y112", start, len(line))


def _tab(trouble: Trouble) -> Diagnostic | None:
    rest = trouble.source.text[trouble.noticed :]
    start = trouble.source.starts[trouble.source.place(trouble.noticed).line - 1]
    before = trouble.source.text[start : trouble.noticed]
    tab = before.find("\t")
    if tab >= 0 and not before.strip():
        return _at(trouble, "Y115", start + tab)
    return _at(trouble, "Y115", trouble.noticed) if rest.startswith("\t") else None


def _cannot_begin(trouble: Trouble) -> Diagnostic | None:
    character = trouble.source.text[trouble.noticed : trouble.noticed + 1]
    return _at(trouble, "Y118", trouble.noticed, character=character) if character.strip() else None


def _unclosed_quote(trouble: Trouble) -> Diagnostic | None:
    return _at(trouble, "Y116", trouble.context)


def _unclosed_bracket(trouble: Trouble) -> Diagnostic | None:
    """The bracket stands where the collection began; in a key it may be further left on the line."""
    bracket = trouble.source.text[trouble.context : trouble.context + 1]
    if bracket not in CLOSING:
        return None
    end = trouble.source.line_end(trouble.context)
    comment = re.compile(r"[ \t](#)[^\W_]").search(trouble.source.text, trouble.context, end)
    if comment:
        return _at(trouble, "Y125", comment.start(1), end - comment.start(1), bracket=CLOSING[bracket])
    return _at(trouble, "Y117", trouble.context, bracket=bracket, closing=CLOSING[bracket])


def _stray_bracket(trouble: Trouble) -> Diagnostic | None:
    character = trouble.source.text[trouble.noticed : trouble.noticed + 1]
    if character and character in "]},":
        return _at(trouble, "Y123", trouble.noticed, bracket=character)
    opening = [each for each in "[{" if each in trouble.source.text[: trouble.noticed]]
    if not character.strip() and opening:
        index = max(trouble.source.text.rfind(each, 0, trouble.noticed) for each in opening)
        bracket = trouble.source.text[index]
        return _at(trouble, "Y117", index, bracket=bracket, closing=CLOSING[bracket])
    return None


def _indentation(trouble: Trouble) -> Diagnostic | None:
    start, line = trouble.line(trouble.noticed)
    return _at(trouble, "Y119", start, max(1, len(line.split(":")[0])))


def _escape(trouble: Trouble) -> Diagnostic | None:
    return _at(trouble, "Y120", trouble.source.text.rfind("\\", 0, trouble.noticed + 1), 2)


def _sign(trouble: Trouble) -> Diagnostic | None:
    """``*必做``: a sign of YAML's before a text that was meant as it is."""
    code = SIGNS.get(trouble.source.text[trouble.context : trouble.context + 1])
    return _at(trouble, code, trouble.context) if code is not None else None


def _after_the_end(trouble: Trouble) -> Diagnostic | None:
    """A text below ``...``, the line that ends a document."""
    above = _line_before(trouble, trouble.noticed)
    return _at(trouble, "Y109", trouble.noticed) if trouble.line(above)[1] == "..." else None


def _list_item(trouble: Trouble) -> Diagnostic | None:
    return _at(trouble, "Y122", trouble.noticed)


Reason = Callable[[Trouble], Diagnostic | None]
REASONS: dict[str, tuple[Reason, ...]] = {
    "mapping values are not allowed": (
        _full_width_colon,
        _second_colon,
        _no_space,
        _under_a_value,
        _indentation,
    ),
    "could not find expected ':'": (_full_width_colon, _no_space, _line_without_colon),
    "cannot start any token": (_tab, _cannot_begin),
    "found a tab character": (_tab,),
    "sequence entries are not allowed": (_list_item,),
    "expected <block end>": (_full_width_colon, _no_space, _indentation),
    "did not find expected '-' indicator": (_full_width_colon, _no_space, _indentation),
    "did not find expected key": (_full_width_colon, _no_space, _stray_bracket, _indentation),
    "node content": (_stray_bracket, _cannot_begin),
    "expected ','": (_unclosed_bracket,),
    "document start>": (_after_the_end, _full_width_colon, _indentation),
    "found unexpected end of stream": (_unclosed_quote,),
    "found unexpected document indicator": (_unclosed_quote,),
    "found unknown escape character": (_escape,),
    "hexdecimal number": (_escape,),
    "Unicode character escape code": (_escape,),
}
"""What libyaml's scanner and parser say, or those of PyYAML where it was built without; what it may mean,
the likeliest first."""
