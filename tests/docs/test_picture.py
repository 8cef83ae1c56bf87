"""The pictures of a terminal in the READMEs show what the program says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from docs.reference.picture import FOLDER, PICTURES, PROMPTED, draw, pictures

ROOT = FOLDER.parent


@pytest.mark.skipif("sys.platform == 'win32'", reason="needs a pseudo-terminal")
def test_the_pictures_are_those_of_a_real_run() -> None:
    """Where something is said otherwise now: ``python -m docs.reference.picture``, and look at it."""
    for name, picture in pictures().items():
        assert (FOLDER / name).read_text("utf-8") == picture, name


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_whole_and_fetches_nothing(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    ElementTree.fromstring(text)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|<script|<image|@import|url\(", text)


def test_the_readmes_show_them() -> None:
    for readme, name in zip(("README.md", "README.zh.md"), PICTURES, strict=True):
        assert f"](docs/{name})" in Path(ROOT / readme).read_text("utf-8")


def test_what_a_terminal_shows_cannot_become_markup() -> None:
    picture = draw([("echo '<script>'", "<b>\x1b[31m&amp;\x1b[0m</b>\n</text><script>alert(1)</script>")])
    assert "<script" not in picture
    assert "<b>" not in picture
    ElementTree.fromstring(picture)


def test_wide_characters_have_two_columns_each() -> None:
    picture = draw([("x", "打包a b  c")])
    found = [float(x) for x in re.search(r'x="([\d. ]+)" y="\d+">打包', picture)[1].split()]  # type: ignore[index]
    after = float(re.search(r'x="([\d.]+)" textLength="[\d.]+" y="\d+">a b<', picture)[1])  # type: ignore[index]
    assert [round(after - found[0], 1), round(found[1] - found[0], 1)] == [33.6, 16.8]


def test_a_line_that_looks_like_a_prompt_is_none() -> None:
    assert PROMPTED not in draw([("x", "$ rm -rf /")])
