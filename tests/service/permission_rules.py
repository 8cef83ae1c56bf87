"""What everybody may do, said by hand: the other half of the permission matrix.

Nothing here is asked of the program. The workspace (``docs.reference.permissions.shop``) has an SOP whose
steps are for clerks (``approve``: for approvers, three votes), with an owner (lead), with ``may: {start:
[seller, lead], hold: [clerk, lead], override: boss}``, an outcome ``give_up`` for sellers, once for everybody
to see (``open``) and once with ``see: [auditor]`` (``secret``). Its team lets watchers see, planners assign,
fixers override, admins administer and publishers publish everywhere. Tasks are the shop A's.
"""

from __future__ import annotations

from docs.reference.permissions.cells import Cell

CLERKS = {"ann", "bea", "abs", "eye"}
APPROVERS = {"vic", "amy", "kim"}
OTHER_SHOP = {"far", "fae"}
DEPUTY, ABSENT = "dep", "abs"
"""``abs`` is a clerk and away; ``dep`` holds no role and stands in for them."""
PART = CLERKS | APPROVERS | {"owner", "sel", "rou", DEPUTY}
"""Who has a part in the SOP: does a step of it, has an outcome of their own, owns it, stands in for such."""
MAY_SEE_SECRET = PART | {"bos", "aud", "wat", "asg", "ovr"}
"""Besides who has a part: who may override by the SOP, is named by ``see``, or whom the team lets see, assign
or override everywhere."""
STARTERS = {"sel", "owner"}
HOLDERS = CLERKS | {"owner", DEPUTY}
ASSIGNERS = {"owner", "asg"}
OVERRIDERS = {"bos", "ovr"}

HAS_IT = {"taken": "ann", "delegated": "del", "away": ABSENT}
"""Whose the step is, where it is somebody's."""
HAD_A_HAND = {("del", "delegated"), ("typ", "barred")}
"""Who has a step of a task, or typed it for somebody, without having a part in the SOP."""
LAST = {"barred": "eye", "voting": "vic", "closed": "ann"}
"""Who closed or voted last; else it was ``rou``."""


def expected(cell: Cell) -> str:
    """What has to come of a try."""
    who, what, situation = cell.person, cell.command, cell.situation
    if what == "publish":
        return "done" if who == "pub" else "may-not"
    if what == "administer":
        return "done" if who == "adm" else "may-not"
    if cell.typist and who == "typ":
        return "done"
    if what in ("start", "start again"):
        return _start(who)
    unseen = _unseen(cell)
    if what == "show":
        return unseen or "done"
    if what in ("list", "audit"):
        gone = what == "audit" and situation == "closed"
        listed = not unseen and not (cell.sop == "secret" and who not in MAY_SEE_SECRET)
        return "done" if listed and not gone else "hidden"
    return unseen or _command(cell, what)


def _start(who: str) -> str:
    if who in OTHER_SHOP:
        return "other-shop"
    return "done" if who in STARTERS else "may-not"


def _unseen(cell: Cell) -> str:
    if cell.person in OTHER_SHOP:
        return "other-shop"
    involved = (cell.person, cell.situation) in HAD_A_HAND
    if cell.sop == "secret" and cell.person not in MAY_SEE_SECRET and not involved:
        return "may-not-see"
    return ""


def _command(cell: Cell, what: str) -> str:
    who, situation = cell.person, cell.situation
    over = situation == "closed"
    if what in ("set", "signal"):
        if over:
            return "task-ended"
        if what == "signal":
            return "unknown-signal" if who in PART else "may-not"
        return "done" if who in PART or _has_it(cell) else "may-not"
    if what in ("comment", "attach"):
        return "done" if who in PART or _has_it(cell) else "may-not"
    if what in ("hold", "resume"):
        if over:
            return "task-ended"
        return "may-not" if who not in HOLDERS else "done" if what == "hold" else "not-held"
    if what in ("cancel", "replan"):
        return "task-ended" if over else "done" if who == "owner" else "may-not"
    if what == "migrate":
        return "task-ended" if over else "done" if who == "owner" else "may-not"
    if what == "undo":
        return _undo(cell)
    if what == "reopen":
        if who != "owner":
            return "may-not"
        return "done" if over else "reopen-open"
    if what == "override":
        return _override(cell)
    return "visit-closed" if over else _step(cell, what)


