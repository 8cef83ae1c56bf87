"""The texts of what keeps people from being said to be away or back, and from acting once they have left."""

from __future__ import annotations

from engine.render.refusal_text import ASK_TEAM, Text
from engine.words import N_

TEAM_TEXTS: dict[str, Text] = {
    "person-left": Text(
        (N_("%(person)s has left the team; the last day was %(day)s."),),
        (N_("if that is wrong, change 'until' in the team file and publish it"),),
    ),
    "absence-backwards": Text(
        (N_("From %(away_from)s until %(away_until)s: %(person)s would be back before going."),)
    ),
    "absence-over": Text(
        (N_("%(away_until)s is past: somebody is said to be away who is away or will be."),),
    ),
    "absence-long": Text(
        (
            N_("%(person)s cannot be away until %(away_until)s: that is more than a year from now."),
            N_("%(person)s cannot be away from %(away_from)s on: that is more than a year from now."),
        ),
        (N_("for somebody who leaves for good, write 'until' in the team file"),),
    ),
    "absence-overlaps": Text(
        (
            N_("%(person)s is away already, from %(away_from)s until %(away_until)s."),
            N_("%(person)s is away already, from %(away_from)s on."),
        ),
        (N_("call that off first: sop team back %(person_name)s"),),
    ),
    "own-deputy": Text((N_("%(person)s cannot stand in for themself."),)),
    "deputy-left": Text(
        (N_("%(person)s cannot stand in: they have left the team, on %(day)s."),),
        (ASK_TEAM,),
    ),
    "not-away": Text((N_("%(person)s is not away, and is not going to be."),)),
    "days-off": Text(
        (N_("%(person)s is off until %(away_until)s by the team file."),),
        (N_("take the days out of 'off' in the team file and publish it"),),
    ),
}
