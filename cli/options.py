"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cli.frame import option
from engine.words import N_

Function = Callable[..., Any]

json_option = option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
all_option = option(
    "--all", "everything", is_flag=True, help=N_("Every item of blocks with many items, and every deadline.")
)


def recording(function: Function) -> Function:
    """``--at``, ``--id`` and ``--json``: what every command that is put on record takes."""
    for add in (
        json_option,
        option(
            "--id",
            "name",
            metavar=N_("NAME"),
            help=N_("A name for this very command: typed again with the same one, it changes nothing."),
        ),
        option(
            "--at",
            "when",
            metavar=N_("TIME"),
            help=N_("When it happened, if not now: 18:00, yesterday 18:00, 2026-11-20 18:00."),
        ),
    ):
        function = add(function)
    return function


def rows(function: Function) -> Function:
    """What every command takes that reads rows from a CSV file."""
    for add in (
        option("--rejects", metavar=N_("FILE"), help=N_("Where refused rows go; else FILE-rejects.csv.")),
        option("--encoding", metavar=N_("NAME"), help=N_("The file's encoding; found out without it.")),
        option("--zone", metavar=N_("ZONE"), help=N_("Zone of the file's times; else the workspace's.")),
        option(
            "--map",
            "mapping",
            metavar=N_("NAME=COLUMN"),
            multiple=True,
            help=N_("Which column holds a field, or at; others are found by their names."),
        ),
    ):
        function = add(function)
    return function
