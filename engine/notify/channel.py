"""What a channel is given, what it answers, and what it must offer.

A channel knows how a message is written for one kind of receiver (a group robot, an e-mail, a file), escapes
every text for it, and hands it over. It knows nothing of tasks, people or the database: when it is tried
again, how often, and what counts as too many in a minute is delivery's (``engine.delivery``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from engine.model.channels import Limits
from engine.model.record import Record


class Item(Record):
    """One notice as people read it: plain lines, not escaped. ``notice`` is its number."""

    notice: int
    lines: tuple[str, ...]


class Section(Record):
    """What is said about one task: a heading, its notices, and what to type (plain text, "" for nothing)."""

    head: str
    items: tuple[Item, ...]
    command: str = ""


class Mention(Record):
    """A person to be pointed at in a group: ``handle`` is how the channel knows them, "" where it does not
    (then the name alone is said)."""

    person: str
    name: str
    handle: str = ""


class Message(Record):
    """What goes out in one piece. ``key`` is 32 hexadecimal digits and stays the same however often the
    message is tried, so that a receiver can tell a repeat. ``to`` is an address (an e-mail's), "" for a
    channel that has one receiver, as a group robot. ``everybody``: all of the group are meant.
    ``lang`` is ``zh`` or ``en``; every text is in it already."""

    key: str
    to: str
    lang: str
    title: str
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...] = ()
    everybody: bool = False


class Delivered(Record):
    """The receiver has it. ``detail`` is what it answered that may be worth keeping; never a secret."""

    detail: str = ""


class Retry(Record):
    """Not now: ``why`` in plain words (never a secret), ``after_ms`` how long the receiver asked to be left
    alone (None: it did not say). ``whole``: nothing will get through this channel for now, whoever it is
    for (too many at once, no connection)."""

    after_ms: int | None
    why: str
    whole: bool = False


class Dead(Record):
    """Never: trying the same again would be refused again (a wrong signature, an address that is none)."""

    why: str


Answer = Delivered | Retry | Dead
Config = Mapping[str, Any]
"""What the published ``channels`` document says of one channel."""


class Channel(Protocol):
    """One kind of channel. ``personal``: each person has an address of their own (``to``); else one message
    goes to the whole group and mentions those concerned. ``rate`` is (how many, in how many ms) the receiver
    takes at most, None for any number; ``limits`` says the same and more."""

    personal: bool
    rate: tuple[int, int] | None
    limits: Limits

    def split(self, message: Message, config: Config) -> list[Message]:
        """The message in pieces of which each fits, numbered ``(1/3)`` in their titles, whole items kept
        together and in order. An item that is too long by itself goes on in the next piece, with the same
        ``notice``; nothing is lost. One piece keeps the message's ``key``; several have keys of their own,
        always the same ones for the same message."""

    def send(self, message: Message, config: Config) -> Answer:
        """Hand one message over and say what became of it. Never raises for anything a receiver does."""
