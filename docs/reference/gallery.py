"""docs/gallery.md: SOPs with one mistake each, as operations people make them, and all that lint says of it.

One mistake is one file of docs/gallery/, ``NN-name.txt``: what it is called, what its author meant, where it
is found (line, column, code), the document, and the lines that mend it:

    title: A full-width colon
    meant: The key was typed with the Chinese input method on, so the colon is a Chinese one.
    found: 18:10 Y114

    sop: shipping
    ...
    ---- mend
    @ 18
        title: 打包

``@ 18`` puts the lines below in the place of line 18, ``@ 9-10`` in that of two, ``@ 4 before`` above line 4.
What lint says is not written down there: it is linted when the page is written.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cli.documents import summary
from docs.reference.markdown import anchor, block
from docs.reference.markdown import page as whole
from engine.language.report import render_diagnostics
from engine.locate import find
from engine.publishing import Checked, check_documents
from engine.words import SOURCE, _, set_language

FOLDER = Path(__file__).resolve().parents[1] / "gallery"
CALENDAR = "calendars/cn-office.yaml"
BESIDE = ("team.yaml", "common.parts.yaml", "refund.sop.yaml")
"""Files of docs/gallery that stand beside every document."""
INTRODUCTION = """\
# Gallery of mistakes

SOPs as people write them, each with one mistake, and all that `sop lint` says of it, in English and in
Chinese. Tests hold every report to this page, and lint every document again with its mend, after which
nothing is wrong.

A mistake is one file of `docs/gallery/`; `python -m docs.reference` writes it into this page. Its number says
what it is about: 01 to 14 how a file is written, 15 to 24 keys and their values, 25 to 34 names and data,
35 to 44 conditions, 45 to 54 times, 55 to 60 the way through the steps, 61 to 69 people and texts,
70 to 74 lanes and items, 75 to 79 tables, 80 to 84 conditions that leave gaps, 85 to 89 waits and calls,
90 to 99 rules and files that belong together.

Every document is linted beside the office calendar that ships, this team, these shared parts, and this SOP,
which some of them call:
"""
CHANGE = re.compile(r"^@ (\d+)(?:-(\d+))?( before)?\n", re.MULTILINE)


class Mistake(NamedTuple):
    """``found`` is ``line:column code``. ``mend`` are (first line, last line, lines in their place)."""

    number: str
    file: str
    title: str
    meant: str
    found: str
    document: str
    mend: list[tuple[int, int, str]]

    def mended(self) -> str:
        """The document as it was meant."""
        lines = self.document.splitlines(keepends=True)
        for first, last, text in reversed(self.mend):
            lines[first - 1 : last] = text.splitlines(keepends=True)
        return "".join(lines)


def parse(name: str, text: str) -> Mistake:
    """The mistake in a file. Raises ValueError where the file is not of the form above."""
    head, _empty, body = text.partition("\n\n")
    document, _rule, mend = body.partition("---- mend\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    parts = CHANGE.split(mend)
    changes = []
    for first, last, before, lines in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
        changes.append((int(first), int(first) - 1 if before else int(last or first), lines))
    if parts[0] or not changes or list(said) != ["title", "meant", "found"]:
        raise ValueError(name)
    return Mistake(name[:2], f"{name.removesuffix('.txt')}.sop.yaml", *said.values(), document, changes)


@lru_cache(maxsize=1)
def mistakes() -> tuple[Mistake, ...]:
    """All of them, by number."""
    return tuple(parse(path.name, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.txt")))


def lint(file: str, document: str) -> Checked:
    """What lint finds in a document beside those of ``BESIDE`` and the calendar."""
    surroundings = {
        CALENDAR: find("workflows", *CALENDAR.split("/")).read_bytes(),
        **{name: (FOLDER / name).read_bytes() for name in BESIDE},
    }
    *_others, checked = check_documents({**surroundings, file: document.encode()})
    return checked


def report(mistake: Mistake, language: str) -> str:
    """All that ``sop lint`` prints of it in a language."""
    checked = lint(mistake.file, mistake.document)
    set_language(language)
    try:
        told = render_diagnostics(checked.diagnostics, {mistake.file: mistake.document}, _)
        return f"{told}\n{summary([checked], checked.diagnostics)}\n"
    finally:
        set_language(SOURCE)


def page() -> str:
    """The whole page."""
    contents, parts = [], []
    for each in mistakes():
        heading = f"{each.number} {each.title}"
        contents.append(f"- [{heading}]({anchor(heading)})")
        parts += [f"## {heading}", each.meant, block(each.document)]
        parts += [block(report(each, language), "text") for language in ("en", "zh")]
    beside = [block((FOLDER / name).read_text("utf-8")) for name in BESIDE]
    return whole(INTRODUCTION, *beside, "\n".join(contents), *parts)
