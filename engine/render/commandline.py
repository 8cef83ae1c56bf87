"""Commands that help, as words to type: quoted for a shell where they must be, inert for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.model.refusals import Refusal
from engine.render.escape import terminal
from engine.render.naming import MASK, Names
from engine.words import _

_PLAIN = re.compile(r"(?![#~])[^\s'\"\\$`&|;<>()*?!{}\[\]]+")


def typed(words: Iterable[str]) -> str:
    """The words as one line that a shell takes apart into the same words."""
    return " ".join(map(_word, words))


def _word(word: str) -> str:
    text = terminal(word)
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "'\\''") + "'"


def closing(refusal: Refusal, names: Names) -> tuple[str, ...]:
    """The ``sop advance`` that gives all that a ``cannot-close`` says is missing; empty where no command
    does. What only the person knows stands as VALUE or TEXT; values to be confirmed stand as they are."""
    ticks: list[str] = []
    values: dict[str, str] = {}
    reason = False
    for lack in refusal.reasons:
        field = lack.data.get("field")
        if lack.code == "tick-missing":
            ticks.append(str(lack.data["no"]))
        elif lack.code == "value-unconfirmed":
            shown = names.value(str(field), lack.data.get("value"))
            values[str(field)] = _("VALUE") if shown == MASK else shown
        elif lack.code in ("value-missing", "must-unknown"):
            if field:
                values.setdefault(str(field), _("VALUE"))
        elif lack.code in ("reason-required", "reason-not-listed"):
            reason = True
        elif lack.code != "must-fails":
            return ()
    if (not ticks and not values and not reason) or "n" not in refusal.data:
        return ()
    visit = f"T-{refusal.data['task']}/{refusal.data['step']}#{refusal.data['n']}"
    return (
        *("sop", "advance", visit, str(refusal.data["outcome"])),
        *(("--tick", ",".join(ticks)) if ticks else ()),
        *(f"{field}={value}" for field, value in values.items()),
        *(("--reason", _("TEXT")) if reason else ()),
    )
