"""Diagrams to the letter: a small SOP and a task of it, in both languages and both forms; one with every
construct.

After a change that is meant: ``PYTHONPATH=.:tests/kernel python
tests/render/diagram/test_diagram_pictures.py`` writes the expected files anew. Look at the SVGs in a
browser before committing them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from diagram_blocks import definition, packing, waiting
from diagram_blocks import names as names_of_blocks
from diagram_sops import HOUR, OPENED, SMALL, begun, names

from engine.render.diagram import FORMS, draw, follow
from engine.words import current_language, set_language

EXPECTED = Path(__file__).parent / "expected"
ENDINGS = {"mermaid": "mmd", "svg": "svg"}
CASES = [(lang, form) for lang in ("zh", "en") for form in FORMS]


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = current_language()
    yield
    set_language(before)


def drawn(lang: str, form: str) -> str:
    set_language(lang)
    return FORMS[form](draw(SMALL, names(), lang))


def drawn_task(lang: str, form: str) -> str:
    set_language(lang)
    return FORMS[form](follow(draw(SMALL, names(), lang), begun(), OPENED + 20 * HOUR, names()))


@pytest.mark.parametrize(("lang", "form"), CASES)
def test_an_sop(lang: str, form: str) -> None:
    assert drawn(lang, form) == (EXPECTED / f"sop.{lang}.{ENDINGS[form]}").read_text("utf-8")


@pytest.mark.parametrize(("lang", "form"), CASES)
def test_a_task_in_it(lang: str, form: str) -> None:
    assert drawn_task(lang, form) == (EXPECTED / f"task.{lang}.{ENDINGS[form]}").read_text("utf-8")


BLOCKS = {"blocks.zh.svg": None, "blocks.en.mmd": None, "packing.en.svg": packing, "waiting.zh.mmd": waiting}
"""What is drawn of the SOP with every construct: the file, and the task that is drawn in."""


def drawn_blocks(file: str) -> str:
    lang, form = file.split(".")[1:]
    set_language(lang)
    drawing = draw(definition(), names_of_blocks(), lang)
    make = BLOCKS[file]
    if make is not None:
        tour = make()
        drawing = follow(drawing, tour.task, tour.world.now, names_of_blocks())
    return FORMS[{"mmd": "mermaid"}.get(form, form)](drawing)


@pytest.mark.parametrize("file", BLOCKS)
def test_every_construct(file: str) -> None:
    assert drawn_blocks(file) == (EXPECTED / file).read_text("utf-8")


if __name__ == "__main__":
    for file in BLOCKS:
        (EXPECTED / file).write_text(drawn_blocks(file), "utf-8", newline="\n")
    for lang, form in CASES:
        for name, text in (("sop", drawn(lang, form)), ("task", drawn_task(lang, form))):
            (EXPECTED / f"{name}.{lang}.{ENDINGS[form]}").write_text(text, "utf-8", newline="\n")
