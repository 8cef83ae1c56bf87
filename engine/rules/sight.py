"""Who may see which tasks: one answer for everything that reads (show, log, lists, audits, feeds, files).

Everybody of the team sees the tasks of the shops that they work for. Where an SOP says ``may: {see: ...}``,
its tasks are seen by those roles, by whoever has a part in the SOP or may do something to all its tasks, and
each task besides by whoever had a hand in it: who started it, who has or did a step of it
(docs/decisions/0036). Pure: the roles are handed in as they are now.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.model.actor import Actor, Sight
from engine.model.definition import Definition
from engine.rules.access import ANYBODY, roles_in

SEE, START = "see", "start"
EVERYWHERE = frozenset({SEE, "assign", "override"})
"""What the team lets somebody do to the tasks of every SOP, and who does it has to see them."""


def seers(definition: Definition) -> frozenset[str] | None:
    """The roles (and persons) that see every task of an SOP; None for everybody of the team."""
    if SEE not in definition.may:
        return None
    may = [roles for action, roles in definition.may.items() if action != START]
    found = roles_in(definition).union(*may)
    return None if ANYBODY in found else found


def sight_of(actor: Actor, restricted: Mapping[str, Collection[str]]) -> Sight:
    """What somebody sees. ``restricted``: SOP -> ``seers``, of those SOPs that not everybody sees."""
    people = frozenset((actor.person, *(absent.person for absent in actor.stands_in)))
    if not restricted or not EVERYWHERE.isdisjoint(actor.may):
        return Sight(actor.person, people, actor.shops)
    mine = people.union(actor.roles, *(absent.roles for absent in actor.stands_in))
    hidden = frozenset(sop for sop, those in restricted.items() if mine.isdisjoint(those))
    return Sight(actor.person, people, actor.shops, hidden)
