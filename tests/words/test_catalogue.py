"""Every text that people read exists in both languages, and says the same with the same placeholders."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import click
import pytest

from engine.locale import build
from engine.words import language_of, ngettext, set_language

LANGUAGES = build.TRANSLATED
MARKS = ("_", "N_", "ngettext")
BELOW_8_4 = {"No such option: {name}"}
"""What older versions of click say that is still supported."""


def placeholders(text: str) -> set[str]:
    """``%(name)s`` and ``{name}`` of a text; a conversion such as ``{name!r}`` belongs to the name."""
    return set(re.findall(r"%\((\w+)\)", text)) | set(re.findall(r"{(\w+)(?:![rs])?}", text))


def click_says() -> set[build.Text]:
    return set(build.used(os.path.dirname(click.__file__)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_is_what_the_fragments_say(lang: str) -> None:
    with open(build.path(lang), "rb") as file:
        assert file.read() == build.compiled(lang), "run: python -m engine.locale.build"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_of_ours_is_translated(lang: str) -> None:
    missing = build.missing(lang)
    assert not missing, "\n".join(f"{place}: {text!r}" for text, place in missing.items())


def test_no_text_hides_from_extraction_in_an_f_string() -> None:
    found = {text if isinstance(text, str) else text[0] for text in build.ours()}
    hidden = []
    for room in build.ROOMS:
        for path in Path(build.ROOT, room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in MARKS:
                    continue
                if isinstance(node.args[0], ast.Constant) and node.args[0].value not in found:
                    hidden.append(f"{path}:{node.lineno}")
    assert not hidden


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_of_click_is_translated(lang: str) -> None:
    firsts = {text if isinstance(text, str) else text[0] for text in build.merged(lang)}
    missing = {text if isinstance(text, str) else text[0] for text in click_says()} - firsts
    assert not missing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_fragment_translates_what_nobody_says(lang: str) -> None:
    said = {text if isinstance(text, str) else text[0] for text in {*build.ours(), *click_says()}} | BELOW_8_4
    unused = [
        f"{name}: {message.id!r}"
        for name, catalogue in build.fragments(lang).items()
        for message in catalogue
        if message.id and (message.id if isinstance(message.id, str) else message.id[0]) not in said
    ]
    assert not unused, "\n".join(unused)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(lang: str) -> None:
    wrong = []
    for text, strings in build.merged(lang).items():
        named = [placeholders(one) for one in ((text,) if isinstance(text, str) else text)]
        for string in strings:
            if isinstance(text, str) and placeholders(string) != named[0]:
                wrong.append((text, string))
            if not isinstance(text, str) and not placeholders(string) <= set.union(*named):
                wrong.append((text, string))
    assert not wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_translation_is_fuzzy_or_has_english_punctuation_at_its_end(lang: str) -> None:
    for name, catalogue in build.fragments(lang).items():
        for message in catalogue:
            if not message.id:
                continue
            assert not message.fuzzy, (name, message.id)
            strings = (message.string,) if isinstance(message.string, str) else message.string
            for string in strings:
                assert not re.search(r"[\u4e00-\u9fff][.,;:?!]$", string), (name, string)


def test_plural_forms_follow_the_language() -> None:
    try:
        set_language("en")
        assert ngettext("%(n)s file", "%(n)s files", 1) == "%(n)s file"
        assert ngettext("%(n)s file", "%(n)s files", 2) == "%(n)s files"
        set_language("zh")
        assert ngettext("%(n)s file", "%(n)s files", 1) == "%(n)s 个文件"
    finally:
        set_language("en")


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("zh_CN.UTF-8", "zh"),
        ("zh-Hans", "zh"),
        ("EN", "en"),
        ("en_US.UTF-8@euro", "en"),
        ("C.UTF-8", None),
        ("fr_FR", None),
        ("", None),
        (None, None),
    ],
)
def test_which_language_a_name_means(name: str | None, lang: str | None) -> None:
    assert language_of(name) == lang
