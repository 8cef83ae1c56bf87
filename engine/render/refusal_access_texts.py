"""The texts of what somebody may not see."""

from __future__ import annotations

from engine.render.refusal_text import OWN_LIST, Text
from engine.words import N_

ACCESS_TEXTS: dict[str, Text] = {
    "may-not-see": Text((N_("%(person)s may not see %(text)s."), N_("That may not be seen.")), (OWN_LIST,)),
}
