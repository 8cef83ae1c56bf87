"""Checklists and audits as pages: one file that needs nothing, runs nothing and says everything."""

from __future__ import annotations

import re

import pytest
from html_pages import Page
from small_sop import HOUR, OPENED, PROGRAM, asked, names, pack_task
from test_audit_text import FOUND, OPEN, TITLES

from engine.audit.overrides import Overridden
from engine.render.checklist import HTML, render
from engine.render.escape import html
from engine.render.page import audit_page
from engine.words import set_language

MISSING = {"code": "tick-missing", "data": {"no": 1, "title": "包装准确无误"}}
AGAINST = Overridden(
    17, "240001", "shipping", "pack", 1, 1, "done", ("warehouse",), "wang", None, None, OPENED, OPENED,
    "客户催", (MISSING,), False,
)  # fmt: skip


def checklist(lang: str, **data: object) -> str:
    set_language(lang)
    return render(PROGRAM, pack_task(data), asked(26), names(), HTML)


@pytest.mark.parametrize(("lang", "title"), [("zh", "打包"), ("en", "Pack")])
def test_a_checklist_says_what_the_terminal_says(lang: str, title: str) -> None:
    text = checklist(lang, weight_kg="31", fragile=False)
    page = Page(text)
    assert page.wrong == []
    assert f'<html lang="{lang}">' in text
    said = " ".join(page.text)
    for wanted in (title, "T-17/pack#1", "31", "小心轻放", "Asia/Shanghai"):
        assert wanted in said
    assert text.count('class="box"') == 6
    assert text.count("✓") == 1
    assert text.count('class="off"') == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_audit_says_what_the_terminal_says(lang: str) -> None:
    set_language(lang)
    text = audit_page(FOUND, [AGAINST], TITLES, "2026-W47", OPENED)
    page = Page(text)
    assert page.wrong == []
    said = " ".join(page.text)
    for wanted in ("2026-W47", "T-17", "T-18", "T-19", "T-20", "240001", "客户催"):
        assert wanted in said
    cells = re.findall(r"<td[^>]*>", text)
    assert cells
    assert all('data-head="' in cell for cell in cells)
    assert said.isprintable()


def test_that_nothing_was_overridden_is_said_too() -> None:
    set_language("en")
    assert "Overrides: none." in " ".join(Page(audit_page(FOUND, [], TITLES, "2026-W47", OPENED)).text)


def test_a_page_needs_nothing_from_anywhere_and_may_run_nothing() -> None:
    for text in (checklist("en"), audit_page(FOUND, [AGAINST], TITLES, "2026-W47", OPENED)):
        assert not re.search(r"https?:|//|src=|href=|url\(|@import|<script|onload|javascript", text)
        assert "default-src 'none'; style-src 'unsafe-inline'" in text
        assert '<meta name="viewport"' in text
        assert "@media print" in text


@pytest.mark.parametrize(
    "hurt",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=1>',
        "' onclick='x",
        "</title></style><b>",
        "{{7*7}}",
        "&lt;b&gt;",
        "<!--",
        "\u202ex",
    ],
)
def test_whatever_a_text_holds_it_is_text(hurt: str) -> None:
    row = OPEN._replace(ref=hurt, person=hurt, step=hurt, sop=hurt)
    audit = FOUND._replace(rows=(row,))
    for text in (
        audit_page(audit, [AGAINST._replace(reason=hurt, ref=hurt)], TITLES, hurt, OPENED + HOUR),
        render(PROGRAM, pack_task({"weight_kg": "1"})._replace(ref=hurt), asked(1), names(), HTML),
    ):
        assert Page(text).wrong == []
        assert hurt.replace("\u202e", "\\u202e") in " ".join(Page(text).text)


def test_what_stands_in_an_attribute_stays_in_it() -> None:
    assert html("""a"b'c<d>&\x1b""") == "a&quot;b&#x27;c&lt;d&gt;&amp;\\x1b"
