"""Every diagnostic: what ``sop lint`` or ``sop test`` shows of the broken document of its lesson."""

from __future__ import annotations

from cli.lessons import stories
from engine.language.codes import CODES
from engine.language.lessons import FILE, lesson, report
from engine.language.report import render_diagnostics
from engine.model.diagnostics import WARNING, Diagnostic, Place
from engine.words import _
from tests.pinned.diagnosed import CALENDAR, WITHOUT_LESSON


def pinned() -> dict[str, list[str]]:
    """Each code and what is shown for it in the current language, in the order of the families."""
    return {code: [_shown(code)] for code in CODES}


def _shown(code: str) -> str:
    if code in WITHOUT_LESSON:
        severity, data = WITHOUT_LESSON[code]
        file = CALENDAR if severity == WARNING else FILE
        found = Diagnostic(code, Place(file, 3, 5), data, (), severity)
        return render_diagnostics([found], {}, _).rstrip("\n")
    told = stories.examples().get(code)
    if told is not None:
        return stories.report(told, code).rstrip("\n")
    example = lesson(code).example
    return report(example, code).rstrip("\n") if example is not None else ""
