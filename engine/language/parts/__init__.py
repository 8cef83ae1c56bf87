"""Shared parts: what several SOPs say alike stands in one file, which they name with ``use``.

    common.parts.yaml                          shipping.sop.yaml
    parts: common                              sop: shipping
    checklists:                                use: common.parts.yaml
      ad_words: [No superlatives, ...]         steps:
    roles:                                       write: {checklist: [use: ad_words]}
      signer: {amount > 1000: director, ...}     pay: {role: signer}

What is shared is put in as nodes before anything is compiled (docs/decisions/0018): each keeps its place,
so a mistake in it is shown where it stands. Nothing of this is left in a definition.
"""

from __future__ import annotations

from engine.language.parts.bundle import bundle, unbundle
from engine.language.parts.file import Parts, read_parts
from engine.language.parts.shelf import ENDINGS, Book, Fetch, Fetched, Shelf, Unreachable, beside
from engine.language.parts.using import Used, misfits, use

__all__ = [
    "ENDINGS",
    "Book",
    "Fetch",
    "Fetched",
    "Parts",
    "Shelf",
    "Unreachable",
    "Used",
    "beside",
    "bundle",
    "misfits",
    "read_parts",
    "unbundle",
    "use",
]
