"""Sending: claim, hand over, mark; one message of each channel in turn, so that none holds up the others.

The handing over happens outside of every transaction. A process that dies in the middle of it leaves its
lease behind; when that has run out, another sends the message again, under the same key: at least once.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable

from engine.delivery.backoff import IN_A_ROW, MOST, pause, rest
from engine.delivery.digests import read
from engine.delivery.planning import Parts, in_transaction
from engine.delivery.quiet import is_quiet
from engine.delivery.ways import Way
from engine.model.record import Record
from engine.notify.channel import Answer, Dead, Delivered, Retry
from engine.store.leases import Claim, Leases
from engine.store.outbox import MessageRow

_numbers = itertools.count(1)

UNREADABLE = "unreadable"
GIVEN_UP = "given-up"
"""Why a message is dead where no channel said so; ``render`` has the words."""


class Sent(Record):
    """What a round of sending did: messages delivered, put off, given up."""

    sent: int = 0
    later: int = 0
    dead: int = 0


def sender_name() -> str:
    """A name that no other sender has at this moment: this machine, this process, a number."""
    node = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"{node}/{os.getpid()}/{next(_numbers)}"


def send(
    parts: Parts,
    clock: Callable[[], int],
    leases: Leases | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> Sent:
    """Send everything that can be sent now. ``clock`` gives now in ms UTC; ``stopping`` is asked before each
    message. Never raises for what a channel does; raises StoreError."""
    leases = leases or Leases(parts.store, sender_name())
    sent = later = dead = 0
    active = list(parts.ways.ways.values())
    while active and not stopping():
        for way in list(active):
            if stopping():
                break
            now = clock()
            if is_quiet(way.quiet, now, parts.zone):
                active.remove(way)
                continue
            claim = _claim(parts, leases, way, now)
            if claim.message is None:
                active.remove(way)
                continue
            answer = _hand_over(parts, way, claim.message)
            now = max(now, clock())
            kind = _mark(parts, leases, claim.message, answer, now)
            sent += kind == "sent"
            later += kind == "later"
            dead += kind == "dead"
    return Sent(sent, later, dead)


def _claim(parts: Parts, leases: Leases, way: Way, now: int) -> Claim:
    return in_transaction(parts.store, lambda: leases.claim(way.name, now, way.rates))


def _mark(parts: Parts, leases: Leases, row: MessageRow, answer: Answer, now: int) -> str:
    return in_transaction(parts.store, lambda: mark(leases, row, answer, now))


def _hand_over(parts: Parts, way: Way, row: MessageRow) -> Answer:
    """Give a message to its channel. A channel's own fault is no reason to lose anything: it is tried
    again."""
    channel = parts.channel_of(way.kind)
    if row.attempts > MOST:  # whoever tried died of it, every time
        return Dead(GIVEN_UP)
    try:
        message = read(row.key, row.address, row.body or "")
    except (ValueError, KeyError, TypeError):
        return Dead(UNREADABLE)
    if channel is None:
        return Retry(None, f"no such kind of channel: {way.kind}", whole=True)
    try:
        return channel.send(message, way.config)
    except Exception as error:
        return Retry(None, f"{type(error).__name__}")


def mark(leases: Leases, row: MessageRow, answer: Answer, now: int) -> str:
    """Write down what became of an attempt, in a transaction: ``sent`` | ``later`` | ``dead``. The channel's
    row is locked before the message's, as when claiming."""
    failures = leases.failures(row.channel) + 1
    if isinstance(answer, Delivered):
        leases.delivered(row, now, answer.detail)
        return "sent"
    if isinstance(answer, Dead):
        leases.dead(row, now, answer.why)
        return "dead"
    asked = answer.after_ms or 0
    left_alone = max(rest(failures), max(rest(IN_A_ROW), asked) if answer.whole else 0)
    leases.rest(row.channel, now + left_alone if left_alone else 0, failures)
    if row.attempts >= MOST:
        leases.dead(row, now, answer.why)
        return "dead"
    leases.later(row, now, now + max(pause(row.attempts, row.key), asked), answer.why)
    return "later"
