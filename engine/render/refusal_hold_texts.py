"""The texts of what keeps something from being put on hold, or from going on."""

from __future__ import annotations

from engine.render.refusal_text import Text
from engine.words import N_

HOLD_TEXTS: dict[str, Text] = {
    "on-hold": Text(
        (
            N_("%(visit)s is on hold since %(at)s, because: %(reason)s (%(actor)s)."),
            N_("It is on hold."),
        ),
        (N_("sop resume %(visit)s"),),
    ),
    "already-held": Text(
        (
            N_("%(visit)s is on hold already, since %(at)s, because: %(reason)s (%(actor)s)."),
            N_("It is on hold already."),
        ),
        (N_("let it go on first: sop resume %(visit)s"),),
    ),
    "not-held": Text((N_("%(visit)s is not on hold."), N_("It is not on hold."))),
    "hold-until-past": Text(
        (N_("%(until)s is past: a hold is expected to be over later than now."),),
    ),
    "hold-cures": Text(
        (
            N_(
                "%(step)s was due at %(due)s, and is late since: a hold that is recorded now cannot have "
                "begun before, at %(at)s."
            ),
        ),
        (N_("put it on hold from now on, without --at"),),
    ),
    "before-held": Text(
        (N_("It was put on hold, or a step of it was opened, at %(earliest)s, after %(at)s."),)
    ),
}
