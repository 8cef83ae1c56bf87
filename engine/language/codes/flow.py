"""F7xx: the way through the steps, cases, deadlines that count from somewhere, fields that are computed."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "F701": Code(
        "unreachable-step",
        N_("no way from the first step leads to '%(step)s'"),
        N_("name it in 'next' or in an outcome of a step that is reached, or delete it"),
    ),
    "F702": Code(
        "cases-without-else",
        N_("what if none of these cases holds?"),
        N_("add 'else: ...' as the last one"),
    ),
    "F703": Code(
        "else-not-last",
        N_("what stands after 'else' is never looked at"),
        N_("move 'else' to the end"),
    ),
    "F704": Code(
        "no-way-to-an-end",
        N_("from here no end is ever reached: %(steps)s"),
        N_("let one of these steps lead to 'end', or to a step from which an end is reached"),
    ),
    "F705": Code(
        "computed-circle",
        N_("'%(name)s' is computed from itself: %(circle)s"),
        N_("let one of these fields be given a value instead"),
    ),
    "F706": Code(
        "when-without-done",
        N_("a step whose 'when' does not hold is left by its outcome 'done'; '%(step)s' has none"),
        N_("call the outcome that also counts when the step is skipped 'done'"),
    ),
    "F707": Code(
        "deadline-from-nothing",
        N_("'%(source)s' of a deadline counts from nothing"),
        N_("say from what: '4h after start'; what counts from a step's opening is a 'due' of that step"),
    ),
    "F708": Code(
        "anchor-never-set",
        N_("nothing ever gives '%(name)s' a value, so this time never comes"),
        N_("let a step fill it in, or give it a default or 'columns', or add it to 'required'"),
    ),
    "F709": Code(
        "skipped-for-ever",
        N_("where none of their 'when' holds, these steps skip to each other without end: %(steps)s"),
        N_("let one of them lead somewhere else by 'done', or take away its 'when'"),
    ),
}
