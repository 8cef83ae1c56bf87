"""The languages people read: English msgids in the source, Chinese from one compiled catalogue.

``N_`` marks a text where it stands in a table; ``_`` translates it where it is shown. Texts carry
``%(name)s`` placeholders, filled after translation, so that a document's string is never the format.
The language belongs to the running context (one command, one thread), not to the process.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from typing import Protocol

LANGUAGES = ("zh", "en")
DEFAULT = "zh"
SOURCE = "en"
DOMAIN = "sopwright"
LOCALE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")


class Catalogue(Protocol):
    """What is used of ``gettext.NullTranslations``."""

    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str: ...


_language: ContextVar[str] = ContextVar("language", default=SOURCE)
_catalogues: dict[str, Catalogue | None] = {SOURCE: None}


def mark(msgid: str) -> str:
    """Mark a text for translation and leave it as it is; ``_`` translates it when it is shown."""
    return msgid


N_ = mark


def _(msgid: str) -> str:
    """The text in the current language; the English msgid where there is no translation."""
    catalogue = _catalogue(_language.get())
    return catalogue.gettext(msgid) if catalogue is not None and msgid else msgid


def ngettext(one: str, many: str, n: int) -> str:
    """The text for ``n`` things in the current language, its placeholders not yet filled."""
    catalogue = _catalogue(_language.get())
    if catalogue is None:
        return one if n == 1 else many
    return catalogue.ngettext(one, many, n)


def set_language(lang: str) -> str:
    """Use a language from here on; returns the one that was taken (English for one we do not speak)."""
    known = language_of(lang) or SOURCE
    _language.set(known)
    return known


def current_language() -> str:
    """``zh`` or ``en``."""
    return _language.get()


def language_of(name: str | None) -> str | None:
    """The language of ours that a name means: ``zh_CN.UTF-8``, ``zh-Hans``, ``EN`` ...; None where it
    names none (empty, ``C``, ``POSIX``) or one that we do not speak."""
    if not name:
        return None
    base = name.split(".")[0].split("@")[0].replace("-", "_").split("_")[0].lower()
    return base if base in LANGUAGES else None


def _catalogue(lang: str) -> Catalogue | None:
    """The compiled catalogue, read when the first text of that language is shown."""
    if lang not in _catalogues:
        from engine.catalogue import Compiled

        try:
            with open(os.path.join(LOCALE, lang, "LC_MESSAGES", f"{DOMAIN}.mo"), "rb") as file:
                _catalogues[lang] = Compiled(file.read())
        except FileNotFoundError:
            _catalogues[lang] = None
    return _catalogues[lang]
