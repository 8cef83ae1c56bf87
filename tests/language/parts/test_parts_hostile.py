"""Whatever stands in a parts file, and whatever an SOP makes of it: diagnostics, never a traceback."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sharing import PARTS, SOP
from test_parts_used import SHARED, USING

from engine.language.codes import CODES
from engine.language.report import render_diagnostics
from engine.publishing import check_documents

PIECES = [
    "use: words", "use: ", "use", "- use: prices", "{use: amount}", "roles:", "signer", "boss: both", "[",
    "]", "{", "}", ":", "  ", "\n", "parts: x", "sop: x", "else: lead", "checklists:", "data: [a]",
    "tables: {t: 'a => b'}", "t.b", "texts:", "null", "''", "\x00", "：", "*a", "&a", "!!str", "- ", "#",
]  # fmt: skip


DOCUMENTS = [dedent(text) for text in (SHARED, USING)]


@st.composite
def broken(draw: st.DrawFn, text: str) -> str:
    """A document with a few pieces taken out, put in, or moved."""
    for _ in range(draw(st.integers(0, 4))):
        begin = draw(st.integers(0, len(text)))
        end = draw(st.integers(begin, min(len(text), begin + 40)))
        text = text[:begin] + draw(st.sampled_from(["", *PIECES])) + text[end:]
    return text


def holds(parts: str, sop: str) -> None:
    """Everything that is said has a place in one of the two, and a text."""
    files = {PARTS: parts.encode("utf-8", "replace"), SOP: sop.encode("utf-8", "replace")}
    for document in check_documents(files):
        said = document.diagnostics
        assert (document.value is None) == any(each.severity == "error" for each in said)
        for each in said:
            assert each.code in CODES
            assert each.place.file in files
        render_diagnostics(said, files, str)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(broken(DOCUMENTS[0]), broken(DOCUMENTS[1]))
def test_nothing_raises(parts: str, sop: str) -> None:
    holds(parts, sop)


@pytest.mark.soak
@settings(max_examples=3_000, deadline=None, print_blob=True)
@given(broken(DOCUMENTS[0]), broken(DOCUMENTS[1]))
def test_nothing_raises_for_many(parts: str, sop: str) -> None:
    holds(parts, sop)
