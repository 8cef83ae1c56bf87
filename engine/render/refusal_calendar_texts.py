"""The texts of what cannot be shown of calendars or taken into them."""

from __future__ import annotations

from engine.render.refusal_text import Text
from engine.words import N_

CALENDAR_TEXTS: dict[str, Text] = {
    "unknown-calendar": Text(
        (N_("There is no calendar %(name)s, neither published nor in a file here."),),
        (N_("see them: sop calendar show"),),
    ),
    "not-a-calendar": Text((N_("%(path)s is no calendar, but another document."),)),
    "days-unreadable": Text(
        (N_("%(path)s cannot be read: %(problem)s"),),
        (N_("it should be .ics, .json, or CSV with the columns date, kind (off, on) and name"),),
    ),
    "days-bad-rows": Text(
        (N_("Nothing was written; rows of %(path)s that are not clear: %(n)s."),),
        (N_("mend these rows, or take them out, and import again"),),
    ),
    "days-no-place": Text(
        (N_("The days cannot be written into %(path)s: its lists in brackets hold comments or line ends."),),
        (N_("lay the file out as a block first: sop fmt %(path)s"),),
    ),
    "into-which": Text(
        (N_("Into which calendar file? There are: %(files)s."), N_("There is no calendar file here.")),
        (N_("name it: --into calendars/office.yaml"),),
    ),
}
