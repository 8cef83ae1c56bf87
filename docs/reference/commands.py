"""docs/commands.md: every command with its arguments, options and examples, from the commands themselves."""

from __future__ import annotations

from importlib import import_module

import click

from cli.commands import COMMANDS
from cli.frame import DECLARED, Argument
from cli.main import sop
from docs.reference.markdown import block, code, table
from docs.reference.markdown import page as whole

INTRODUCTION = """\
# Commands

`sop --help` and `sop COMMAND --help` say the same in Chinese or English. A task is named by its number
(`T-17`) or by what people call it (an order number); where a task is in several steps, `T-17/pack` says
which.

Results go to stdout and nothing else does; refusals, warnings and progress go to stderr.

| Exit code | Means |
|---|---|
| 0 | done |
| 1 | refused, or something outside the program failed; nothing was changed |
| 2 | not understood: a word or an option that does not exist |
| 3 | a fault of the program |

| Variable | Says |
|---|---|
| `SOP_DB` | the database: a file or postgresql://...; else `sop.db` here or further up |
| `SOP_USER` | who is working; else the person of your login |
| `SOP_LANG` | `zh` or `en`; else the person's, the system's, the workspace's |
| `SOP_NOW` | what time it is, in a workspace made with `sop init --simulated` |
| `SOP_LOGIN` | the login of who types, in such a workspace: trials need several people |
| `SOP_DEBUG` | `1`: show where a fault of the program happened |
| `NO_COLOR` | anything: no colours |
"""
COMPLETION = """\
## Completion in the shell

The shell completes commands, options, SOPs, tasks, steps, outcomes, fields, people and codes after one
line in its start file: `eval "$(_SOP_COMPLETE=bash_source sop)"` in `~/.bashrc`, `eval
"$(_SOP_COMPLETE=zsh_source sop)"` in `~/.zshrc`, or `_SOP_COMPLETE=fish_source sop | source` in
`~/.config/fish/config.fish`. It asks the workspace that a command typed there would use, and only reads;
where there is none, names are simply not completed.
"""


def page() -> str:
    """The whole page."""
    with click.Context(sop, info_name="sop") as ctx:
        everywhere = _options(sop, ctx)
    parts = [INTRODUCTION, "## Everywhere", everywhere]
    for section in dict.fromkeys(entry.section for entry in COMMANDS.values()):
        parts.append(f"## {section}")
        for name, entry in COMMANDS.items():
            if entry.section == section:
                parts += _command(name)
    return whole(*parts, COMPLETION)


def command_of(name: str) -> click.Command:
    """The command of a name."""
    import_module(f"cli.{COMMANDS[name].module}")
    return DECLARED[name]


def _command(name: str) -> list[str]:
    command = command_of(name)
    with command.context_class(command, info_name=name, parent=click.Context(sop, info_name="sop")) as ctx:
        usage = " ".join(["sop", name, *command.collect_usage_pieces(ctx)])
        arguments = [
            (code(each.make_metavar(ctx)), each.note)
            for each in command.params
            if isinstance(each, Argument) and each.note
        ]
        options = _options(command, ctx)
    parts = [f"### sop {name}", COMMANDS[name].line, command.help or "", block(usage, "text")]
    if arguments:
        parts.append(table(("Argument", "Is"), arguments))
    return [*filter(None, parts), options, *_examples(command)]


def _options(command: click.Command, ctx: click.Context) -> str:
    rows = []
    for each in command.params:
        record = each.get_help_record(ctx) if isinstance(each, click.Option) else None
        if record is not None:
            rows.append((code(record[0]), record[1]))
    return table(("Option", "Does"), rows) if rows else ""


def _examples(command: click.Command) -> list[str]:
    lines = examples_of(command)
    return [block("\n".join(lines), "sh")] if lines else []


def examples_of(command: click.Command) -> list[str]:
    """The commands that a command's help shows as examples, each on a line."""
    lines = (line.strip() for line in (command.epilog or "").split("\n") if line.startswith("  sop "))
    return [found for line in lines for found in line.split(", and later: ")]
