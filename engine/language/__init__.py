"""From a document's bytes to a definition, or to everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.language.checks.material import Calendars, Sops
    from engine.language.parts import Fetch
    from engine.model.definition import Definition
    from engine.model.diagnostics import Diagnostic
    from engine.model.team import Team

__all__ = ["Loaded", "load_sop"]


class Loaded(NamedTuple):
    """``definition`` is None when a diagnostic is an error. ``diagnostics`` are in order of place;
    ``source_lines`` are the file's, for showing them."""

    definition: Definition | None
    diagnostics: list[Diagnostic]
    source_lines: list[str]


def load_sop(
    data: bytes,
    file: str,
    team: Team | None = None,
    calendars: Calendars | None = None,
    fetch: Fetch | None = None,
    sops: Sops | None = None,
) -> Loaded:
    """Read, check the shape of, compile and check an SOP; all that is wrong with it at once.

    ``file`` is the name that places carry. A part whose shape is wrong is not compiled, the rest is. With
    a ``team``, roles are looked up in it; with ``calendars``, the SOP's calendar; with
    ``sops``, those that it calls. ``fetch`` gives the parts files that it uses. Never raises for what the
    bytes hold.
    """
    from engine.language.loading import Document
    from engine.language.parts import Shelf

    shelf = Shelf(fetch) if fetch is not None else None
    loaded = Document(data, file, "sop").load(team, calendars, shelf, sops)
    return Loaded(loaded.value, loaded.diagnostics, loaded.lines)
