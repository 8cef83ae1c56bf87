"""What commands are made of: click's classes, with texts translated when they are shown.

A command is declared with ``@command("advance")``; its one line comes from ``cli.commands``. Its
function gets the ``Console`` first, then its parameters. ``--db``, ``--as`` and ``--lang`` may stand
before the command or among its options.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from cli.commands import COMMANDS
from cli.console import Console
from engine.words import LANGUAGES, N_, _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Function = Callable[..., Any]

DECLARED: dict[str, click.Command] = {}
"""The commands whose modules have been imported, by name."""


class Call(click.Context):
    """One call of a command; its help is a ``Page``."""

    def make_formatter(self) -> click.HelpFormatter:
        from cli.page import Page

        return Page()


class Option(click.Option):
    """An option whose help and metavar are msgids."""

    def __init__(self, declarations: Sequence[str], help: str | None = None, **attributes: Any) -> None:
        super().__init__(declarations, **attributes)
        # Not through click, which has ``inspect`` take out the indentation that a msgid does not have.
        self.help = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        english = self.help
        self.help = _(english) if english else None
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = english

    def make_metavar(self, ctx: click.Context) -> str:
        return _(self.metavar) if self.metavar else super().make_metavar(ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        return _completions(self, ctx, incomplete) or super().shell_complete(ctx, incomplete)


class Argument(click.Argument):
    """An argument with a help of its own; help and metavar are msgids."""

    def __init__(self, declarations: list[str], note: str = "", **attributes: Any) -> None:
        super().__init__(declarations, **attributes)
        self.note = note

    def make_metavar(self, ctx: click.Context) -> str:
        shown = _(self.metavar) if self.metavar else self.human_readable_name
        shown = shown if self.required else f"[{shown}]"
        return shown + "..." if self.nargs != 1 else shown

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        return _completions(self, ctx, incomplete) or super().shell_complete(ctx, incomplete)


class Command(click.Command):
    """A command; ``help`` and ``epilog`` are msgids."""

    context_class = Call
    _asks_help: Option | None = None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        # Not click's own, whose help is looked for in the catalogue before anybody asked for help.
        if self._asks_help is None:
            self._asks_help = Option(
                ["--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help,
                help=N_("Show this message and exit."),
            )  # fmt: skip
        return self._asks_help

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        return [_(N_("[OPTIONS]")), *pieces[1:]]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        entry = COMMANDS.get(self.name or "")
        texts = [entry.line if entry else "", self.help or ""]
        for text in filter(None, texts):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_(text))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        arguments = [p for p in self.params if isinstance(p, Argument) and p.note]
        if arguments:
            with formatter.section(_("Positional arguments")):
                formatter.write_dl([(p.make_metavar(ctx), _(p.note)) for p in arguments])
        super().format_options(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        text = _(self.epilog) if self.epilog else ""
        everywhere = _(N_("Everywhere: --db FILE, --as PERSON, --lang zh|en (see sop --help)."))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(f"{text}\n\n{everywhere}" if text else everywhere)


def command(name: str, help: str = "", epilog: str = "") -> Callable[[Function], Command]:
    """Declare a command. ``help`` adds to its one line; ``epilog`` shows examples (indented lines)."""

    def declare(function: Function) -> Command:
        def call(**values: Any) -> Any:
            return function(click.get_current_context().find_object(Console), **values)

        declared = list(reversed(getattr(function, "__click_params__", [])))
        parameters = [*declared, *everywhere(hidden=True)]
        made = Command(name, callback=call, params=parameters, help=help, epilog=epilog)
        DECLARED[name] = made
        return made

    return declare


def option(*names: str, **attributes: Any) -> Callable[[Function], Function]:
    """Declare an option of the command below; ``help`` and ``metavar`` are msgids."""
    return click.option(*names, cls=Option, **attributes)


def argument(name: str, note: str = "", **attributes: Any) -> Callable[[Function], Function]:
    """Declare an argument of the command below; ``note`` and ``metavar`` are msgids."""
    return click.argument(name, cls=Argument, note=note, **attributes)


def everywhere(hidden: bool) -> list[click.Parameter]:
    """The options that every command takes, before or after its name."""
    return [
        Option(
            ["--db"], hidden=hidden, expose_value=False, callback=_keep_db,
            metavar=N_("FILE"), help=N_("The database; else SOP_DB, else sop.db here or further up."),
        ),
        Option(
            ["--as", "acting_as"], hidden=hidden, expose_value=False, callback=_keep_person,
            metavar=N_("PERSON"), help=N_("Act as this person; else SOP_USER, else your login's."),
        ),
        Option(
            ["--lang"], hidden=hidden, expose_value=False, callback=_keep_lang, is_eager=True,
            type=click.Choice(LANGUAGES), help=N_("Language; else SOP_LANG, the person's, the system's."),
        ),
    ]  # fmt: skip


def _show_help(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def _completions(parameter: click.Parameter, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    from cli.completion import complete

    return complete(ctx, parameter, incomplete)


def _console(ctx: click.Context) -> Console:
    return ctx.find_root().ensure_object(Console)


def _keep_db(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        _console(ctx).db = value


def _keep_person(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        _console(ctx).person = value


def _keep_lang(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        _console(ctx).speak(value)
