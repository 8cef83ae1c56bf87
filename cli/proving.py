"""What lint and publish say where conditions could not be proved, because no solver is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.output import warn
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.publishing import Checked

UNPROVED = N_(
    "note: whether cases are shadowed or leave a gap was not proved, because z3-solver is not installed; "
    "it comes with: pip install 'sopwright[proofs]'"
)


def tell_unproved(checked: list[Checked]) -> None:
    """Say so once, on stderr, where there was anything to prove; whether a document may be published does not
    depend on it."""
    from engine.language.proofs import asks, available

    sops = [each.value for each in checked if each.kind == "sop" and each.value is not None]
    if not available() and any(asks(sop) for sop in sops):
        warn(_(UNPROVED))
