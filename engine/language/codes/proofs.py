"""G1xx: what is proved about conditions; warnings, but for the gap, which is told instead of F702."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "G101": Code(
        "shadowed-case",
        N_("%(path)s: '%(condition)s' is never chosen; wherever it holds, a case before it does: %(said)s"),
        N_("put it before these, or say in them what they leave to it"),
    ),
    "G102": Code(
        "gap-between-cases",
        N_("%(path)s: none of these cases holds where %(example)s"),
        N_("say in one of the cases what happens then, or add 'else: ...'"),
    ),
    "G103": Code(
        "never-holds",
        N_("%(path)s: '%(condition)s' never holds; that follows from: %(said)s"),
        N_("look for a wrong sign, number or choice; delete it if it is right"),
    ),
    "G104": Code(
        "always-holds",
        N_("%(path)s: '%(condition)s' always holds; that follows from: %(said)s"),
        N_("look for a wrong sign, number or choice; if it is right, nothing needs to be asked here"),
    ),
    "G105": Code(
        "never-possible",
        N_("%(path)s: '%(name)s' can never happen, because '%(condition)s' never holds: %(said)s"),
        N_("look for a wrong sign, number or choice in its 'when'; delete it if that is right"),
    ),
    "G106": Code(
        "checklist-contradiction",
        N_("%(path)s: these lines of the checklist never hold together: %(said)s"),
        N_("nobody can ever keep all of them; change one, or say with 'when' in which case each is asked"),
    ),
}
