"""Why refusals about people and who is asked refuse: beside those of ``about``."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "no-terminal nobody-does",
        N_(
            "sop do asks a person for the open step, line by line. Answers that come without anybody seeing "
            "the questions would go to the wrong lines as soon as an SOP is changed, and what waits for a "
            "signal, an instant or another task has no questions."
        ),
    ),
)
