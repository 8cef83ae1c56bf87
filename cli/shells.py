"""``completion``: what makes a shell complete ``sop``, and where to put it."""

from __future__ import annotations

import os
import sys

import click

from cli.console import Console
from cli.frame import argument, command
from cli.output import inert, on_terminal, say, warn
from engine.words import N_, _

SHELLS = ("bash", "zsh", "fish")
STARTS = {
    "bash": ('eval "$(sop completion bash)"', "~/.bashrc"),
    "zsh": ('eval "$(sop completion zsh)"', "~/.zshrc"),
    "fish": ("sop completion fish | source", "~/.config/fish/config.fish"),
}
"""The line for each shell, and the file that it goes into."""


@command(
    "completion",
    help=N_(
        "Then Tab completes commands, SOPs, tasks, steps, outcomes, people, values and more, from the "
        "workspace that you are in. Without a SHELL it says which line goes into which file."
    ),
    epilog=N_('Examples:\n  sop completion\n  eval "$(sop completion bash)"'),
)
@argument("shell", metavar=N_("SHELL"), required=False, type=click.Choice(SHELLS))
def completion(console: Console, shell: str | None) -> int:
    """Print a shell's completion script, or how to install it."""
    if shell is None:
        _say_how()
        return 0
    from click.shell_completion import get_completion_class

    from cli.main import COMPLETE, sop

    made = get_completion_class(shell)
    assert made is not None
    try:
        text = made(sop, {}, "sop", COMPLETE).source()
    except RuntimeError as error:  # a bash that is too old
        warn(inert(error))
        return 1
    say(text.rstrip("\n"))
    if on_terminal(sys.stdout):
        line, file = STARTS[shell]
        warn(_("To install it, put this line into %(file)s: %(line)s") % {"file": file, "line": line})
    return 0


def _say_how() -> None:
    """The line for the shell that is used here first, then for the others."""
    own = os.path.basename(os.environ.get("SHELL", ""))
    for shell in sorted(SHELLS, key=lambda each: each != own):
        line, file = STARTS[shell]
        say(f"{shell}: {line}")
        say("  " + _("into %(file)s, then open a new terminal") % {"file": file})
