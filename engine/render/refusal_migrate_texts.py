"""The texts of what keeps a task from moving to another version of its SOP."""

from __future__ import annotations

from engine.render.refusal_text import Text
from engine.words import N_

MIGRATE_TEXTS: dict[str, Text] = {
    "cannot-migrate": Text(
        (N_("%(task)s cannot be moved to that version."), N_("It cannot be moved to that version."))
    ),
    "already-there": Text((N_("%(task)s is on that version already."), N_("It is there already."))),
    "other-sop": Text(
        (N_("%(task)s is a task of %(sop)s, not of %(other_sop)s."), N_("It is a task of another SOP."))
    ),
    "step-gone": Text(
        (N_("%(step)s is not in the new version."),),
        (N_('say which step takes its place: --map "%(step_name)s=STEP"'),),
    ),
    "step-elsewhere": Text(
        (N_("%(step)s is another kind of step in the new version, or stands in another lane."),),
    ),
    "block-changed": Text(
        (N_("%(step)s has open lanes and is not the same in the new version."),),
        (N_("move the task when its lanes are closed, or publish a version with that block as it was"),),
    ),
    "waits-otherwise": Text(
        (N_("%(step)s waits for something else in the new version."),),
        (N_("move the task when it has gone on"),),
    ),
    "unique-changed": Text(
        (N_("Tasks are told apart by %(field)s in the new version; this one was started with %(was)s."),),
    ),
    "other-type": Text(
        (
            N_("%(field)s is %(type)s in the new version, and was %(was)s."),
            N_("%(field)s is of another type in the new version."),
        ),
        (N_("give the new field another name, then the old value stays behind"),),
    ),
    "newly-required": Text(
        (N_("%(field)s is required in the new version and has no value."),),
        (N_("give it a default in the SOP or, where the task's version has it, a value: sop set"),),
    ),
    "map-unknown": Text((N_("%(name)s is no step and no deadline of %(where)s."),)),
    "map-step": Text((N_("%(name)s is a step, %(other_name)s is none in %(where)s."),)),
    "map-deadline": Text((N_("%(name)s is a deadline, %(other_name)s is none in %(where)s."),)),
    "map-still-there": Text(
        (N_("%(where)s has %(name)s as well: what is there in both needs no --map."),),
    ),
}
