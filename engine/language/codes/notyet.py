"""L3xx: what the language has and this version does not carry out yet, each by its name."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

TEXT = N_("'%(key)s' is not built yet: this version cannot carry it out")

CODES: dict[str, Code] = {
    "L308": Code("kpis", TEXT, N_("until then read the figures of 'sop audit'")),
}
