"""The pinned files: ``==== CODE`` and below it what is shown, ``----`` between several."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.words import current_language, set_language
from tests.pinned import diagnostics, refusals

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "zh")
KINDS = {"refusals": refusals.pinned, "diagnostics": diagnostics.pinned}


def path(kind: str, lang: str) -> Path:
    """Where the texts of a kind stand in a language."""
    return FOLDER / f"{kind}.{lang}.txt"


def now(kind: str, lang: str) -> dict[str, list[str]]:
    """What the program shows for every code in a language. The language is afterwards what it was."""
    before = current_language()
    set_language(lang)
    try:
        return KINDS[kind]()
    finally:
        set_language(before)


def written(texts: Mapping[str, list[str]]) -> str:
    """The texts as a pinned file holds them."""
    return "\n".join(f"==== {code}\n" + "\n----\n".join(said) + "\n" for code, said in texts.items())


def read(kind: str, lang: str) -> dict[str, list[str]]:
    """What the pinned file holds, by code."""
    found = {}
    for block in ("\n" + path(kind, lang).read_text("utf-8")).split("\n==== ")[1:]:
        code, _, body = block.partition("\n")
        found[code] = body.rstrip("\n").split("\n----\n")
    return found


def write() -> None:
    """Write all of them anew."""
    for kind in KINDS:
        for lang in LANGUAGES:
            path(kind, lang).write_text(written(now(kind, lang)), "utf-8")
