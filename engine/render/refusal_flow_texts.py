"""The texts of refusals of what goes on by itself: lanes, items, waits, called tasks."""

from __future__ import annotations

from engine.render.refusal_text import MEND_SOP, SHOW, Text
from engine.words import N_

FLOW_TEXTS: dict[str, Text] = {
    "closes-itself": Text(
        (
            N_("'%(outcome)s' of %(step)s is not for people: it happens by itself. %(waits)s."),
            N_("'%(outcome)s' of %(step)s is not for people: it happens by itself."),
        ),
        (SHOW, N_("see what it waits for: sop why TASK")),
    ),
    "item-field": Text(
        (N_("%(field)s belongs to one item of %(block)s, not to the whole task."),),
        (N_("name the item's open step: sop set TASK/STEP/ITEM %(field_name)s=..."),),
    ),
    "endless-moves": Text(
        (N_("After %(step)s steps that close themselves go round without an end (%(most)s times)."),),
        (MEND_SOP,),
    ),
    "not-into-items": Text(
        (N_("%(step)s is done for each item of %(block)s: nothing can lead there from outside."),),
        (MEND_SOP,),
    ),
}
