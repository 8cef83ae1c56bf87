"""Refusals as people read them: from a refusal and its text (``refusal_texts``) to the block on the terminal.

A text has variants, the fullest first: the first whose placeholders all have data is used, so a
refusal that knows less says less and never fails. Data comes from people and documents: it is made
inert for a terminal (``engine.render.escape``) before it goes in.
"""

from __future__ import annotations

import re

from engine.model.definition import Definition
from engine.model.refusals import Refusal
from engine.model.team import Team
from engine.render.commandline import closing, typed
from engine.render.escape import terminal
from engine.render.naming import Names
from engine.render.refusal_data import meaning, shown
from engine.render.refusal_texts import TEXTS, Text
from engine.words import _, ngettext

LACKING = frozenset({"cannot-close", "required-missing"})
"""Refusals whose reasons are things to be given; the reasons of others say what is wrong."""

SENTENCE_ENDS = (".", "。", "?", "？", "!", "！")
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def render(
    refusal: Refusal,
    zone: str = "UTC",
    definition: Definition | None = None,
    team: Team | None = None,
    private: bool = False,
) -> str:
    """The refusal as lines for a terminal: what was refused, every reason as a list, what helps.

    ``zone`` is the workspace's (instants are shown in it); with ``definition`` and ``team`` steps,
    fields and roles are shown with their titles; values of private fields are masked unless
    ``private``. Total: a code or data that this program does not know is still shown. No line end
    at the end.
    """
    names = Names(zone, definition, team, private)
    lines = [sentence(refusal, names)]
    if refusal.reasons:
        if refusal.code in LACKING:
            n = len(refusal.reasons)
            more = ngettext("One thing is missing:", "%(n)s things are missing:", n) % {"n": n}
            lines[0] = names.followed(lines[0], more)
        _list(refusal.reasons, names, 1, lines)
    lines += [helping(help) for help in _helps(refusal, names)]
    return "\n".join(lines)


def line(
    refusal: Refusal,
    zone: str = "UTC",
    definition: Definition | None = None,
    team: Team | None = None,
    private: bool = False,
) -> str:
    """The refusal and its reasons in one line without help: for a rejects file or a long list."""
    names = Names(zone, definition, team, private)
    text = sentence(refusal, names)
    if refusal.reasons:
        text = names.followed(text, _("; ").join(sentence(reason, names) for reason in refusal.reasons))
    return text


def helping(help: str) -> str:
    """What helps, as a line of its own: a command to try, or a hint."""
    if help.startswith("sop "):
        return _("Try: %(help)s") % {"help": help}
    return _("Hint: %(help)s") % {"help": help}


def text_of(code: str) -> Text | None:
    """The text of a code: from here, or, for files and their rows, from where those are read."""
    found = TEXTS.get(code)
    if found is None:
        from engine.intake.problems import HELP, PROBLEMS
        from engine.rules.values.problems import PROBLEMS as VALUES

        text = PROBLEMS.get(code) or VALUES.get(code)
        if text is not None:
            found = Text((text,), (HELP[code],) if code in HELP else ())
    return found


def _list(reasons: tuple[Refusal, ...], names: Names, depth: int, lines: list[str]) -> None:
    for reason in reasons:
        lines.append("  " * depth + "- " + sentence(reason, names))
        _list(reason.reasons, names, depth + 1, lines)


def sentence(refusal: Refusal, names: Names) -> str:
    """What the refusal itself says, inert, without its reasons and its help."""
    data = shown(refusal.data, names)
    entry = text_of(refusal.code)
    text = _fill(entry.text, data) if entry else None
    if text is None:
        known = _(", ").join(f"{key}: {value}" for key, value in sorted(data.items()))
        return (_("Refused: %(code)s. %(data)s") % {"code": terminal(refusal.code), "data": known}).rstrip()
    if "suggestions" in data:
        if text.endswith(SENTENCE_ENDS):
            meant = _("Did you mean: %(suggestions)s?") % {"suggestions": data["suggestions"]}
            return names.followed(text, meant)
        return meaning(text, data["suggestions"])
    return text


def _fill(variants: tuple[str, ...], data: dict[str, str]) -> str | None:
    for variant in variants:
        if all(name in data for name in _PLACEHOLDER.findall(variant)):
            return _(variant) % data
    return None


def _helps(refusal: Refusal, names: Names) -> list[str]:
    """The refusal's own command; else what is composed of its reasons, or its text's hint and theirs."""
    if refusal.help and refusal.help[0].startswith("sop "):
        return list(map(terminal, refusal.help))
    if refusal.help:
        return [typed(refusal.help if refusal.help[0] == "sop" else ("sop", *refusal.help))]
    if refusal.code == "cannot-close" and (words := closing(refusal, names)):
        return [typed(words)]
    entry = text_of(refusal.code)
    hint = _fill(entry.help, shown(refusal.data, names)) if entry else None
    found = [hint] if hint else []
    for reason in refusal.reasons:
        found += [help for help in _helps(reason, names) if help not in found]
    if refusal.data.get("gave") and (words := closing(refusal, names, shown=True)):
        found.append(typed(words))  # after what is to be shown: nothing of what was given is kept
    return found
