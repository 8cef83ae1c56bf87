"""Which language to speak: ``--lang``, else ``SOP_LANG``, else the person's, else the system's, else the
workspace's, else Chinese (docs/decisions/0010-two-languages.md)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from engine.words import DEFAULT, SOURCE, language_of

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
NO_LANGUAGE = ("C", "POSIX")


def chosen(flag: str | None, environment: Mapping[str, str]) -> str | None:
    """The language that was asked for outright; None where nobody asked."""
    return flag or language_of(environment.get("SOP_LANG"))


def system(environment: Mapping[str, str]) -> str | None:
    """The language of the locale: English for one that we do not speak; None where it names none."""
    for variable in LOCALE_VARIABLES:
        value = environment.get(variable)
        if value:
            named = value.split(".")[0] not in NO_LANGUAGE
            return (language_of(value) or SOURCE) if named else None
    return None


def language(
    flag: str | None, environment: Mapping[str, str], person: str | None = None, workspace: str | None = None
) -> str:
    """The language to speak. Where nobody asked for Chinese outright and the console cannot show it, it is
    English; where nothing says one, it is Chinese."""
    asked = chosen(flag, environment)
    if asked:
        return asked
    said = language_of(person) or system(environment) or language_of(workspace) or DEFAULT
    return SOURCE if said == "zh" and not _shows_chinese() else said


def speak(lang: str) -> None:
    """Speak a language from here on; click's own texts too, which the standard ``gettext`` looks up
    by the ``LANGUAGE`` variable."""
    import gettext

    from engine import words

    words.set_language(lang)
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(words.DOMAIN, words.LOCALE)
    gettext.textdomain(words.DOMAIN)


def _shows_chinese() -> bool:
    try:
        "中文".encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
