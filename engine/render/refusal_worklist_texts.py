"""The texts of what is refused of work lists."""

from __future__ import annotations

from engine.render.refusal_text import Text
from engine.words import N_

WORKLIST_TEXTS: dict[str, Text] = {
    "at-capacity": Text(
        (N_("%(person)s has %(load)s open steps and does %(capacity)s at a time."),),
        (N_("finish or give back one of them (sop todo), or take one more nevertheless: sop next --more"),),
    ),
    "may-not-see-team": Text(
        (
            N_("%(person)s may not see what everybody has to do. Who may: %(roles_needed)s."),
            N_("%(person)s may not see what everybody has to do. No role may."),
        ),
        (N_("`may: {see: [ROLE]}` in the team file says who may see everything"),),
    ),
}
