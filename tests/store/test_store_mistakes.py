"""What is undone, reopened and overridden comes out of both databases as it went in."""

from __future__ import annotations

from collections import Counter

from engine.audit.overrides import overrides
from engine.audit.rework import rework
from engine.store import Store
from engine.verify import verify
from tests.service.mistaken_shop import NOW, Mistaken, recount

END = NOW + 10_000 * 60_000


def test_a_muddle_replays_and_is_counted_alike(store: Store) -> None:
    shop = Mistaken(store)
    assert (rework(store, NOW, END), overrides(store, NOW, END, END)) == ((), ())
    shop.muddle(7, 80)
    assert not [finding for step in verify(store) for finding in step.findings]
    assert min(shop.done[kind] for kind in ("advance", "undo", "override")) > 1, shop.done
    counted = recount(store, NOW, END)
    assert {
        one.step: (one.closed, one.first, one.passed, one.sent_back) for one in rework(store, NOW, END)
    } == {
        step: (one["closed"], one["first"], one["passed"], one["sent_back"]) for step, one in counted.items()
    }
    listed = overrides(store, NOW, END, END)
    assert len(listed) == shop.done["override"]
    assert Counter(one.person for one in listed) == Counter({"赵总": len(listed)})
