"""The reference pages of docs/, written from the program itself, so that they cannot say anything else.

    python -m docs.reference            write docs/language.md, codes.md, commands.md, deadlines.md,
                                        deadlines.zh.md, gallery.md, patterns.md, permissions.md
    python -m docs.reference --check    say which of them are not up to date, and exit with 1

Every page is in English, the language of the source, and that about deadlines in Chinese too; gallery.md
shows reports in both languages. A test compares the pages with the committed files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docs.reference import codes, commands, deadlines, gallery, language, patterns, permissions
from engine.words import SOURCE, set_language

FOLDER = Path(__file__).resolve().parents[1]

PAGES: dict[str, Callable[[], str]] = {
    "language.md": language.page,
    "codes.md": codes.page,
    "commands.md": commands.page,
    "deadlines.md": deadlines.page,
    "deadlines.zh.md": deadlines.chinese,
    "gallery.md": gallery.page,
    "patterns.md": patterns.page,
    "permissions.md": permissions.page,
}


def page(name: str) -> str:
    """What a file of docs/ should hold."""
    set_language(SOURCE)
    return PAGES[name]()


def stale() -> dict[str, str]:
    """The pages whose file is missing or says something else, and what they should say."""
    found = {name: page(name) for name in PAGES}
    return {
        name: text
        for name, text in found.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != text
    }


def write() -> list[str]:
    """Write the pages that are not up to date; their names."""
    found = stale()
    for name, text in found.items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
    return list(found)
