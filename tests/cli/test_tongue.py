"""Which language is spoken: --lang, SOP_LANG, the person's, the system's, the workspace's, Chinese."""

from __future__ import annotations

import io
import sys

import pytest

from cli.tongue import language

CHINESE, ENGLISH, NONE = {"LANG": "zh_CN.UTF-8"}, {"LANG": "en_GB.UTF-8"}, {"LANG": "C.UTF-8"}


def test_each_source_wins_over_those_after_it() -> None:
    assert language("en", {"SOP_LANG": "zh", **CHINESE}, "zh", "zh") == "en"
    assert language(None, {"SOP_LANG": "en", **CHINESE}, "zh", "zh") == "en"
    assert language(None, CHINESE, "en", "zh") == "en"
    assert language(None, ENGLISH, None, "zh") == "en"
    assert language(None, NONE, None, "en") == "en"


def test_a_language_that_is_not_spoken_is_passed_over_but_a_foreign_system_means_english() -> None:
    assert language(None, {"SOP_LANG": "tlh", **CHINESE}) == "zh"
    assert language(None, {"LANG": "fr_FR.UTF-8"}) == "en"


def test_lc_all_wins_over_lang_even_where_it_names_no_language() -> None:
    assert language(None, {"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, None, "zh") == "zh"
    assert language(None, {"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "zh_CN"}) == "en"


@pytest.mark.parametrize(
    ("encoding", "lang"), [("utf-8", "zh"), ("gbk", "zh"), ("ascii", "en"), ("cp437", "en")]
)
def test_where_nothing_says_one_it_is_chinese_on_consoles_that_can_show_it(
    encoding: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding))
    assert language(None, {}) == lang


def test_a_console_without_chinese_gets_it_only_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "ascii"))
    assert language(None, NONE, "zh", "zh") == "en"
    assert language(None, {"SOP_LANG": "zh"}) == "zh"
    assert language("zh", NONE) == "zh"
