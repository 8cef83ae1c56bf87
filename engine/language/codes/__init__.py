"""Every code a document's diagnostics can have: families, each in its own file, merged here once.

Y1xx reading YAML · S2xx shape · L3xx not built yet, by name · N4xx names · X5xx expressions · D6xx instants
and deadlines · F7xx flow · F8xx schedules · R1xx decision tables · P8xx people and roles · G1xx proofs
about conditions · U1xx parts files · K9xx team, calendar and workspace files · C1xx channels files · T0xx
story files, and how a story went otherwise.
"""

from __future__ import annotations

from engine.language.codes import (
    assigning,
    calendars,
    channels,
    constructs,
    documents,
    escalation,
    expressions,
    flow,
    instants,
    names,
    notyet,
    parts,
    people,
    proofs,
    rules,
    schedules,
    shape,
    stories,
    tables,
    team,
    voting,
    yaml,
)
from engine.language.codes.about import ABOUT
from engine.language.codes.code import Code

__all__ = ["CODES", "FAMILIES", "Code"]

FAMILIES: dict[str, dict[str, Code]] = {
    "Y1": yaml.CODES,
    "S2": shape.CODES,
    "L3": notyet.CODES,
    "N4": names.CODES,
    "X5": expressions.CODES,
    "D6": {**instants.CODES, **escalation.PAUSES},
    "F7": {**flow.CODES, **constructs.CODES, **rules.CODES, **escalation.CODES},
    "F8": schedules.CODES,
    "R1": tables.CODES,
    "P8": {**people.CODES, **assigning.CODES, **voting.CODES},
    "G1": proofs.CODES,
    "U1": parts.CODES,
    "K9": {**documents.CODES, **calendars.CODES, **team.CODES},
    "C1": channels.CODES,
    "T0": stories.CODES,
}
"""The first two characters of a code, and the codes of that family."""

CODES: dict[str, Code] = {
    code: body._replace(about=ABOUT.get(code, ""))
    for family in FAMILIES.values()
    for code, body in family.items()
}
"""All codes by their number, such as ``S201``, each with what stands behind it."""
