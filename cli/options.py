"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from cli.frame import option
from engine.words import N_, _

Function = Callable[..., Any]

CSV = "sopwright.csv"
"""Where a call notes that its list is to be CSV."""


def _json(call: click.Context, parameter: click.Parameter, value: bool) -> bool:
    """Whether the rows of a list are wanted as data, in whichever form. Raises a usage error where both
    are."""
    if value and call.meta.get(CSV):
        raise click.UsageError(_("--json and --csv exclude each other."))
    return value or bool(call.meta.get(CSV))


def _csv(call: click.Context, parameter: click.Parameter, value: bool) -> None:
    call.meta[CSV] = value


json_option = option("--json", "as_json", is_flag=True, help=N_("Print JSON."))


def list_options(function: Function) -> Function:
    """``--json`` and ``--csv`` of a list: ``as_json`` says whether its rows are wanted as data, and
    ``say_json`` writes them in the form that was asked for."""
    for add in (
        option(
            "--csv",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_csv,
            help=N_("Print CSV for a spreadsheet."),
        ),
        option("--json", "as_json", is_flag=True, callback=_json, help=N_("Print JSON.")),
    ):
        function = add(function)
    return function


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
