"""Lists narrowed to what somebody may see, on both databases: by shop, and without hidden SOPs."""

from __future__ import annotations

import os

import pytest

from engine.audit.overdue import audit
from engine.audit.running import Whose, running
from engine.delivery.looking import listed
from engine.model.actor import EVERYTHING, Actor, Sight
from engine.model.commands import Advance, Start
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.seeing import restricted
from engine.service import Accepted, Service
from engine.store import Store
from engine.store.seen import seen_of

NOW = 1_790_000_000_000
HOUR = 3_600_000
ZONE = "Asia/Shanghai"
CLERK = Actor("ann", frozenset(["clerk"]), "ann")
SOP = """sop: {sop}
role: clerk{see}
steps: {{pack: {{due: 1h}}, send: {{due: 2h}}}}
rules: {{tell: {{after: start, notify: clerk, text: new}}}}
"""


@pytest.fixture
def shops(store: Store) -> Store:
    """Tasks 1 to 8: of each of two SOPs two in shop A, then two in B; the second of each pair has gone on."""
    texts = {"open": "", "secret": "\nmay: {see: [boss]}"}
    files = {f"{sop}.yaml": SOP.format(sop=sop, see=see).encode() for sop, see in texts.items()}
    publish(store, check_documents(files), NOW, "ann")
    for sop in texts:
        for shop in ("A", "B"):
            for step in (1, 2):
                service = Service(store, Registry(store, ZONE), lambda: NOW, ZONE, shop)
                started = service.run(Start(os.urandom(16), sop, {}, NOW, shop), CLERK)
                assert isinstance(started, Accepted)
                if step == 2:
                    closing = Advance(os.urandom(16), started.task.id, 1, "done")
                    assert isinstance(service.run(closing, CLERK), Accepted)
    return store


SIGHTS = [
    (EVERYTHING, {1, 2, 3, 4, 5, 6, 7, 8}),
    (Sight("li", shops=frozenset("A")), {1, 2, 5, 6}),
    (Sight("li", hidden=frozenset(["secret"])), {1, 2, 3, 4}),
    (Sight("li", shops=frozenset("B"), hidden=frozenset(["secret"])), {3, 4}),
    (Sight("li", shops=frozenset(["C"])), set()),
    (Sight("li", hidden=frozenset(["open", "secret"])), set()),
    (Sight("li", hidden=frozenset(["was never published"])), {1, 2, 3, 4, 5, 6, 7, 8}),
    (Sight("li", shops=frozenset(["x'; DROP TABLE task; --", "A"])), {1, 2, 5, 6}),
]


@pytest.mark.parametrize(("sight", "wanted"), SIGHTS, ids=[f"{n}" for n in range(len(SIGHTS))])
def test_every_list_shows_the_same(shops: Store, sight: Sight, wanted: set[int]) -> None:
    registry = Registry(shops, ZONE)
    for state in ("open", "all"):
        assert {row.task for row in shops.tasks(None, state, None, 50, 0, sight)} == wanted, state
    assert {row.task for row in shops.tasks("open", "all", None, 50, 0, sight)} == wanted & {1, 2, 3, 4}
    assert {row.task for row in shops.tasks(None, "open", "send", 50, 0, sight)} == wanted & {2, 4, 6, 8}
    assert shops.tasks(None, "ended", None, 50, 0, sight) == []
    assert seen_of(shops, range(1, 9), sight) == wanted
    found, _more = running(shops, Whose(sight=sight), registry.definition)
    assert {one.task for one in found} == wanted
    assert {row.notice.task for row in listed(shops, None, None, 50, 0, sight)} == wanted
    late = audit(shops, NOW, NOW + 24 * HOUR, NOW + 12 * HOUR, sight=sight)
    assert {row.task for row in late.rows} == wanted
    assert late.total.overdue == len(wanted)
    known = audit(shops, NOW, NOW + 24 * HOUR, NOW + 12 * HOUR, NOW + 12 * HOUR, sight=sight, role="clerk")
    assert {row.task for row in known.rows} == wanted


def test_pages_are_whole_however_much_is_left_out(shops: Store) -> None:
    sight = Sight("li", shops=frozenset("A"))
    pages = [[row.task for row in shops.tasks(None, "all", None, 2, offset, sight)] for offset in (0, 2, 4)]
    assert pages == [[6, 5], [2, 1], []]
    opened = [[row.task for row in shops.tasks(None, "open", None, 3, offset, sight)] for offset in (0, 3)]
    assert opened == [[6, 5, 2], [1]]


def test_who_sees_an_sop_is_kept_with_its_newest_version(shops: Store) -> None:
    assert restricted(shops.settings()) == {"secret": frozenset({"clerk", "boss"})}
    wider = SOP.format(sop="secret", see="").encode()
    publish(shops, check_documents({"secret.yaml": wider}), NOW, "ann")
    assert restricted(shops.settings()) == {}
    assert "see" not in shops.settings()
