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


def closing(refusal: Refusal, names: Names, shown: bool = False) -> tuple[str, ...]:
    """The ``sop advance`` that gives all that a ``cannot-close`` says is missing, and what the refused
    command gave (the data's ``gave``: nothing of it was kept); empty where no command does. What only
    the person knows stands as VALUE or TEXT; values to be confirmed stand as they are. ``shown``: what has to
    be shown for lines was shown by another command before, which ticked them."""
    gave = refusal.data.get("gave") or {}
    ticks = set(gave.get("ticks", ()))
    values = {name: _given(names, name, value) for name, value in gave.get("values", {}).items()}
    reason = gave.get("reason")
    for lack in refusal.reasons:
        field = lack.data.get("field")
        if lack.code == "tick-missing":
            ticks.add(int(lack.data["no"]))
        elif lack.code == "value-unconfirmed":
            values[str(field)] = _given(names, str(field), lack.data.get("value"))
        elif lack.code in ("value-missing", "must-unknown"):
            if field:
                values.setdefault(str(field), _("VALUE"))
        elif lack.code in ("reason-required", "reason-not-listed"):
            reason = _("TEXT")
        elif lack.code == "evidence-missing" and shown:
            ticks.discard(int(lack.data["no"]))
        elif lack.code != "must-fails":
            return ()
    idle = all(lack.code == "must-fails" for lack in refusal.reasons)  # the same once more helps nobody
    if idle or (not ticks and not values and not reason) or "n" not in refusal.data:
        return ()
    visit = f"T-{refusal.data['task']}/{refusal.data['step']}#{refusal.data['n']}"
    return (
        *("sop", "advance", visit, str(refusal.data["outcome"])),
        *_lines("--tick", ticks),
        *_lines("--na", gave.get("na", ())),
        *(f"{field}={value}" for field, value in values.items()),
        *(("--reason", reason) if reason else ()),
        *(("--late", gave["late"]) if gave.get("late") else ()),
    )


def _lines(option: str, numbers: Iterable[int]) -> tuple[str, ...]:
    text = ",".join(map(str, sorted(numbers)))
    return (option, text) if text else ()


def _given(names: Names, field: str, value: object) -> str:
    if value is None:
        return ""
    shown = names.value(field, value)
    return _("VALUE") if shown == MASK else shown
