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
BESIDE = "../tests/patterns"
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

    @property
    def file(self) -> str:
        """The name of its SOP's file, without the folder and the ending. Raises ValueError where there is
        not exactly one."""
        (found,) = FOLDER.glob(f"{self.number:02}-*.sop.yaml")
        return found.name.removesuffix(".sop.yaml")


@lru_cache(maxsize=1)
def _listed() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / "patterns.yaml").read_text("utf-8"))
    return found


def patterns() -> tuple[Pattern, ...]:
    """All of them, in the order of the list. Raises TypeError where an entry has other keys."""
    return tuple(Pattern(**entry) for entry in _listed()["patterns"])


def groups() -> dict[str, str]:
    """The headings under which they stand, by the names that the entries use."""
    found: dict[str, str] = _listed()["groups"]
    return found


def page() -> str:
    """The whole page."""
    parts = []
    for group, heading in groups().items():
        rows = [
            (
                str(each.number),
                each.name,
                each.said,
                f"[{each.file[3:]}](../tests/patterns/{each.file}.sop.yaml)",
            )
            for each in sorted(patterns())
            if each.group == group
        ]
        parts += [f"## {heading}", table(("WCP", "Pattern", "How an SOP says it", "SOP"), rows)]
    less = "\n".join(f"- {each.number} {each.name}: {each.less}" for each in sorted(patterns()) if each.less)
    return whole(INTRODUCTION, *parts, LESS, less)
