"""``calendar check``: what is wrong with calendar files, and what is remarkable in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli import documents
from cli.calendar_files import around, files, read_named, today
from cli.output import say_json

if TYPE_CHECKING:
    from cli.console import Console
    from engine.app import App
    from engine.publishing import Checked


def check(console: Console, paths: tuple[str, ...], as_json: bool) -> int:
    """Print the diagnostics of calendar files, remarks among them; 1 where there are errors. Without paths:
    all calendar files below here."""
    from engine.publishing import has_errors

    app = around(console)
    checked = [with_remarks(one, app) for one in read_named(app, paths or files("."))]
    if as_json:
        say_json(documents.as_rows(checked))
    else:
        documents.report(checked)
    return 1 if has_errors(checked) else 0


def with_remarks(checked: Checked, app: App | None) -> Checked:
    """A checked calendar file with what is remarkable in it."""
    from engine.language.calendar_remarks import remarks
    from engine.language.source import in_order, read
    from engine.rules.calendars.china import china, names
    from engine.words import current_language

    node, _ = read(checked.source.encode(), checked.file)
    if checked.value is None or node is None:
        return checked
    sources = [name for name, *_ in checked.value.get("source", ())]
    builtin = china() if any(name.startswith("chinesecalendar") for name in sources) else None
    chinese = current_language() == "zh"
    called = {day: name[chinese] for day, name in names().items()} if builtin is not None else {}
    found = remarks(node, checked.value, builtin, called, today(app))
    return checked._replace(diagnostics=in_order([*checked.diagnostics, *found]))
