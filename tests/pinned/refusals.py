"""Every refusal: its examples, and what a terminal shows of each."""

from __future__ import annotations

from engine.intake.problems import PROBLEMS
from engine.model.refusals import Refusal
from engine.render.refusal_texts import TEXTS
from engine.render.refusals import render
from engine.rules.values.problems import PROBLEMS as VALUE_PROBLEMS
from tests.pinned.instants import ZONE
from tests.pinned.refused_back import BACK
from tests.pinned.refused_checklists import CHECKLISTS
from tests.pinned.refused_files import FILES
from tests.pinned.refused_flow import FLOW
from tests.pinned.refused_names import NAMES
from tests.pinned.refused_people import PEOPLE
from tests.pinned.refused_tasks import TASKS
from tests.pinned.refused_values import VALUES

FAMILIES = (NAMES, TASKS, CHECKLISTS, PEOPLE, FLOW, BACK, FILES, VALUES)
EXAMPLES: dict[str, list[Refusal]] = {code: said for family in FAMILIES for code, said in family.items()}
"""A code to one refusal for each thing that its text can say; some stand among the reasons of another."""


def codes() -> list[str]:
    """All that has a text: of commands, of files and rows, of values."""
    return list(dict.fromkeys((*TEXTS, *PROBLEMS, *VALUE_PROBLEMS)))


def pinned() -> dict[str, list[str]]:
    """Each code and what is shown for it in the current language, in the order of the families."""
    return {code: [render(refusal, ZONE) for refusal in said] for code, said in EXAMPLES.items()}
