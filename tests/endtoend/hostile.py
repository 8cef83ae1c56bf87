"""Texts that hurt, if anything can be hurt: for terminals, spreadsheets, HTML, SQL, formats, YAML, shells."""

from __future__ import annotations

from itertools import product

COUNT = 515

WHOLE = [
    "", " ", "  ", " x ", "x\u3000", "a,b", 'a"b',
    "a'b", "a;b", "a|b", "\\", "C:\\x", "\\u0000", "\\x1b",
    "null", "None", "true", "NaN", "inf", "1e999", "0x10",
    "-0", "1_000", "\u0661\u0662", "\uff11\uff12", "²", "Ⅷ",
    "T-1", "T-1/pick", "T-1/pick#1", "all", "done",
    "--", "--help", "-h", "../../etc/passwd", "/", "~", "#c",
    "- x", ": y", "[x]", "{x}", "*", "&a", "!tag", "%YAML",
    "? x", "@x", "`id`", "$(id)", "${HOME}", "; rm x", "x\n- y",
    "a" * 10_000, "a" * 10_001, "a" * 150_000, "\u5b57" * 10_000, "\U0001f600" * 50, "e" + "\u0301" * 500,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1e8\U0001f1f3", "\ufb01", "\u0131", "\u017f", "\u212a",
    "\ud800", "\udcff", "a\udc80b", "\ufffe", "\uffff",
]  # fmt: skip

FORMULAS = [
    f"{sign}{text}"
    for sign, text in product(
        ("=", "+", "-", "@", "\uff1d", "\t=", "'=", '="'), ("1+1", "cmd|'/c calc'!A0", "SUM(A1)")
    )
]
MARKUP = [
    "<script>alert(1)</script>", "<img src=x onerror=1>",
    "&amp;", "<!--", "]]>", "[a](javascript:x)", "![x](y)",
    "**b**", "`c`", "| a |", "# h", "> q", "https://x.y",
    "<b>", "</pre>", "{{7*7}}", "{% for %}", "{{ config }}",
    "'; DROP TABLE task; --", '" OR 1=1 --', "1; SELECT 1",
    "%s", "%n%n", "%(name)s", "%(x)d", "%", "{0}", "{}", "{a.b}",
]  # fmt: skip
ESCAPES = [
    "\x1b[31mred\x1b[0m", "\x1b[2J", "\x1b]0;title\x07",
    "\x1b[?1049h", "\x1b[6n", "\x1b_G", "\x1bP1$r", "\x9b31m",
    "\x9d0;x\x9c", "\x08\x08", "\r\nINJECTED", "\x00", "x\x00y", "\x1b]8;;http://x\x07y\x1b]8;;\x07",
]  # fmt: skip
CONTROLS = [
    *range(1, 32), *range(127, 160), 0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
    *range(0x2060, 0x2070), 0xFEFF, 0xFFF9, 0xE0001, 0xE0041, 0xE007F,
]  # fmt: skip


def hostile() -> list[str]:
    """``COUNT`` texts, each once, always the same."""
    found = [*WHOLE, *FORMULAS, *MARKUP, *ESCAPES, *(f"x{chr(code)}y" for code in CONTROLS)]
    short = [text for text in (*ESCAPES, *FORMULAS, *MARKUP) if len(text) < 20]
    mixed = (
        f"{one}{other}"
        for one, other in product(short, ("\u202e", "\x1b[2J", "</a>", "%s", "\ud800", "\u5b57"))
    )
    return list(dict.fromkeys([*found, *mixed]))[:COUNT]
