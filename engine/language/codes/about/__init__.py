"""What ``sop explain`` says beyond a code's text and hint: what the rule wants, and why.

Codes that are alike share one text. ``ABOUT`` is merged into the codes (``Code.about``).
"""

from __future__ import annotations

from engine.language.codes.about import (
    assigning,
    calendars,
    channels,
    constructs,
    escalation,
    meaning,
    parts,
    proofs,
    reading,
    rules,
    schedules,
    stories,
    tables,
    team,
    times,
)
from engine.words import N_

ABOUT: dict[str, str] = {
    code: text
    for codes, text in (
        *reading.GROUPS,
        *meaning.GROUPS,
        *assigning.GROUPS,
        *times.GROUPS,
        *constructs.GROUPS,
        *tables.GROUPS,
        *parts.GROUPS,
        *proofs.GROUPS,
        *rules.GROUPS,
        *escalation.GROUPS,
        *schedules.GROUPS,
        *channels.GROUPS,
        *stories.GROUPS,
        *calendars.GROUPS,
        *team.GROUPS,
    )
    for code in codes.split()
}
"""Code to msgid."""

TITLES: dict[str, str] = {
    "Y1": N_("the file itself, read as YAML"),
    "S2": N_("the shape: which keys there are and what they hold"),
    "L3": N_("what this version does not carry out yet"),
    "N4": N_("names, what they name, and values"),
    "X5": N_("expressions"),
    "D6": N_("deadlines and other times"),
    "F7": N_("the way through the steps"),
    "F8": N_("what happens again and again, and schedules"),
    "R1": N_("decision tables"),
    "P8": N_("people: roles, to whom steps are given, votes"),
    "G1": N_("conditions, and what can be proved of them"),
    "U1": N_("parts files, and what SOPs use of them"),
    "K9": N_("team, calendar and workspace files"),
    "C1": N_("channels files, and how apps know people"),
    "T0": N_("story files, and stories that go otherwise"),
}
"""The first two characters of a code to what that family is about."""
