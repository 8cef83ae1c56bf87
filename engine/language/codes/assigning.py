"""P85x and P86x: to whom steps are given, who is kept away from them, evidence."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

_FORMS = N_(
    "write a field of type person, 'starter', 'same as STEP', 'least loaded', 'in turn', TABLE.OUTPUT or"
    " 'nobody'; roles stand under 'role'"
)

CODES: dict[str, Code] = {
    "P851": Code("unknown-assignment", N_("'%(text)s' says nobody to whom the step could be given"), _FORMS),
    "P852": Code(
        "assigned-by-no-person",
        N_("'%(name)s' is of type %(type)s, and a step is given to a person"),
        N_("name a field of type person, or give '%(name)s' that type"),
    ),
    "P853": Code(
        "same-as-later",
        N_("'%(here)s' is given to whoever did '%(step)s', which never comes before it"),
        N_("name a step that a task goes through earlier"),
    ),
    "P854": Code(
        "same-as-left-out",
        N_("'%(here)s' is given to whoever did '%(step)s', and a task may come here without it: %(way)s"),
        N_(
            "on this way whoever holds the role takes it; or say when: {CONDITION: same as STEP, else: in"
            " turn}"
        ),
    ),
    "P855": Code(
        "same-as-done-by-nobody",
        N_("'%(step)s' closes itself, so nobody did it"),
        N_("name a step that people do"),
    ),
    "P856": Code(
        "skill-of-nobody",
        N_("in the team '%(team)s' nobody who may do '%(step)s' has the skill '%(skill)s'"),
        N_("give the skill to somebody in the team file, or leave it out"),
    ),
    "P857": Code(
        "table-gives-no-person",
        N_("'%(name)s' gives %(type)s, and a step is given to a person"),
        N_("let the column have one person's key in each row"),
    ),
    "P858": Code(
        "skill-of-no-text",
        N_("'%(name)s' is of type %(type)s, and a skill is a text or a choice"),
        N_("name a skill of the team, or a field of type text or with choices"),
    ),
    "P859": Code(
        "kept-apart-from-no-person",
        N_("'%(name)s' is of type %(type)s: 'not_by' names steps, fields of type person, and 'starter'"),
        N_("name a step, or give '%(name)s' the type person"),
    ),
    "P860": Code(
        "evidence-for-no-tick",
        N_("'evidence' goes with a thing to tick, and this line has '%(kind)s'"),
        N_("delete it, or ask for a file: 'fill' a field of type file"),
    ),
    "P861": Code(
        "kept-apart-from-nobody",
        N_("nobody does '%(name)s', which closes itself, so this keeps nobody away"),
        N_("name the steps that people do"),
    ),
}
