"""Which SOPs not everybody may see: kept as one setting, so that lists need not read every definition.

What the latest published version of an SOP says holds for all its tasks, whichever version they run: who may
see is said of people now, as their roles are (docs/decisions/0036).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.model.actor import EVERYTHING, Actor, Sight
from engine.model.commands import ITSELF

if TYPE_CHECKING:
    from engine.model.definition import Definition
    from engine.store import Store

SETTING = "see"
"""The setting: a JSON object, SOP -> the roles and persons that see its tasks."""


def restricted(settings: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """SOP -> who sees its tasks, of those that not everybody sees."""
    text = settings.get(SETTING)
    return {sop: frozenset(those) for sop, those in json.loads(text).items()} if text else {}


def sight(actor: Actor, settings: Mapping[str, str]) -> Sight:
    """What somebody sees now."""
    from engine.rules.sight import sight_of

    return EVERYTHING if actor.person == ITSELF else sight_of(actor, restricted(settings))


def keep(store: Store, definition: Definition) -> None:
    """Write down who may see the tasks of an SOP that is being published; inside its transaction."""
    from engine.rules.sight import seers

    before = restricted(store.settings())
    those, known = seers(definition), before.get(definition.sop)
    if those == known:
        return
    after = {**before, definition.sop: those}
    kept = {sop: sorted(each) for sop, each in sorted(after.items()) if each is not None}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    store.set_settings({SETTING: text} if kept else {}, () if kept else (SETTING,))
