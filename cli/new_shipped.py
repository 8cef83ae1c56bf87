"""``sop new --from``: an SOP that ships with sopwright, under a name of one's own, with what it uses: its
stories, its parts, its calendars."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from cli import documents, modeline
from cli.output import inert, say
from cli.refused import refuse
from cli.starters import quoted
from engine.locate import find
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App

ENDING = ".sop.yaml"


def shipped() -> list[str]:
    """The names of the SOPs that ship."""
    folder = find("workflows")
    return sorted(each.name.removesuffix(ENDING) for each in folder.iterdir() if each.name.endswith(ENDING))


def copied(app: App | None, source: str, name: str, file: str) -> int:
    """Write the copy. Raises Refused: ``unknown-sop``, ``bad-sop-name``, ``file-exists``."""
    from cli.new import put, story_of, told

    if source not in shipped():
        refuse("unknown-sop", name=source, sops=shipped())
    text = _renamed(_read(f"{source}{ENDING}"), "sop", source, name)
    _must_be_a_name(name)
    above = os.path.dirname(file)
    top = os.path.dirname(above) if os.path.basename(above) == "sops" else above
    new = {file: _headed(text, "sop", source)}
    story = _story(source, name)
    if story is not None:
        new[story_of(file)] = _headed(story, "story", source)
    kept = []
    for path, content in _used(text, above, top).items():
        if os.path.exists(path):
            kept.append(path)
        else:
            new[path] = content
    for path in new:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    put(new)
    for path in new:
        say(_("Written: %(path)s") % {"path": documents.shown_path(path)})
    for path in kept:
        say(_("Used as it is: %(path)s") % {"path": documents.shown_path(path)})
    calls = sorted({call for call in re.findall(r"^ *call: *(\S+)", text, re.MULTILINE) if call in shipped()})
    if calls:
        say(_("It calls these, which are to be published with it: %(sops)s") % {"sops": told(calls)})
    lacking = _lacking(app, file)
    if lacking:
        say(_("Your team lacks these roles, which go into team.yaml: %(roles)s") % {"roles": told(lacking)})
    say(_("Next: sop test %(path)s, then sop publish") % {"path": documents.shown_path(above or ".")})
    return 0


def _lacking(app: App | None, file: str) -> list[str]:
    """The roles of an SOP in a file that the team of the workspace does not have."""
    if app is None or app.team is None:
        return []
    found = [each for one in documents.check(documents.read([file]), app) for each in one.diagnostics]
    return sorted({str(each.data["role"]) for each in found if each.code == "P801"})


def _must_be_a_name(name: str) -> None:
    from cli.new import sound
    from cli.new_steps import plain

    words = {"NAME": name, "TITLE": "-", "HELP": "-", "ROLE": "a", "DUE": "", "CALENDAR": ""}
    if os.path.basename(name) != name or not sound("new.sop.yaml", plain(["a"], words)[0], ""):
        refuse("bad-sop-name", name=name or None)


def _read(*parts: str) -> str:
    return find("workflows", *parts).read_text("utf-8")


def _renamed(text: str, key: str, old: str, new: str) -> str:
    return re.sub(
        rf"^{key}: {re.escape(old)}$", lambda _match: f"{key}: {quoted(new)}", text, count=1, flags=re.M
    )


def _headed(text: str, kind: str, source: str) -> str:
    """Without the comments that it ships with, which speak of other files: where it is from instead."""
    lines = text.splitlines(keepends=True)
    while lines and lines[0].startswith("#"):
        del lines[0]
    head = "# " + _("From %(sop)s, as it ships with sopwright.") % {"sop": inert(source)} + "\n"
    return modeline.begun(head + "".join(lines), kind)


def _story(source: str, name: str) -> str | None:
    """Its stories, with the people of the shipped team, so that they are the same in any workspace."""
    try:
        text = _read(f"{source}.story.yaml")
    except FileNotFoundError:
        return None
    text = _renamed(text, "story", source, name)
    people = f"  people:\n{_people()}"
    if re.search(r"^given:$", text, re.M) and not re.search(r"^  people:", text, re.M):
        return re.sub(r"^given:\n", lambda _match: f"given:\n{people}", text, count=1, flags=re.M)
    if "\ngiven:" not in text:
        return re.sub(r"^stories:", lambda _match: f"given:\n{people}stories:", text, count=1, flags=re.M)
    return text


def _people() -> str:
    from engine.language.loading import Document

    team = Document(_read("team.yaml").encode(), "team.yaml").load().value
    rows = []
    for person in team.people.values():
        roles = ", ".join(quoted(role) for role in sorted(person.roles))
        rows.append(f"    {quoted(person.name or person.key)}: [{roles}]\n")
    return "".join(rows)


def _used(text: str, above: str, top: str) -> dict[str, str]:
    """The parts and the calendars that an SOP uses, where they go, with what they say."""
    found = {}
    for name in re.findall(r"^use: *(\S+)", text, re.M):
        found[os.path.join(above, name)] = _read(name)
    wanted = re.findall(r"^calendar: *(\S+)", text, re.M)
    while wanted:
        name = wanted.pop()
        calendar = _read("calendars", f"{name}.yaml")
        lines = [line for line in calendar.splitlines(keepends=True) if not modeline.LINE.match(line)]
        found[os.path.join(top, "calendars", f"{name}.yaml")] = modeline.begun("".join(lines), "calendar")
        wanted += re.findall(r"^from: *(\S+)", calendar, re.M)
    return found
