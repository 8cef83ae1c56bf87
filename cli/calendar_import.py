"""``calendar import``: days off and make-up workdays from a file into a calendar file."""

from __future__ import annotations

import difflib
import json
import os
from typing import TYPE_CHECKING, Any

import click

from cli import documents
from cli.calendar_files import around, files, published, read_named
from cli.files import write_over
from cli.output import inert, paint, say, say_object, warn
from cli.refused import refuse
from engine.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.console import Console
    from engine.app import App
    from engine.intake.holidays import Bad, Day
    from engine.language.nodes import Node

FEWEST = 5
"""Days off of one year that a file has to give to be taken for all of that year's."""


def take_over(console: Console, path: str, into: str | None, dry_run: bool, as_json: bool) -> int:
    """Read the file, write what is new into the calendar file (or show it), and say what comes next."""
    from engine.intake.holidays import LARGEST, UnreadableError, read_holidays
    from engine.language.calendar_writing import CannotWriteError, stretches, with_days
    from engine.language.layout import comments
    from engine.language.source import read

    app = around(console)
    into = os.path.normpath(into or _only_file())
    with open(path, "rb") as file:
        data = file.read(LARGEST + 1)
    try:
        if len(data) > LARGEST:
            raise UnreadableError(_("it is too large for a list of holidays"))
        days, bad = read_holidays(path, data)
    except UnreadableError as error:
        refuse("days-unreadable", path=documents.shown_path(path), problem=inert(error))
    compiled, source = _calendar(app, into)
    node, _found = read(source.encode(), into)
    assert node is not None
    new, old, clashing = _new(node, days)
    bad = sorted([*bad, *clashing])
    if bad:
        _tell_bad(path, bad)
        refuse("days-bad-rows", path=documents.shown_path(path), n=len(bad))
    years, thin = _years(compiled, node, days)
    off, on = (stretches((day.day, day.name) for day in new if day.kind == kind) for kind in ("off", "on"))
    try:
        text = with_days(node, off, on, years)
    except CannotWriteError:
        refuse("days-no-place", path=documents.shown_path(into))
    _must_be_right(app, into, text, comments(source))
    if not dry_run and text != source:
        write_over(into, [text])
    if as_json:
        say_object(
            {
                "file": into,
                "written": not dry_run and text != source,
                "off": [day.day for day in new if day.kind == "off"],
                "on": [day.day for day in new if day.kind == "on"],
                "known_already": [day.day for day in old],
                "years": years,
            }
        )
        return 0
    if dry_run:
        _show_diff(into, source, text)
    _tell(into, new, old, years, thin, dry_run)
    return 0


def _only_file() -> str:
    """The one calendar file below here that is made from no other. Raises Refused ``into-which``."""
    found = [path for path in files(".") if "\nfrom:" not in f"\n{_read(path)}"]
    if len(found) != 1:
        if found:
            refuse("into-which", files=[documents.shown_path(path) for path in found])
        refuse("into-which")
    return found[0]


def _read(path: str) -> str:
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        return file.read()


def _calendar(app: App | None, path: str) -> tuple[dict[str, Any], str]:
    """The compiled calendar of a file and its text; ends the command where it has mistakes."""
    (checked,) = read_named(app, [path])
    if checked.value is None:
        documents.report([checked], to_stderr=True)
        raise click.exceptions.Exit(1)
    return checked.value, checked.source


def _new(node: Node, days: Iterable[Day]) -> tuple[list[Day], list[Day], list[Bad]]:
    """The days that the file does not say yet, those that it says so already, and those of which it says the
    reverse."""
    from engine.intake.holidays import Bad
    from engine.language.calendar_remarks import given

    said = {kind: given(node, kind) for kind in ("off", "on")}
    new: list[Day] = []
    old: list[Day] = []
    clashing: list[Bad] = []
    for day in days:
        other = "on" if day.kind == "off" else "off"
        if day.day in said[other]:
            data = {"date": day.day, "first": said[other][day.day].line}
            clashing.append(Bad(day.line, "said", data))
        else:
            (old if day.day in said[day.kind] else new).append(day)
    return new, old, clashing


def _years(compiled: dict[str, Any], node: Node, days: Iterable[Day]) -> tuple[list[int], list[int]]:
    """The years that are known with these days and were not before; and those of which there are too few."""
    first, last = compiled["first_year"], compiled["last_year"]
    counts: dict[int, int] = {}
    for day in days:
        year = int(day.day[:4])
        if first is None or not first <= year <= last:
            counts[year] = counts.get(year, 0) + (day.kind == "off")
    years = sorted(year for year, count in counts.items() if count >= FEWEST)
    return years, sorted(set(counts) - set(years))


def _must_be_right(app: App | None, path: str, text: str, comments_before: list[str]) -> None:
    """Hold the new text against the reader before anything is written: no mistake, no comment lost."""
    from engine.language.layout import comments
    from engine.publishing import check_documents

    path = os.path.normpath(path)
    rest = documents.read(map(os.path.normpath, files(os.path.dirname(path) or ".")))
    calendars = {name: json.loads(row.compiled) for name, row in published(app).items()}
    checked = check_documents({**rest, path: text.encode()}, None, calendars)
    (mine,) = (one for one in checked if one.file == path)
    if mine.value is None:
        documents.report([mine], to_stderr=True)
        raise click.exceptions.Exit(1)
    lost = set(comments_before) - set(comments(text))
    assert not lost, "a comment would be lost"


def _tell_bad(path: str, bad: list[Bad]) -> None:
    from engine.intake.holidays import PROBLEMS

    for one in bad:
        data = {key: inert(value) for key, value in one.data.items()}
        warn(f"{documents.shown_path(path)}:{one.line}: {_(PROBLEMS[one.code]) % data}")


def _show_diff(path: str, before: str, after: str) -> None:
    colours = {"+": "green", "-": "red"}
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), path, path, n=2, lineterm="")
    for line in lines:
        colour = colours.get(line[:1], "")
        say(paint(inert(line), colour) if colour else inert(line))


def _tell(
    path: str, new: list[Day], old: list[Day], years: list[int], thin: list[int], dry_run: bool
) -> None:
    shown = documents.shown_path(path)
    off = sum(day.kind == "off" for day in new)
    counts = [
        ngettext("%(n)s day off", "%(n)s days off", off) % {"n": off},
        ngettext("%(n)s make-up workday", "%(n)s make-up workdays", len(new) - off) % {"n": len(new) - off},
    ]
    if not new and not years:
        say(_("%(path)s says all of this already.") % {"path": shown})
        return
    told = (
        _("%(counts)s for %(path)s; nothing was written.")
        if dry_run
        else _("%(counts)s written into %(path)s.")
    )
    say(told % {"counts": _(", ").join(counts), "path": shown})
    if old:
        text = ngettext("%(n)s day stood there already.", "%(n)s days stood there already.", len(old))
        say(text % {"n": len(old)})
    if years:
        say(_("Complete from now on: %(years)s.") % {"years": _(", ").join(map(str, years))})
    for year in thin:
        say(
            _(
                "Too few days off to be all of %(year)s: it stays a year without data. "
                "If they are all, add years: %(year)s."
            )
            % {"year": year}
        )
    if not dry_run:
        say(_("Next: sop calendar check %(path)s, then sop publish %(path)s") % {"path": shown})
