"""Kinds of channels: what must be said of each, what is secret in it, and how much its receiver takes.

The figures are the receivers' own (docs/decisions/0028): more than that is refused by them, and by some of
them everything after it for minutes.
"""

from __future__ import annotations

from engine.model.record import Record


class Limits(Record):
    """How much a receiver takes: messages in a second and in a minute, bytes in one message; 0 where it sets
    no bound. ``ban_ms``: how long it takes nothing more once that was overstepped."""

    per_second: int = 0
    per_minute: int = 0
    bytes: int = 0
    ban_ms: int = 0


class Kind(Record):
    """``required`` and ``optional`` are the keys beside those of every channel (``COMMON``); ``secret`` those
    among them that never stand in a document. ``handle`` is under which of a person's handles the
    channel knows people, "" where it cannot point at anybody; ``personal``: everybody gets their own."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    secret: frozenset[str] = frozenset()
    handle: str = ""
    personal: bool = False
    limits: Limits = Limits()


COMMON = ("kind", "quiet", "per_minute", "digest")
"""The keys of every channel."""

ROBOTS = ("dingtalk", "wecom", "feishu")
"""Group robots: their address alone lets anybody write to the group."""

KINDS: dict[str, Kind] = {
    "dingtalk": Kind(
        ("url",), ("secret", "keyword"), frozenset({"url", "secret"}), "dingtalk",
        limits=Limits(0, 20, 20_000, 600_000),
    ),
    "wecom": Kind(("url",), (), frozenset({"url"}), "wecom", limits=Limits(0, 20, 4_096, 60_000)),
    "feishu": Kind(
        ("url",), ("secret", "keyword"), frozenset({"url", "secret"}), "feishu",
        limits=Limits(5, 100, 20_000, 60_000),
    ),
    "email": Kind(
        ("host", "from"), ("port", "tls", "user", "password", "ca"), frozenset({"password"}), "email", True,
        Limits(bytes=1_000_000),
    ),
    "webhook": Kind(
        ("url",), ("secret", "ca"), frozenset({"url", "secret"}), limits=Limits(bytes=262_144)
    ),
    "file": Kind(("path",)),
    "terminal": Kind(),
    "apprise": Kind(("url",), (), frozenset({"url"}), limits=Limits(bytes=4_000)),
}  # fmt: skip
"""Every kind that there is, by the word in the document."""

HANDLES = ("dingtalk", "wecom", "feishu", "email", "phone")
"""Under which a person can be known; ``phone`` is for the robots that know people by their number."""
