"""Who may go back, and for which reasons, where an SOP says so."""

from __future__ import annotations

import pytest
from mistaken import Mistaken

from engine.model.refusals import Refusal

PARCEL = """
sop: parcel
role: warehouse
owner: director
may: {undo: service, reopen: service}
reasons: {reopen: [漏装, 装错]}
steps: [pack, send]
"""


@pytest.fixture
def parcel() -> Mistaken:
    story = Mistaken(PARCEL)
    story.start()
    story.advance(now="2026-11-16 10:00")
    return story


def test_who_takes_back_what_they_did(parcel: Mistaken) -> None:
    refusal = parcel.undo()
    assert isinstance(refusal, Refusal)
    assert refusal == Refusal(
        "may-not", {"person": "小王", "action": "undo", "sop": "parcel", "roles_needed": ["service"]}
    )


def test_it_is_only_ever_their_own(parcel: Mistaken) -> None:
    refusal = parcel.undo("小李")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "undo-not-yours"


def test_a_reason_to_reopen_is_one_of_the_list(parcel: Mistaken) -> None:
    refusal = parcel.reopen(1, "小李", reason="不知道")
    assert refusal == Refusal("reason-not-listed", {"reason": "不知道", "reasons": ["漏装", "装错"]})
    assert not isinstance(parcel.reopen(1, "小李", reason="漏装"), Refusal)
    assert parcel.where == "pack#2"
