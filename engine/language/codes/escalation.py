"""F786, F790 to F799: escalation ladders and ``assign``. D670 to D675: pauses, and what is due after them."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "F786": Code(
        "assign-after-end",
        N_("the task has ended by then: no step is open that could be given to anybody"),
        N_("let the rule act after step.opened, step.overdue or field.set; or write it as a rung"),
    ),
    "F790": Code(
        "rung-from-nothing",
        N_("'%(source)s' before or after what?"),
        N_("a rung counts from due or limit: 2h before due, due, 1 workday after limit"),
    ),
    "F791": Code(
        "rung-without-limit",
        N_("'%(name)s' has no 'limit', so this rung is never reached"),
        N_("count from 'due', or give it a 'limit'"),
    ),
    "F792": Code(
        "escalation-without-clock",
        N_("'%(name)s' has no 'due' and no 'limit', so nothing is ever escalated"),
        N_("give it a 'due', or delete 'escalate'"),
    ),
    "F793": Code(
        "rung-not-by-span",
        N_("'%(text)s' is no span: a rung is repeated after so much time, counted from the last"),
        N_("write 1 workday or 4h; for fixed times of the day write a rule with 'every'"),
    ),
    "F794": Code(
        "rung-does-nothing",
        N_("this rung does nothing"),
        N_("say what: notify, assign, set, close, or start"),
    ),
    "F795": Code(
        "assign-to-whom",
        N_("a step is given to a role or to the person in a field, not to '%(name)s'"),
        N_("write a role's name, or the name of a field of type person"),
    ),
    "F796": Code(
        "rungs-out-of-order",
        N_("this rung (%(at)s) always comes before the one above it (%(above)s)"),
        N_("write the rungs in the order in which they are reached"),
    ),
    "F797": Code(
        "rung-never-reached",
        N_("this rung (%(at)s) is never reached: by then '%(step)s' is closed, by the rung at %(above)s"),
        N_("delete it, or let it come before that one"),
    ),
    "F798": Code(
        "rung-before-opening",
        N_("this rung (%(at)s) always lies before the clock of '%(name)s' starts: its due is %(due)s"),
        N_("count less back from the due, or leave the rung out"),
    ),
    "F799": Code(
        "rungs-at-once",
        N_("this rung is reached at the same moment as the one above: %(at)s"),
        N_("make one rung of the two, or give one of them a 'when'"),
    ),
}
"""What ladders and ``assign`` can have wrong."""

PAUSES: dict[str, Code] = {
    "D670": Code(
        "pause-in-its-own-step",
        N_("the clock of '%(owner)s' is about '%(name)s': it cannot stand still while that step is open"),
        N_("name other steps, or 'hold'"),
    ),
    "D671": Code(
        "pause-around-its-own-step",
        N_("'%(step)s' stands inside '%(name)s', so the clock of '%(owner)s' would never run"),
        N_("name a step that is open for a part of the time, or 'hold'"),
    ),
    "D672": Code(
        "nothing-to-pause",
        N_("'%(name)s' has no 'due' and no 'limit', so there is no clock that '%(key)s' could be about"),
        N_("give it a 'due', or delete '%(key)s'"),
    ),
    "D673": Code(
        "resume-without-pause",
        N_("the clock of '%(name)s' never stands still, so 'resume' says nothing"),
        N_("delete 'resume', or say in 'pause' where it stands still"),
    ),
    "D674": Code(
        "due-moves-past-its-date",
        N_("after a hold, due later by as much, maybe past the date that it is counted back from: %(names)s"),
        N_("write 'resume: absolute' where the due must stay, or 'pause: []' where nothing stops the clock"),
    ),
    "D675": Code(
        "pause-never-comes",
        N_("'%(name)s' is never open while '%(step)s' is, so the clock never stands still for it"),
        N_("name a step of another lane, or 'hold'"),
    ),
}
"""What ``pause`` and ``resume`` can have wrong."""
