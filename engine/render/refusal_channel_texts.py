"""The texts of what cannot be done with a channel."""

from __future__ import annotations

from engine.render.refusal_text import Text
from engine.words import N_

CHANNEL_TEXTS: dict[str, Text] = {
    "no-channels": Text(
        (N_("No channels are published, so nothing can be sent."),),
        (N_("write a channels file (docs/channels.md) and publish it: sop publish channels.yaml"),),
    ),
    "unknown-channel": Text((N_("There is no channel %(name)s."),), (N_("see them: sop channels"),)),
    "to-whom": Text(
        (
            N_("%(person)s has no handle for the channel %(channel)s (%(kind)s)."),
            N_("The team file says no %(kind)s handle of yours, to which %(channel)s could send."),
        ),
        (
            N_(
                "add it to the person in the team file, such as handles: {email: wang@example.com}; or name "
                "an address: --to wang@example.com"
            ),
        ),
    ),
}
