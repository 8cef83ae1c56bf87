"""What people and documents wrote is shown, and does nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.render.escape import csv_cell, markdown, terminal, terminal_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("打包 done-1 (a/b)", "打包 done-1 (a/b)"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\r\nb\tc\x00", "a\\r\\nb\\tc\\x00"),
        ("\u202egpj.exe", "\\u202egpj.exe"),
        ("a\u200bb\ufeff\u2028", "a\\u200bb\\ufeff\\u2028"),
        ("\x9b31m", "\\x9b31m"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
    ],
)
def test_terminal(text: str, shown: str) -> None:
    assert terminal(text) == shown


def test_lines_may_stay() -> None:
    assert terminal_lines("a\nb\r\x1b") == "a\nb\\r\\x1b"


@settings(derandomize=True, max_examples=300)
@given(st.text())
def test_a_terminal_text_is_one_line_without_anything_that_acts(text: str) -> None:
    shown = terminal(text)
    assert "\x1b" not in shown
    assert len(shown.splitlines()) <= 1
    assert not any(0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 for c in shown)
    assert terminal(shown) == shown


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("重量(kg) 31.5", "重量(kg) 31.5"),
        ("2026-11-21 18:00", "2026-11-21 18:00"),
        ("T-17/pack", "T-17/pack"),
        ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
        ("[x](http://e.com)", "\\[x\\](http:/\\/e.com)"),
        ("out_of_stock 重_量 a_ _b", "out_of_stock 重_量 a\\_ \\_b"),
        ("<script>", "\\<script\\>"),
        ("a|b", "a\\|b"),
        ("1. one", "1\\. one"),
        ("2) two", "2\\) two"),
        ("- item", "\\- item"),
        ("# head", "\\# head"),
        ("===", "\\==="),
        ("www.e.com", "www\\.e.com"),
        ("me@e.com", "me\\@e.com"),
        ("&lt;", "\\&lt;"),
        ("a\\*b", "a\\\\\\*b"),
        ("a\nb", "a\\\\nb"),
    ],
)
def test_markdown(text: str, source: str) -> None:
    assert markdown(text) == source


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86 138", "'+86 138"),
        ("@sum", "'@sum"),
        ("-a", "'-a"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("+1,234.50", "+1,234.50"),
        ("-5.5%", "-5.5%"),
        ("-5-5", "'-5-5"),
        ("打包", "打包"),
        ("", ""),
    ],
)
def test_a_cell_is_no_formula(text: str, cell: str) -> None:
    assert csv_cell(text) == cell
