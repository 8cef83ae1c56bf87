"""What ``sop new`` asks at a terminal: a name, what it is for, what to begin with, steps, who, until when.

Nothing is written before the last answer, and every answer is tried at once: what is refused is asked again
with what would do.
"""

from __future__ import annotations

import os
import re

from cli.dialogue import QUIT, Dialogue, Left, meaning, number
from cli.new import COMMENTED, DUE, STEPS, TEMPLATES, filled, sound
from cli.new_steps import plain
from cli.output import inert
from engine.words import N_, _

MOST = 40
"""So many steps are asked for; more than that nobody types one by one."""
SPANS = (
    (r"(\d+)\s*分钟?", "min"), (r"(\d+)\s*个?工作小时", " work hours"), (r"(\d+)\s*个?小时", "h"),
    (r"(\d+)\s*个?工作日", " workdays"), (r"(\d+)\s*天", " days"), (r"(\d+)\s*周", " weeks"),
)  # fmt: skip
"""How people say a span in Chinese, and how an SOP writes it."""
NONE = frozenset({"none", "no", "-", "无", "没有", "不限"})
TRIED = "new.sop.yaml"

Made = tuple[str, str, str]
"""The SOP's name, its text, its story."""


def ask(name: str | None, around: dict[str, str], dialogue: Dialogue | None = None) -> Made | None:
    """Ask for everything; None where the person stops. ``around`` is what a starter mentions (``ROLES``: the
    team's roles with their titles behind a tab, one on a line)."""
    at = dialogue or Dialogue()
    try:
        return _Asking(at, around).all(name)
    except Left:
        at.say()
        return None


class _Asking:
    def __init__(self, at: Dialogue, around: dict[str, str]) -> None:
        self._at, self._around = at, around

    def all(self, name: str | None) -> Made:
        self._at.say(_("A few questions; Enter takes what stands in brackets, q stops and writes nothing."))
        name = self._name(name)
        title = self._line(_("Its title"), _title(name))
        help = self._line(_("What is it for, in one sentence"), "")
        template = self._template()
        more = {"TITLE": title, "CALENDAR": self._around["CALENDAR"]}
        if help:
            more["HELP"] = help
        if template == COMMENTED:
            return (name, *self._filled(template, name, more))
        titles = self._steps() if template == STEPS else []
        more["ROLE"] = self._role()
        more["DUE"] = self._due()
        if template != STEPS:
            more["DUE"] = more["DUE"] or DUE
            return (name, *self._filled(template, name, more))
        words = {**self._around, "NAME": name, "HELP": title, **more}
        text, story = plain(titles, words)
        if not sound(TRIED, text, self._around["CALENDAR"]):  # a title that means something as a name
            numbered = [f"step_{n}" for n in range(1, len(titles) + 1)]
            text, story = plain(titles, words, numbered)
        return name, text, story

    def _filled(self, template: str, name: str, more: dict[str, str]) -> tuple[str, str]:
        return filled(template, name, f"sops/{name}.sop.yaml", self._around, **more)

    def _line(self, question: str, usual: str) -> str:
        """One line; the usual one where only Enter was pressed. Raises Left for ``q``."""
        shown = f"{question} [{inert(usual)}]: " if usual else f"{question}: "
        text = self._at.ask(shown)
        if meaning(text, QUIT) is not None:
            raise Left
        return text or usual

    def _name(self, name: str | None) -> str:
        """A name that an SOP can have and that no file has yet."""
        while True:
            found = (
                name
                if name is not None
                else self._line(_("What commands call it, such as photo-request"), "")
            )
            name = None
            around = {**self._around, "NAME": found, "TITLE": "-", "HELP": "-", "DUE": ""}
            if not found or os.path.basename(found) != found or not self._is_name(around):
                self._at.say(_("That cannot be a name: letters, digits, hyphens, or Chinese; no spaces."))
            elif any(os.path.exists(os.path.join(at, f"{found}.sop.yaml")) for at in _folders()):
                self._at.say(_("There is an SOP of that name already."))
            else:
                return found

    def _is_name(self, words: dict[str, str]) -> bool:
        return sound(TRIED, plain(["a"], words)[0], self._around["CALENDAR"])

    def _template(self) -> str:
        self._at.say(_("What to begin with:"))
        names = list(TEMPLATES)
        for n, name in enumerate(names, start=1):
            self._at.say(f"{n}. {_(TEMPLATES[name])}", 2, 3)
        while True:
            text = self._line(_("Number"), "1")
            chosen = number(text, len(names))
            if chosen is not None:
                return names[chosen - 1]
            if text in TEMPLATES:
                return text
            self._at.say(_("A number from 1 to %(n)s.") % {"n": len(names)})

    def _steps(self) -> list[str]:
        self._at.say(_("Its steps in their order, one on a line; an empty line ends them."))
        found: list[str] = []
        while len(found) < MOST:
            text = self._line(_("Step %(n)s") % {"n": len(found) + 1}, "")
            if text in found:
                self._at.say(_("There is a step of that name already."))
            elif text:
                found.append(text)
            elif found:
                break
            else:
                self._at.say(_("One step at least."))
        return found

    def _role(self) -> str:
        """One of the team's roles, by number or name."""
        titles = dict(each.split("\t", 1) for each in self._around["ROLES"].split("\n"))
        roles = list(titles)
        self._at.say(_("Who does it:"))
        for n, role in enumerate(roles, start=1):
            self._at.say(f"{n}. {inert(_titled(role, titles))}", 2, 3)
        while True:
            text = self._line(_("Role"), self._around["ROLE"])
            chosen = number(text, len(roles))
            if chosen is not None:
                return roles[chosen - 1]
            if text in roles:
                return text
            self._at.say(_("No such role; roles stand in team.yaml."))

    def _due(self) -> str:
        """A span that an SOP can have; "" for none."""
        while True:
            text = self._line(_(HOW_LONG), _(A_DAY))
            if text.casefold() in NONE:
                return ""
            span = spoken(text)
            words = {**self._around, "NAME": "a", "TITLE": "-", "HELP": "-", "DUE": span}
            if sound(TRIED, plain(["a"], words)[0], self._around["CALENDAR"]):
                return span
            self._at.say(_("That is no span. Write 30min, 4h, 4 work hours, 2 workdays, 3 days, or none."))


A_DAY = N_("1 workday")
HOW_LONG = N_("How long a step may take (4 work hours, 2 workdays; none)")


def spoken(text: str) -> str:
    """A span as an SOP writes it: ``2个工作日`` as ``2 workdays``; anything else as it stands."""
    for pattern, unit in SPANS:
        found = re.fullmatch(pattern, text.strip())
        if found is not None:
            return f"{found[1]}{unit.removesuffix('s') if found[1] == '1' else unit}"
    return text


def _titled(role: str, titles: dict[str, str]) -> str:
    return role if titles[role] == role else f"{role} ({titles[role]})"


def _title(name: str) -> str:
    from cli.documents import title_of

    return title_of(name)


def _folders() -> tuple[str, str]:
    return "sops", ""
