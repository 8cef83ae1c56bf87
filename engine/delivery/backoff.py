"""When a message is tried again: twice as long after every failure, up to an hour, and a tenth more or
less, so that what failed together does not come back together. The tenth follows from the key: nothing is
left to chance.
"""

from __future__ import annotations

from hashlib import sha256

FIRST, LONGEST = 30_000, 3_600_000
MOST = 12
"""So many attempts in vain, over some six and a half hours, and a message is a dead letter."""
IN_A_ROW = 3
"""So many failures in a row, and a channel is left alone for a while."""


def pause(attempt: int, key: str) -> int:
    """How long after the ``attempt``-th failure (from 1) a message waits, in ms."""
    length = min(LONGEST, FIRST << min(attempt - 1, 30))
    part = int.from_bytes(sha256(f"{key}/{attempt}".encode()).digest()[:4], "big") % 2001 - 1000
    return length + length * part // 10_000


def rest(failures: int) -> int:
    """How long a channel is left alone after so many failures in a row, in ms; 0: not at all."""
    if failures < IN_A_ROW:
        return 0
    return min(LONGEST, FIRST << min(failures - IN_A_ROW, 30))
