"""Build each language's one compiled catalogue from its fragments; for developers: it needs Babel.

    python -m engine.locale.build            write engine/locale/<lang>/LC_MESSAGES/sopwright.mo
    python -m engine.locale.build --missing  print what the source says and no fragment translates

Whoever writes a message writes its translation, in a fragment of the room it stands in. The same bytes
come out wherever it is built; a test compares them with the committed file.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(LOCALE))
ROOMS = ("engine", "cli")
SCHEMAS = "schemas"
TRANSLATED = ("zh",)
PLURALS = {"zh": "nplurals=1; plural=0;"}
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "N_": None,
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}
METHODS = [("**.py", "python"), ("**/templates/**", "jinja2")]

Text = str | tuple[str, str]
"""A message's English: one text, or the singular and the plural."""


class _Compiled(Catalog):
    """A catalogue whose header says only what readers need, so that it never changes by itself."""

    header = ""

    def __iter__(self) -> Iterator[Message]:
        yield Message("", self.header)
        yield from self._messages.values()


def fragments(lang: str) -> dict[str, Catalog]:
    """Name of a fragment to what it translates."""
    folder = os.path.join(LOCALE, lang)
    found = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".po"):
            with open(os.path.join(folder, name), "rb") as file:
                found[name] = read_po(file, locale=lang, abort_invalid=True)
    return found


def merged(lang: str) -> dict[Text, tuple[str, ...]]:
    """All translations of a language. Raises ValueError where two fragments disagree on one text."""
    out: dict[Text, tuple[str, ...]] = {}
    said_by: dict[str, tuple[str, tuple[str, ...]]] = {}
    for name, catalogue in fragments(lang).items():
        for message in catalogue:
            if not message.id or message.fuzzy:
                continue
            key = message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
            string = message.string or ""
            strings = (string,) if isinstance(string, str) else tuple(string)
            first = key if isinstance(key, str) else key[0]
            other, theirs = said_by.setdefault(first, (name, strings))
            if theirs != strings:
                raise ValueError(f"{lang}: {other} and {name} translate {first!r} differently")
            out[key] = strings
    return out


def compiled(lang: str) -> bytes:
    """The bytes of the language's ``.mo``: the same for the same fragments."""
    catalogue = _Compiled(locale=lang)
    catalogue.header = (
        f"Content-Type: text/plain; charset=UTF-8\nLanguage: {lang}\nPlural-Forms: {PLURALS[lang]}\n"
    )
    for key, strings in merged(lang).items():
        catalogue.add(key, strings if isinstance(key, tuple) else strings[0])
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def path(lang: str) -> str:
    """Where the compiled catalogue of a language stands."""
    return os.path.join(LOCALE, lang, "LC_MESSAGES", "sopwright.mo")


def used(*folders: str) -> dict[Text, str]:
    """Every marked text in the source below the folders, with one place of it (``file:line``)."""
    out: dict[Text, str] = {}
    for folder in folders:
        found = extract_from_dir(folder, METHODS, keywords=KEYWORDS, options_map={})
        for file, line, text, _comments, _context in found:
            key: Text = text if isinstance(text, str) else (text[0], text[1])
            out.setdefault(key, f"{os.path.relpath(os.path.join(folder, file), ROOT)}:{line}")
    return out


def ours() -> dict[Text, str]:
    """Everything that our source says: marked texts, and the titles in the schemas, which diagnostics use."""
    out = used(*(os.path.join(ROOT, room) for room in ROOMS))
    folder = os.path.join(ROOT, SCHEMAS)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                for title in _titles(json.load(file)):
                    out.setdefault(title, f"{SCHEMAS}/{name}")
    return out


def _titles(part: Any) -> Iterator[str]:
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if key == "title" and isinstance(value, str):
            yield value
        elif key != "examples" and isinstance(value, dict | list):
            yield from _titles(value)


def missing(lang: str) -> dict[Text, str]:
    """The texts of our source that no fragment of the language translates, with their places."""
    have = merged(lang)
    return {key: place for key, place in ours().items() if not all(have.get(key, ("",)))}


def main(arguments: list[str]) -> int:
    """Build, or with ``--missing`` list what is untranslated (exit 1 where anything is)."""
    if arguments == ["--missing"]:
        lacks = {lang: missing(lang) for lang in TRANSLATED}
        for lang, texts in lacks.items():
            for text, place in texts.items():
                sys.stdout.write(f"{place}: {lang}: {text!r}\n")
        return 1 if any(lacks.values()) else 0
    for lang in TRANSLATED:
        made = compiled(lang)  # before the old one is opened: fragments that disagree leave it as it is
        os.makedirs(os.path.dirname(path(lang)), exist_ok=True)
        with open(path(lang), "wb") as file:
            file.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
