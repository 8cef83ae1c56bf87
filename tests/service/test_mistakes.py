"""Mistakes through the one writer: every history replays, and the figures about rework are what a plain
recount of the events finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mistaken_shop import CLERK, LEAD, Mistaken, recount
from service_shop import NOW

from engine.audit.overrides import overrides
from engine.audit.rework import rework
from engine.model.actor import Sight
from engine.model.commands import Advance, Override, Reopen, Start, Undo
from engine.service import Accepted
from engine.verify import verify

MINUTE = 60_000


@pytest.fixture(scope="module")
def muddled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mistaken]:
    shop = Mistaken(tmp_path_factory.mktemp("muddled"))
    shop.muddle(20261122, 600)
    yield shop
    shop.store.close()


def test_every_history_replays_to_the_stored_rows(muddled: Mistaken) -> None:
    *_, last = verify(muddled.store)
    assert [finding for step in verify(muddled.store) for finding in step.findings] == []
    assert last.events == sum(muddled.done.values())
    assert min(muddled.done[kind] for kind in ("advance", "undo", "reopen", "override")) > 9, muddled.done


@pytest.mark.parametrize(("since", "until"), [(0, 10_000), (100, 300), (250, 400), (0, 60), (650, 700)])
def test_rework_is_what_a_recount_over_the_events_finds(muddled: Mistaken, since: int, until: int) -> None:
    begin, end = NOW + since * MINUTE, NOW + until * MINUTE
    found: dict[str, Any] = {}
    for one in rework(muddled.store, begin, end):
        assert one.sop == "listing"
        causes = Counter({(cause.step, cause.outcome, cause.reason): cause.times for cause in one.causes})
        figures = one._asdict() | {"causes": causes}
        found[one.step] = {name: value for name, value in figures.items() if name not in ("sop", "step")}
    assert found == recount(muddled.store, begin, end)
    assert until - since < 100 or any(
        one["sent_back"] and one["passed"] < one["first"] for one in found.values()
    )


def test_every_override_is_listed_with_what_it_went_against(muddled: Mistaken) -> None:
    found = overrides(muddled.store, NOW, NOW + 10_000 * MINUTE, NOW + 10_000 * MINUTE)
    assert len(found) == muddled.done["override"]
    assert any(one.undone for one in found)
    assert not all(one.undone for one in found)
    assert {each["code"] for one in found for each in one.against} == {
        "not-your-role", "tick-missing", "reason-not-listed",
    }  # fmt: skip
    assert {(one.person, one.reason) for one in found} == {("赵总", "hurry")}
    at = found[3].at
    assert overrides(muddled.store, NOW, at, at) == tuple(
        one._replace(undone=one.undone and was.undone)
        for one, was in zip(found, overrides(muddled.store, NOW, at, at), strict=False)
    )
    assert overrides(muddled.store, NOW, at + 1, at + 1, NOW) == ()
    assert overrides(muddled.store, NOW, at, at, sop="other") == ()
    assert overrides(muddled.store, NOW, at, at, sight=Sight("x", frozenset("x"), frozenset(["south"]))) == ()
    assert rework(muddled.store, NOW, at, sight=Sight("x", frozenset("x"), frozenset(["south"]))) == ()
    assert (
        rework(muddled.store, NOW, at, sight=Sight("x", frozenset("x"), frozenset(), frozenset(["listing"])))
        == ()
    )


def test_in_one_chunk_an_undo_knows_what_the_commands_before_it_did(tmp_path: Path) -> None:
    shop = Mistaken(tmp_path)
    shop.do(Start(b"", "listing", {}), CLERK)
    batch = [Advance(b"", 1, 1, "done", ticks=(1,)), Undo(b"", 1), Undo(b"", 1), Advance(b"", 1, 1, "done")]
    answers = list(shop.service.run_many(batch, CLERK))
    assert [isinstance(one, Accepted) for one in answers] == [True, True, False, True]
    assert not any(step.findings for step in verify(shop.store))
    shop.store.close()


def test_the_same_undo_again_changes_nothing(tmp_path: Path) -> None:
    shop = Mistaken(tmp_path)
    shop.do(Start(b"", "listing", {}), CLERK)
    shop.do(Advance(b"", 1, 1, "done", ticks=(1,)), CLERK)
    once = Undo(b"u" * 16, 1)
    assert not shop.do(once, CLERK).repeated
    assert shop.do(once, CLERK).repeated
    assert isinstance(shop.do(Override(b"o" * 16, 1, 1, "done", "hurry"), LEAD), Accepted)
    assert isinstance(shop.do(Reopen(b"r" * 16, 1, 1, "price"), LEAD), Accepted)
    shop.store.close()
