"""docs/codes.md: every code that lint gives, what its rule wants and why, an example and its mend."""

from __future__ import annotations

from pathlib import Path

from cli.lessons import FOLDER, example, stories
from docs.reference.markdown import anchor, block
from docs.reference.markdown import page as whole
from engine.language.codes import FAMILIES
from engine.language.codes.about import TITLES
from engine.language.lessons import SPOKEN_FOR, lesson, report
from engine.render.about import ABOUT

INTRODUCTION = """\
# Codes

What `sop lint` finds has a code, and a refused command has one too. `sop explain CODE` shows what stands
here. Every first document below really gives its code and every second one is clean: tests lint them all.
Where a document is written with `⟨text ×N⟩`, the text stands there N times; `\\xNN` is one byte.
"""
REFUSALS = """\
A refusal changes nothing and says every reason at once. Below each text stand commands for the codes that it
is about: what is typed before, the command that is refused (its code stands behind it), and what goes well
instead. Tests type them all, in a shop with these SOPs, on a Friday at 10 o'clock:
"""


def page() -> str:
    """The whole page."""
    contents, parts = [], []
    for family, codes in FAMILIES.items():
        heading = f"{family}: {TITLES[family]}" if family in TITLES else family
        contents.append(f"- [{heading}]({anchor(heading)})")
        parts.append(f"## {heading}")
        if family == stories.FAMILY:
            parts += ["The stories below are about this SOP:", block(stories.sop())]
        for code in codes:
            parts += _code(code)
    contents.append("- [Refusals](#refusals)")
    return whole(INTRODUCTION, "\n".join(contents), *parts, _refusals())


def _code(code: str) -> list[str]:
    found = lesson(code)
    parts = [f"### {code} {found.body.name}"]
    if found.body.about:
        parts.append(found.body.about)
    shown = found.example or stories.examples().get(code)
    if shown is None:
        spoken = "No example: where a document could give this code, another one is said first."
        parts.append(spoken if code in SPOKEN_FOR else "No example yet.")
        return parts
    if shown.team:
        parts += ["With this team:", block(shown.team)]
    if shown.called():
        parts += ["With this SOP:", block(shown.called())]
    if shown.beside():
        parts += ["With these parts files:", *(block(text) for text in shown.beside())]
    tried = report if found.example else stories.report
    return [
        *parts,
        block(shown.broken),
        block(tried(shown, code), "text"),
        "Mended:",
        block(shown.mend),
    ]


def _refusals() -> str:
    """The codes of commands that were refused, those together that have one reason, with their examples."""
    by_text: dict[str, list[str]] = {}
    for code, text in ABOUT.items():
        by_text.setdefault(text, []).append(code)
    parts = ["## Refusals", REFUSALS]
    for path in sorted((Path(FOLDER) / "shop").glob("*.sop.yaml")):
        parts.append(block(path.read_text("utf-8")))
    for text, codes in by_text.items():
        parts += ["---", f"{', '.join(f'`{code}`' for code in codes)}", text]
        shown = [found for code in codes if (found := _typed(code))]
        if shown:
            parts.append(block("\n\n".join(shown), "sh"))
    return "\n\n".join(parts)


def _typed(code: str) -> str:
    found = example(code)
    if found is None:
        return ""
    refused = f"{found.refused[0]}    # {code}"
    return "\n".join([*found.given, refused, *found.mend])
