"""Every command has somebody who decides it."""

from __future__ import annotations

import pytest

from engine.kernel.decide import DECIDERS, decider
from engine.model import commands


@pytest.mark.parametrize("kind", sorted(DECIDERS))
def test_each_kind_is_decided_by_a_function_of_its_name(kind: str) -> None:
    assert decider(kind).__name__ == f"decide_{kind}"


def test_there_is_one_for_every_command_and_no_other() -> None:
    daily = [one for one in vars(commands).values() if "kind" in getattr(one, "_field_defaults", ())]
    others = [getattr(commands, name) for name in commands.ELSEWHERE]
    kinds = [one._field_defaults["kind"] for one in (*daily, *others)]
    assert sorted(kinds) == sorted(DECIDERS)
