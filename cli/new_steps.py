"""An SOP of steps that follow each other, and its story, from nothing but what somebody typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cli.starters import named, quoted
from engine.words import _, current_language

RESERVED = frozenset({"start", "end", "due", "limit", "done", "now", "task", "starter", "assignee"})


def keys(titles: Sequence[str]) -> list[str]:
    """What commands call steps: their titles where those can be names and differ, else ``step_1`` on."""
    found = [named(title, "") for title in titles]
    fit = [key == title and key.casefold() not in RESERVED for key, title in zip(found, titles, strict=True)]
    if all(fit) and len(set(found)) == len(found):
        return found
    return [f"step_{number}" for number in range(1, len(titles) + 1)]


def plain(titles: Sequence[str], words: Mapping[str, str], names: Sequence[str] = ()) -> tuple[str, str]:
    """The text of the SOP and of its story. ``words`` are NAME, TITLE, HELP, CALENDAR, ROLE and DUE ("" for
    no deadline); ``names`` are what commands call the steps, where ``keys`` is not to find them."""
    steps = list(names) or keys(titles)
    told = {key: quoted(value) for key, value in words.items()}
    lines = [f"sop: {told['NAME']}", f"title: {told['TITLE']}", f"help: {told['HELP']}"]
    if current_language() == "en":
        lines.append("lang: en")
    if words["DUE"]:
        lines.append(f"calendar: {told['CALENDAR']}")
    lines += [f"role: {told['ROLE']}", "steps:"]
    for key, title in zip(steps, titles, strict=True):
        lines.append(f"  {quoted(key)}:")
        if key != title:
            lines.append(f"    title: {quoted(title)}")
        if words["DUE"]:
            lines.append(f"    due: {told['DUE']}")
        if key == title and not words["DUE"]:
            lines[-1] += " {}"
    return "\n".join(lines) + "\n", _story(steps, told)


def _story(steps: Sequence[str], told: Mapping[str, str]) -> str:
    who = quoted(_("wang"))
    lines = [
        f"story: {told['NAME']}",
        "given:",
        f"  people: {{{who}: {told['ROLE']}}}",
        "stories:",
        f"  {quoted(_('From the first step to the last'))}:",
        f"    - {{at: 2026-11-20 09:30, by: {who}, start: {{}}, then: {{open: {quoted(steps[0])}}}}}",
    ]
    for step, following in zip(steps, [*steps[1:], ""], strict=True):
        then = f"open: {quoted(following)}" if following else "end: end"
        lines.append(f"    - {{advance: {quoted(step)}, then: {{{then}}}}}")
    return "\n".join(lines) + "\n"
