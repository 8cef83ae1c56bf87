"""The files that ``sop init`` and ``sop new`` write, in each language, with ``@WORD@`` where a value goes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping

from engine.words import current_language

_WORD = re.compile("@([A-Z]+)@")
_PLAIN = re.compile(r"[\w./-]+(?: [\w./-]+)*")
_NOT_IN_NAMES = re.compile(r"[^\w -]")
_MEANS_OTHERWISE = re.compile(r"[-.]|\d\S*(?: \d.*)?$|(?:true|false|yes|no|on|off|null|y|n)$", re.IGNORECASE)


def starter(name: str, words: Mapping[str, str]) -> str:
    """The text of a starter file in the current language with its words filled in, quoted for YAML
    where they have to be."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), current_language())
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        text = file.read()
    return _WORD.sub(lambda match: quoted(words[match[1]]), text)


def named(text: str, otherwise: str) -> str:
    """A text of this machine (a folder, a login) as a name that a document may have: what may not stand in
    one becomes ``-``; ``otherwise`` where nothing is left."""
    kept = _NOT_IN_NAMES.sub("-", text)[:60]
    return re.sub("[- ]{2,}", "-", kept).strip("- ") or otherwise


def quoted(text: str) -> str:
    """A text as a YAML scalar: as it stands where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and not _MEANS_OTHERWISE.match(text):
        return text
    return json.dumps(text, ensure_ascii=False)
