"""The texts of refusals of schedules."""

from __future__ import annotations

from engine.render.refusal_text import Text
from engine.words import N_

SCHEDULE_TEXTS: dict[str, Text] = {
    "no-schedule": Text(
        (
            N_("%(name)s has no schedule. These have one: %(sops)s."),
            N_("%(name)s has no schedule, and no other SOP has one."),
        ),
        (N_("a schedule is written in the SOP: schedule: {every: workday at 06:30}"),),
    ),
    "schedule-paused": Text(
        (N_("The schedule of %(sop)s is paused already: %(person)s did that at %(at)s."),),
        (N_("sop schedule resume %(sop)s"),),
    ),
    "schedule-not-paused": Text((N_("The schedule of %(sop)s is not paused."),)),
    "no-schedule-time": Text(
        (
            N_("%(at)s is no time of the schedule of %(sop)s. The next one after it is %(earliest)s."),
            N_("%(at)s is no time of the schedule of %(sop)s, and none comes after it."),
        ),
        (N_("see the next times: sop schedule %(sop)s; without --at the task starts now"),),
    ),
}