def _has_it(cell: Cell) -> bool:
    return HAS_IT.get(cell.situation) == cell.person


def _undo(cell: Cell) -> str:
    """One's own last outcome or vote, while nobody went on from there; who typed it may, too."""
    mine = {LAST.get(cell.situation, "rou")} | ({"typ"} if cell.situation == "barred" else set())
    if cell.person == "rou" and cell.situation != "free":
        return "undo-touched"  # somebody took, closed or voted on what their outcome had opened
    return "done" if cell.person in mine else "undo-not-yours"


def _override(cell: Cell) -> str:
    """By who may; never against votes. Where ``typ`` typed the step before, who types now has a hand."""
    if cell.person not in OVERRIDERS:
        return "may-not"
    if cell.situation == "closed":
        return "visit-closed"
    if cell.situation == "voting":
        return "override-votes"
    return "not-by" if cell.situation == "barred" and cell.typist else "done"


def _step(cell: Cell, what: str) -> str:
    """What is done to the open step itself."""
    who, situation = cell.person, cell.situation
    if what == "advance give_up":
        if situation in ("barred", "voting"):
            return "unknown-outcome"
        return "done" if who == "sel" else "not-your-role"
    if what == "rank":
        return "done" if who in ASSIGNERS else "may-not"
    if situation == "voting":
        return _voting(who, what)
    if what == "release":
        return _release(cell)
    if what == "assign":
        return "done" if who in ASSIGNERS else "may-not"
    if what == "handover":
        return _handover(cell)
    may = _may_do(cell)
    if what == "claim" and HAS_IT.get(situation) == who:
        return "already-yours"
    if may != "done":
        return may
    if what == "delegate":
        for_somebody = who == DEPUTY or (situation == "delegated" and who == "del")
        return "delegated-already" if for_somebody else "done"
    if what == "snooze":
        return "done" if situation in HAS_IT else "snooze-nobodys"
    return "done"


def _may_do(cell: Cell) -> str:
    """Whether the open step is theirs to do: nobody's is every clerk's, somebody's is theirs alone or of who
    stands in for them; a delegate needs no role. Who did the step before, or typed it, does not do the next
    one."""
    who, situation = cell.person, cell.situation
    owner = HAS_IT.get(situation)
    if who == owner:
        return "done"
    if who == DEPUTY:
        return _four_eyes(cell) if owner in (None, ABSENT) else "not-your-role"
    if who not in CLERKS:
        return "not-your-role"
    return "assigned-to-other" if owner is not None else _four_eyes(cell)


def _four_eyes(cell: Cell) -> str:
    return "not-by" if cell.situation == "barred" and (cell.person == "eye" or cell.typist) else "done"


def _release(cell: Cell) -> str:
    owner = HAS_IT.get(cell.situation)
    if owner is None:
        return "nobody-has-it"
    stands_in = cell.person == DEPUTY and owner == ABSENT
    return "done" if cell.person == owner or stands_in or cell.person in ASSIGNERS else "not-yours"


def _handover(cell: Cell) -> str:
    """What ``ann`` has, or let somebody do for her, goes to ``bea``."""
    if cell.situation not in ("taken", "delegated"):
        return "not-theirs"
    return "done" if cell.person in {"ann", "adm"} | ASSIGNERS else "may-not"


def _voting(who: str, what: str) -> str:
    """A step that three approvers vote on, of whom one has: it is nobody's alone, and has no checklist."""
    if what in ("claim", "release", "assign", "delegate", "snooze", "handover"):
        return "not-shared"
    if who not in APPROVERS:
        return "not-your-role"
    if what == "advance":
        return "voted-already" if who == "vic" else "done"
    return "item-unknown"
