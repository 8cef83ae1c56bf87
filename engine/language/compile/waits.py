"""Waiting: what closes a step by itself, and when it has waited long enough."""

from __future__ import annotations

from collections.abc import Mapping

from engine.language.compile.draft import Draft
from engine.language.compile.expressions import condition
from engine.language.compile.instants import timing
from engine.language.compile.kinds import TIMEOUT
from engine.language.compile.scalars import scalar_of
from engine.language.nodes import MAP, Node
from engine.model.definition import Outcome, Wait


def wait(draft: Draft, body: Node) -> Wait | None:
    """What a step waits for; None where it was not understood."""
    node = draft.get(body, "wait")
    if node is None or node.kind != MAP:
        return None
    holds, signal = draft.get(node, "for"), scalar_of(draft, node, "signal")
    return Wait(
        condition=condition(draft, holds) if holds is not None else None,
        signal=signal.text if signal is not None else "",
        until=timing(draft, draft.get(node, "until")),
    )


def check_wait(draft: Draft, key: Node, body: Node, found: Mapping[str, Outcome]) -> None:
    """Report a wait that nothing ends, a timeout that leads nowhere, and one that never comes."""
    node = draft.get(body, "wait")
    if node is None or node.kind != MAP or draft.holes & {"targets", "steps"}:
        return
    until = draft.get(node, "until")
    never = until is None or (until.kind != MAP and until.text.strip() == "none")
    several = body.get("outcomes")
    if "for" in node.entries or "signal" in node.entries:
        if not never and TIMEOUT not in found:
            draft.error("F736", node.entries["until"][0], step=key.text)
        if never and several is not None and TIMEOUT in several.entries:
            draft.error("F737", several.entries[TIMEOUT][0], step=key.text)
    elif never:
        draft.error("F761", body.entries["wait"][0], step=key.text)
    elif several is not None and TIMEOUT in several.entries:
        draft.error("F737", several.entries[TIMEOUT][0], step=key.text)
