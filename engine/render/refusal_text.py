"""What the text of a refusal is, and the hints that several share."""

from __future__ import annotations

from typing import NamedTuple

from engine.words import N_


class Text(NamedTuple):
    """``text``: variants of what was refused; ``help``: variants of a hint, for where the refusal
    itself brings no command."""

    text: tuple[str, ...]
    help: tuple[str, ...] = ()


SHOW = N_("sop show %(task)s")
OWN_LIST = N_("see what is open for you: sop todo")
SEE_TASKS = N_("see the tasks: sop list")
ASK_TEAM = N_("the team file says who holds which role: sop publish team.yaml")
MEND_SOP = N_("this has to be mended in the SOP: sop lint FILE, then sop publish FILE")
