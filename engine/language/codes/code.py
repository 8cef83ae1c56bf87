"""What every code of a diagnostic has: a name, a text and, where there is something to do, a hint."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """One kind of diagnostic.

    ``name`` is kebab-case and unique; ``text`` says what is wrong and ``hint`` what to do about it. Both
    are English msgids with ``%(key)s`` placeholders that the diagnostic's ``data`` fills; the hint may be
    None. ``about`` (a msgid) is what the rule wants and why, for ``sop explain``; it is merged in from
    ``codes/about`` and may be empty. Examples are documents: ``engine/language/lessons``.
    """

    name: str
    text: str
    hint: str | None = None
    about: str = ""
