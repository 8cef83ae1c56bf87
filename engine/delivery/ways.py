"""The ways that notices can go: what the published ``channels`` document says, as delivery needs it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from engine.model.channels import KINDS, Limits
from engine.model.record import Record
from engine.store import Store

DOCUMENT = "channels"
KEEP = 86_400_000
"""What had waited for longer than this (ms) when channels were first published is not sent any more, unless
they say otherwise (``keep``)."""

Quiet = tuple[int, int]
"""From and to, in minutes of the local day; from after to: over midnight."""


class Way(Record):
    """One channel: ``kind`` and ``config`` are for its code. ``personal``: everybody has an address of their
    own, the one under ``handle``. ``quiet``: when nothing is sent (None: never). ``digest``: how long the
    first notice waits for more (ms). ``rates``: how many in how many ms, each."""

    name: str
    kind: str
    config: Mapping[str, Any]
    personal: bool = False
    handle: str = ""
    quiet: Quiet | None = None
    digest: int = 0
    rates: tuple[tuple[int, int], ...] = ()


class Route(Record):
    """Which channels (``to``) a notice goes by: one to a ``role`` or to a ``person`` who holds it, of an
    ``sop``, brought ``about`` by a rule, a rung, a hold or a mention; what is empty fits everything."""

    to: tuple[str, ...]
    role: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    sop: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    def fits(self, roles: Collection[str], person: str, sop: str, about: str) -> bool:
        """Whether a notice goes this way that is for somebody who has these roles in it."""
        return (
            (not self.role or not set(roles).isdisjoint(self.role))
            and (not self.person or person in self.person)
            and (not self.sop or sop in self.sop)
            and (not self.about or about in self.about)
        )


class Ways(Record):
    """All of them. The first route that fits is gone, else the default; where there is neither a route nor a
    default, every channel. ``cutoff``: what was written before it (ms UTC) had waited too long."""

    ways: dict[str, Way]
    routes: tuple[Route, ...] = ()
    default: tuple[str, ...] = ()
    cutoff: int = 0

    def to(self, roles: Collection[str], person: str, sop: str, about: str) -> list[Way]:
        """The channels for a notice to somebody."""
        names: Collection[str] = self.default or (() if self.routes else self.ways)
        for route in self.routes:
            if route.fits(roles, person, sop, about):
                names = route.to
                break
        return [self.ways[name] for name in names if name in self.ways]


def ways_of(store: Store) -> Ways | None:
    """The ways that are published; None where no channels ever were: then nothing is sent."""
    versions = store.history(DOCUMENT, DOCUMENT)
    if not versions:
        return None
    data: dict[str, Any] = json.loads(versions[-1].compiled)
    routes = tuple(
        Route(*(tuple(route.get(key, ())) for key in ("to", "role", "person", "sop", "about")))
        for route in data.get("routes", ())
    )
    ways = {name: way(name, config) for name, config in data["channels"].items()}
    cutoff = versions[0].published - int(data.get("keep", KEEP))
    return Ways(ways, routes, tuple(data.get("default", ())), cutoff)


def way(name: str, config: Mapping[str, Any]) -> Way:
    """One channel of the compiled document."""
    kind = KINDS[config["kind"]]
    quiet = config.get("quiet")
    return Way(
        name,
        config["kind"],
        config,
        kind.personal,
        kind.handle,
        (quiet[0], quiet[1]) if quiet else None,
        int(config.get("digest", 0)),
        rates(kind.limits, int(config.get("per_minute", 0))),
    )


def rates(limits: Limits, wanted: int) -> tuple[tuple[int, int], ...]:
    """How many in how many ms: the receiver's own bounds, and the lower one that somebody wants."""
    minute = min(filter(None, (limits.per_minute, wanted)), default=0)
    bounds = ((limits.per_second, 1000), (minute, 60_000))
    return tuple(bound for bound in bounds if bound[0])
