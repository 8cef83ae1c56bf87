"""T0xx: story files. Up to T039 what is wrong with the file; from T040 on how a story went otherwise."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "T001": Code(
        "story-of-no-sop",
        N_("there is no SOP '%(name)s' beside this file"),
        N_("'story' names the SOP that is tested; here are: %(choices)s"),
    ),
    "T002": Code(
        "story-of-broken-sop",
        N_("'%(name)s' has errors, so its stories cannot run"),
        N_("mend what is said of it below; calendar and team are files of the same workspace folder"),
    ),
    "T003": Code(
        "story-without-people",
        N_("there is nobody in these stories"),
        N_("write 'given: {people: {NAME: ROLE}}', or put a team file beside"),
    ),
    "T004": Code(
        "story-unknown-name",
        N_("there is no %(what)s '%(name)s' here"),
        N_("there are: %(choices)s"),
    ),
    "T005": Code(
        "story-unknown-line",
        N_("'%(name)s' is no line of the checklist of '%(step)s'"),
        N_("its lines to tick are: %(choices)s"),
    ),
    "T006": Code(
        "story-key-apart",
        N_("'%(key)s' is said of %(verbs)s, which is not here"),
        N_("delete it, or write what is done"),
    ),
    "T007": Code(
        "story-without-start",
        N_("nothing is started yet"),
        N_("the first thing that is done in a story is 'start'"),
    ),
    "T008": Code(
        "story-starts-twice",
        N_("this story's task was started on line %(first)s"),
        N_("a story is about one task; write another story"),
    ),
    "T009": Code(
        "story-time-without-day",
        N_("nobody knows on which day this is"),
        N_("give the first moment of a story a date: at: 2026-11-20 09:30"),
    ),
    "T010": Code(
        "story-backwards",
        N_("%(now)s is before the moment above, which is at %(earliest)s"),
        N_("write the moments in order of time; what is recorded late has 'at' and 'recorded'"),
    ),
    "T011": Code(
        "story-by-nobody",
        N_("nobody does this"),
        N_("say who: by: NAME; the moments below go on with the same person"),
    ),
    "T012": Code(
        "story-to-nobody",
        N_("nobody is named to whom this is given"),
        N_("say who: to: NAME"),
    ),
    "T040": Code(
        "story-refused",
        N_("this was refused: %(said)s"),
        N_("if that is as it should be: refused: %(code)s"),
    ),
    "T041": Code(
        "story-not-refused",
        N_("expected a refusal: %(choices)s; this was carried out"),
    ),
    "T042": Code(
        "story-refused-otherwise",
        N_("expected a refusal: %(choices)s; it was another: %(said)s"),
        N_("its codes are: %(codes)s"),
    ),
    "T043": Code(
        "story-otherwise",
        N_("expected %(key)s: %(wanted)s; seen: %(seen)s"),
    ),
    "T044": Code(
        "story-not-away",
        N_("%(person)s is not away at this moment"),
        N_("say before when they go: away: %(person)s; or leave this out"),
    ),
}
