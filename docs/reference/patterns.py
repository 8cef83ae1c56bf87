"""docs/patterns.md: the control-flow patterns, how an SOP says each, and where the SOP that shows it lies.

What is said stands in tests/patterns/patterns.yaml, beside the SOPs and their stories, which the tests run.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from docs.reference.markdown import page as whole
from docs.reference.markdown import table

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "patterns"
PEOPLE = FOLDER.with_name("patterns_of_people")
CATALOGUE = 43
"""The last number of either catalogue; what is beyond it is of neither."""
INTRODUCTION = """\
# Workflow patterns

Whether a language can say what happens in real work is often asked with a catalogue: the 43 control-flow
patterns that N. Russell, A. ter Hofstede, W. van der Aalst and N. Mulyar collected (*Workflow Control-Flow
Patterns: A Revised View*, 2006). Here is each of them, in the words of an operations department: how an SOP
says it, and a small SOP that does it.

Beside every SOP lies a story with the same name, which `sop test tests/patterns` runs: it shows what the
pattern is about, and what must not happen. The tests also break each SOP in the place that makes it the
pattern (`join: all` becomes `join: any`), and see to it that the story then fails.
"""
OF_PEOPLE = """\
## Who does it

Who gets which work is another catalogue, of 43 resource patterns (N. Russell, W. van der Aalst, A. ter
Hofstede, D. Edmond, *Workflow Resource Patterns*, 2005). These are the ones that an SOP says itself; what
people do with a command (take, give back, put off) is in [sharing.md](sharing.md). The last one is of neither
catalogue. `sop test tests/patterns_of_people` runs their stories.
"""
LESS = """\
## Where it is less, or needs care

What is said above is all there is. In these cases that is less than the pattern in its full width, or
something has to be kept in mind.
"""


class Pattern(NamedTuple):
    """``said`` is how an SOP says it; ``less`` what that lacks ("" where nothing); ``breaks`` are changes of
    the SOP, each as old text -> new text, that its story has to notice."""

    number: int
    name: str
    group: str
    said: str
    breaks: list[dict[str, str]]
    less: str = ""
    folder: Path = FOLDER

    @property
    def file(self) -> str:
        """The name of its SOP's file, without the folder and the ending. Raises ValueError where there is
        not exactly one."""
        (found,) = self.folder.glob(f"{self.number:02}-*.sop.yaml")
        return found.name.removesuffix(".sop.yaml")


@lru_cache(maxsize=2)
def _listed(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((folder / "patterns.yaml").read_text("utf-8"))
    return found


def patterns(folder: Path = FOLDER) -> tuple[Pattern, ...]:
    """All of a folder, in the order of its list. Raises TypeError where an entry has other keys."""
    return tuple(Pattern(**entry, folder=folder) for entry in _listed(folder)["patterns"])


def groups() -> dict[str, str]:
    """The headings under which they stand, by the names that the entries use."""
    found: dict[str, str] = _listed(FOLDER)["groups"]
    return found


def page() -> str:
    """The whole page."""
    parts = []
    for group, heading in groups().items():
        rows = [_row(each) for each in sorted(patterns()) if each.group == group]
        parts += [f"## {heading}", table(("WCP", "Pattern", "How an SOP says it", "SOP"), rows)]
    rows = [_row(each) for each in sorted(patterns(PEOPLE))]
    parts += [OF_PEOPLE, table(("WRP", "Pattern", "How an SOP says it", "SOP"), rows)]
    care = [*sorted(patterns()), *sorted(patterns(PEOPLE))]
    less = "\n".join(f"- {_numbered(each)} {each.name}: {each.less}" for each in care if each.less)
    return whole(INTRODUCTION, *parts, LESS, less)


def _numbered(each: Pattern) -> str:
    return str(each.number) if each.folder == FOLDER else f"WRP {each.number}"


def _row(each: Pattern) -> tuple[str, str, str, str]:
    number = str(each.number) if each.number <= CATALOGUE else ""
    link = f"[{each.file[3:]}](../tests/{each.folder.name}/{each.file}.sop.yaml)"
    return number, each.name, each.said, link
