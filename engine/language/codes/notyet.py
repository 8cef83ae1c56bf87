"""L3xx: what the language has and this version does not carry out yet, each by its name."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

TEXT = N_("'%(key)s' is not built yet: this version cannot carry it out")
NAMES = N_("%(name)s is not built yet: this version cannot carry it out")

CODES: dict[str, Code] = {
    "L308": Code("kpis", TEXT, N_("until then read the figures of 'sop audit'")),
    "L309": Code("votes", TEXT, N_("until then write one step for each person, and 'not_by'")),
    "L310": Code("assign", TEXT, N_("until then everybody with the role sees the step")),
    "L311": Code("escalate", TEXT, N_("until then 'sop audit' and 'sop todo' show what is late")),
    "L322": Code(
        "pause-in-steps", NAMES, N_("until then write [hold], or [] for a clock that nothing stops")
    ),
}
"""The codes from L321 on are of texts inside the document; their ``name`` is what is written there."""
