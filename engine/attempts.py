"""What somebody tried and was not let do before it was a command: on record beside refused commands.

Who looks at a task that is not theirs to see, publishes without being let, acts as somebody else: no command
came of it, and no event. Each is one row of the same table; only what says "you may not" is kept, a slip of
the pen is not (docs/decisions/0036). Writing it down never keeps the answer from being given.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from engine.kernel.record import canonical
from engine.model.refusals import Refusal
from engine.sealing import plain
from engine.store import ConflictError, RefusalRow, Store, StoreError

if TYPE_CHECKING:
    from engine.model.actor import Actor

ONCE = frozenset({"clock-ahead"})
"""Of these only the first in a row is kept: cron asks again every few minutes."""
RECORDED = ONCE | frozenset(
    {
        "may-not",
        "may-not-act-as",
        "may-not-see",
        "other-shop",
        "not-your-role",
        "assigned-to-other",
        "not-by",
        "unknown-login",
        "team-without-you",
        "nobody-may-publish",
    }
)
"""The refusals that say that somebody may not, or that a clock is not believed."""


def put_on_record(
    store: Store, shop: str, refusal: Refusal, kind: str, who: Actor, at: int, task: int | None = None
) -> bool:
    """Write down a refusal that no command led to; whether that was done. ``kind`` is what was tried (the
    name of a command of ``sop``), ``who`` as far as that is known, ``at`` ms UTC, ``task`` which it was
    about."""
    if refusal.code not in RECORDED:
        return False
    body = canonical(plain(refusal))
    row = RefusalRow(shop, task, None, kind, who.person, who.acting, who.login, at, refusal.code, body)
    with suppress(StoreError, ConflictError), store.writing():
        if refusal.code in ONCE and (refusal.code,) in store.rows(store.sql("refusal-latest")):
            return False
        store.refuse([row])
        return True
    return False
