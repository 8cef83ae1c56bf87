"""``sop``: the entry of the command line, and how every call of it ends.

Exit codes: 0 done, 1 refused (or something outside the program failed), 2 not understood, 3 a crash.
Ctrl-C and a closed pipe end quietly with 130 and 141, as a shell counts them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from cli.commands import COMMANDS
from cli.console import Console
from cli.frame import DECLARED, Command, Option, everywhere
from cli.output import inert, paint, prepare_streams, warn
from engine.words import N_, _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

DONE, REFUSED, CRASHED = 0, 1, 3
INTERRUPTED, PIPE_CLOSED = 130, 141
LONGEST_MESSAGE, QUOTED = 1000, 300
"""Longer messages repeat what was typed; they are cut in the middle, this much of each side stays."""
COMPLETE = "_SOP_COMPLETE"
"""The variable by which a shell asks for completions."""

EVERYTHING = N_("One command: sop COMMAND --help. To see everything once: sop demo.")


class Program(Command, click.Group):
    """The group of all commands; a command's module is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        import_module(f"cli.{entry.module}")
        return DECLARED[cmd_name]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(_unknown(args[0]))
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from cli.completion import commands

        return click.Command.shell_complete(self, ctx, incomplete) + commands(incomplete)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_("[OPTIONS]"), _("COMMAND [ARGS]...")]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for section in dict.fromkeys(entry.section for entry in COMMANDS.values()):
            with formatter.section(_(section)):
                formatter.write_dl(
                    [(name, _(entry.line)) for name, entry in COMMANDS.items() if entry.section == section]
                )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(EVERYTHING))

    def main(self, args: Sequence[str] | None = None, *_ignored: Any, **_settings: Any) -> NoReturn:
        """Run one call and leave with its exit code."""
        sys.exit(run(list(sys.argv[1:] if args is None else args)))


def _unknown(name: str) -> str:
    from engine.rules.near import near

    text = _("No such command {name!r}.").format(name=name)
    meant = near(name, COMMANDS, 1)
    return text + (" " + _("Did you mean: %(suggestions)s?") % {"suggestions": meant[0]} if meant else "")


def _print_version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("sopwright")
        except PackageNotFoundError:
            number = _("(not installed)")
        click.echo(f"sopwright {number}")
        ctx.exit()


sop = Program(
    "sop",
    help=N_("SOPs written in YAML become state machines that people advance."),
    params=[
        *everywhere(hidden=False),
        Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
            help=N_("Show the version and exit."),
        ),
    ],
    no_args_is_help=True,
)  # fmt: skip


def run(arguments: list[str]) -> int:
    """One call of ``sop``; its exit code. Nothing that a user can cause raises."""
    prepare_streams()
    console = Console()
    try:
        code = _call(console, arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return PIPE_CLOSED
    except Exception as error:
        code = _ended_by(error, console)
        try:
            sys.stdout.flush()
        except OSError:  # told already; what is left would be tried again, and complained of, on leaving
            _discard_output()
        return code
    finally:
        console.close()


def main() -> NoReturn:
    """The entry point of the installed ``sop``."""
    code = run(sys.argv[1:])
    try:
        sys.stderr.flush()
    finally:
        # Everything is written and closed. Taking the interpreter apart, object by object, would take a tenth
        # of the whole call.
        os._exit(code)


def _call(console: Console, arguments: list[str]) -> int:
    if instruction := os.environ.get(COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(sop, {"obj": console}, "sop", COMPLETE, instruction)
    try:
        with sop.make_context("sop", arguments, obj=console) as ctx:
            _must_be_text(arguments)
            try:
                code = sop.invoke(ctx)
            finally:
                console.command = ctx.invoked_subcommand
            return code if isinstance(code, int) else DONE
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        text = error.format_message()
        if len(text) > LONGEST_MESSAGE:
            short = f"{text[:QUOTED]} … {text[-QUOTED:]}"
            click.UsageError(short, getattr(error, "ctx", None)).show()
        else:
            error.show()
        return error.exit_code


def _must_be_text(arguments: Sequence[str]) -> None:
    """Bytes that are no text of the system's encoding (a list in GBK, pasted) can name a file and nothing
    else. Raises a usage error."""
    for word in arguments:
        try:
            word.encode("utf-8")
        except UnicodeEncodeError:
            if not os.path.exists(word):
                text = _("%(word)s is no text in the encoding of this terminal (%(encoding)s).")
                shown = {"word": inert(word), "encoding": sys.getfilesystemencoding()}
                raise click.UsageError(text % shown) from None


def _ended_by(error: Exception, console: Console) -> int:
    """Say what ended the call: a refusal, an outage, or a fault of the program."""
    refused = getattr(sys.modules.get("engine.app"), "Refused", ())
    if isinstance(error, refused):
        from cli.refused import definition_behind, print_refusal

        app = console.opened
        if app is None:
            print_refusal(error.refusal)
        else:
            from cli.attempted import keep

            keep(app, error, console.command)
            print_refusal(error.refusal, app.zone, definition_behind(error, app), app.team)
            from cli.unpublished import tell_refused

            tell_refused(app, error.refusal.code)
        return REFUSED
    from cli.failure import crash, outage

    if os.environ.get("SOP_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    text = outage(error)
    warn(paint(text or crash(error), "red", sys.stderr))
    return REFUSED if text else CRASHED


def _discard_output() -> None:
    """Let what is left in stdout go nowhere, so that leaving does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
