"""Lessons of the codes of stories: story files that go otherwise, and their mends.

They stand in ``stories.txt``, in the form of the other documents (``engine/language/lessons``), and are run
beside the SOPs in ``story/``.
"""

from __future__ import annotations

import os

from cli.lessons import FOLDER
from engine.language.lessons.documents import Example, parse
from engine.language.report import render_diagnostics
from engine.model.diagnostics import Diagnostic
from engine.words import _

FAMILY = "T0"
FILE = "example.story.yaml"
SOP = "parcel.sop.yaml"


def examples() -> dict[str, Example]:
    """All examples by their code."""
    return parse(_read("stories.txt"))


def sop() -> str:
    """The SOP that the stories are about."""
    return _read("story", SOP)


def findings(example: Example, mended: bool = False) -> list[Diagnostic]:
    """What ``sop test`` finds in an example, broken or mended."""
    from engine.publishing import check_documents
    from engine.stories import read_stories, run, surroundings
    from engine.stories.telling import told

    files = {
        name: _read("story", name).encode() for name in sorted(os.listdir(os.path.join(FOLDER, "story")))
    }
    source = (example.mend if mended else example.broken).encode()
    suite, found = read_stories(source, FILE, surroundings(check_documents(files), ""))
    if suite is not None:
        found = [*found, *(told(each, suite, one.story) for one in run(suite) for each in one.failures)]
    return found


def report(example: Example, code: str) -> str:
    """What ``sop test`` says of the broken story under this code, in the current language."""
    found = [each for each in findings(example) if each.code == code][:1]
    return render_diagnostics(found, {FILE: example.broken, SOP: sop()}, _)


def _read(*parts: str) -> str:
    with open(os.path.join(FOLDER, *parts), encoding="utf-8") as file:
        return file.read()
