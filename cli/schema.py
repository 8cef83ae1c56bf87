"""``schema``: the JSON Schema of an SOP's data, for programs that start tasks, and those of the documents."""

from __future__ import annotations

import click

from cli.bulk import current
from cli.console import Console
from cli.frame import argument, command, option
from cli.output import inert, say, say_object
from engine.language.schemas import NAMES
from engine.language.schemas import schema as whole
from engine.locate import find
from engine.words import N_, _


@command(
    "schema",
    help=N_(
        "An SOP's schema is what `sop import FILE.jsonl` holds every row against. Those of the documents are "
        "for editors, which check and complete YAML by them; --path says where they lie."
    ),
    epilog=N_(
        "Examples:\n  sop schema shipping > shipping.schema.json\n  sop schema --document sop --path\n"
        "In a YAML file, for editors:\n  # yaml-language-server: $schema=PATH"
    ),
)
@argument("sop", N_("The SOP whose data is meant."), metavar=N_("SOP"), required=False)
@option("--document", type=click.Choice(NAMES), help=N_("The schema of a kind of document instead."))
@option("--path", "only_path", is_flag=True, help=N_("With --document: only where its schema lies."))
def schema(console: Console, sop: str | None, document: str | None, only_path: bool) -> int:
    """Print a JSON Schema."""
    from engine.rules.values.incoming import data_schema

    if (sop is None) == (document is None):
        raise click.UsageError(_("Name an SOP, or a kind of document with --document."))
    if sop is not None and only_path:
        raise click.UsageError(_("Only the schemas of documents lie in files: --document goes with --path."))
    if sop is not None:
        say_object(data_schema(current(console.app(), sop)))
        return 0
    if only_path:
        say(inert(find("schemas", f"{document}.schema.json")))
    else:
        say_object(whole(document or "").root)
    return 0
