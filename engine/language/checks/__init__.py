"""The checks of a compiled SOP: each a file with one function, listed here once."""

from __future__ import annotations

from engine.language.checks import (
    anchors,
    assigned,
    blocks,
    calendars,
    circles,
    conditions,
    contradictions,
    early,
    ends,
    feasible,
    fills,
    foureyes,
    idle,
    milestones,
    moving,
    reachable,
    roles,
    rungs,
    rungs_early,
    scheduled,
    selfclosing,
    skipping,
    still,
    tables,
    translations,
    unclocked,
    ungiven,
    unused,
    voting,
)
from engine.language.checks.material import Check, Material
from engine.model.diagnostics import Diagnostic

FLOW = frozenset({"steps", "stepnames", "targets"})
NAMED = frozenset({"header", "data", "fields", "steps", "stepnames"})
SOUND = frozenset({"mistakes"})

CHECKS: dict[str, Check] = {
    "reachable": Check(reachable.check, FLOW),
    "ends": Check(ends.check, FLOW),
    "skipping": Check(skipping.check, FLOW),
    "blocks": Check(blocks.check, FLOW),
    "milestones": Check(milestones.check, FLOW),
    "selfclosing": Check(selfclosing.check, FLOW),
    "fills": Check(fills.check, frozenset({"fields"})),
    "anchors": Check(anchors.check, NAMED),
    "circles": Check(circles.check, frozenset({"fields"})),
    "calendars": Check(calendars.check, frozenset({"header"})),
    "roles": Check(roles.check),
    "tables": Check(tables.check, frozenset({"fields"})),
    "contradictions": Check(contradictions.check, SOUND),
    "unclocked": Check(unclocked.check, SOUND),
    "still": Check(still.check, SOUND),
    "rungs": Check(rungs.check, SOUND),
    "rungs_early": Check(rungs_early.check, SOUND),
    "moving": Check(moving.check, SOUND),
    "feasible": Check(feasible.check, SOUND),
    "scheduled": Check(scheduled.check, SOUND),
    "unused": Check(unused.check, SOUND),
    "ungiven": Check(ungiven.check, SOUND),
    "early": Check(early.check, SOUND),
    "idle": Check(idle.check, SOUND),
    "assigned": Check(assigned.check, FLOW),
    "voting": Check(voting.check, SOUND),
    "foureyes": Check(foureyes.check, SOUND),
    "conditions": Check(conditions.check, frozenset({"conditions"})),
    "translations": Check(translations.check, SOUND),
}
"""Name of a check -> the check and what it needs to be whole."""


def run_checks(material: Material) -> list[Diagnostic]:
    """What all the checks find, in the order of the list."""
    return [
        found
        for check in CHECKS.values()
        if not check.needs & material.holes
        for found in check.run(material)
    ]
