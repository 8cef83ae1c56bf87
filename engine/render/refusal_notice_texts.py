"""The texts of what cannot be done with a notice."""

from __future__ import annotations

from engine.render.refusal_text import Text
from engine.words import N_

NOTICE_TEXTS: dict[str, Text] = {
    "unknown-notice": Text(
        (N_("There is no notice %(number)s."),), (N_("see the notices that there are: sop notices"),)
    ),
    "notice-not-given-up": Text(
        (
            N_("Notice %(number)s was not given up: it was delivered, or it still waits."),
            N_("This notice was not given up."),
        ),
        (N_("see what became of it: sop notices show %(number)s"),),
    ),
}
