"""The texts of what keeps values from being taken, or from being worked out."""

from __future__ import annotations

from engine.render.refusal_text import Text
from engine.words import N_

VALUE_TEXTS: dict[str, Text] = {
    "computed-field": Text((N_("%(field)s is computed and cannot be given."),)),
    "missing-value": Text(
        (
            N_("%(field)s has no value, and who does %(step)s depends on it: %(source)s"),
            N_("%(field)s has no value, and it is needed to work out: %(source)s"),
            N_("%(field)s has no value, and it is needed here."),
        ),
        (N_("give it a value: sop set TASK %(field_name)s=VALUE"),),
    ),
    "bad-value": Text((N_("%(field)s: %(problem)s"), N_("%(field)s: this value cannot be taken."))),
    "bad-values": Text((N_("Some values cannot be taken."),)),
    "frozen-field": Text((N_("%(field)s names the task and stays as it was at the start."),)),
    "required-value": Text((N_("%(field)s: a start needs it."),), (N_("give it as NAME=VALUE"),)),
    "required-missing": Text((N_("A start needs more values."),)),
    "no-row": Text(
        (
            N_("line %(no)s, %(title)s: no row of the table %(table)s gives %(output)s here (%(source)s)"),
            N_("No row of the table %(table)s gives %(output)s here, which this needs: %(source)s"),
            N_("No row of the table %(table)s gives %(output)s here."),
        ),
        (N_("check the values that the table looks at: sop show; or mend the table in the SOP"),),
    ),
    "evaluation-failed": Text(
        (N_("%(source)s could not be worked out: %(problem)s."), N_("A rule could not be worked out."))
    ),
}
