"""The texts of what keeps a person from being walked through a step."""

from __future__ import annotations

from engine.render.refusal_text import SHOW, Text
from engine.words import N_

DO_TEXTS: dict[str, Text] = {
    "no-terminal": Text(
        (N_("'sop do' asks questions: it needs a terminal, and there is none here."),),
        (N_("in scripts: sop check, sop set and sop advance %(text)s"),),
    ),
    "nobody-does": Text(
        (
            N_("%(visit)s goes on by itself; there is nothing to answer. %(waits)s."),
            N_("%(visit)s goes on by itself; there is nothing to answer."),
        ),
        (SHOW,),
    ),
}
