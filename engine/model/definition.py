"""The compiled SOP: what a published version says, with names resolved and every form reduced to one.

These are named tuples, not dataclasses: a command loads them in every process, and a frozen
dataclass costs seven times as much to define and four times as much to make (docs/decisions/0003).
Nothing here evaluates anything; expressions and instants are carried as plain trees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.model.record import Record

if TYPE_CHECKING:
    from engine.model.table import Table
    from engine.model.timing import Recurrence, Rung, Schedule

END = "end"
CANCELLED = "end.cancelled"


def is_end(target: str) -> bool:
    """Whether a target is an end of the SOP: ``end`` or a named one such as ``end.lost``."""
    return target == END or target.startswith("end.")


DROPPED = "dropped"
"""The outcome by which a call comes back whose task was cancelled."""


def outcome_of(end: str) -> str:
    """The outcome by which a call comes back from an end: ``end`` is done, ``end.lost`` is lost."""
    return "done" if end == END else DROPPED if end == CANCELLED else end.removeprefix("end.")


class Expression(Record):
    """A checked expression: its source (for people), its tree (for evaluation and proofs), its type."""

    source: str
    tree: list[Any]
    type: str


class Case(Record):
    """One line of a value that depends on data; ``when`` is None for ``else`` and for a plain value."""

    when: Expression | None
    value: Any


Cases = tuple[Case, ...]
"""The first case whose condition holds gives the value; a plain value is one case without a condition."""


class Field(Record):
    """One declared piece of data. ``min`` and ``max`` are in stored form; ``value`` computes it.

    ``each`` names the block whose items have it for themselves; outside that block it is the list of all
    items' values.
    """

    name: str
    title: str
    type: str
    choices: tuple[str, ...] = ()
    of: str | None = None
    min: Any = None
    max: Any = None
    pattern: str | None = None
    default: Expression | Any = None
    value: Expression | None = None
    private: bool = False
    columns: tuple[str, ...] = ()
    help: str = ""
    each: str = ""


class Item(Record):
    """One checklist line. ``no`` is unique in its step, outcomes' own lines included.

    kind is ``tick`` (do it, say so), ``fill`` (give ``field`` a value) or ``must`` (an expression holds).
    ``evidence``: a tick counts only with something to show for it.
    """

    no: int
    kind: str
    title: str
    field: str | None = None
    must: Expression | None = None
    when: Expression | None = None
    na: bool = False
    warn: bool = False
    evidence: bool = False


class Outcome(Record):
    """A way to close a visit, and the trigger of the machine's transition.

    ``items`` are the numbers of the step's checklist lines that guard it. ``reason`` is whether one
    must be given; ``reasons`` the list it must come from (empty: free text). ``itself``: no person takes it;
    it happens when lanes join, a wait is over or a called task ends.
    """

    name: str
    title: str
    to: Cases
    role: Cases | None = None
    when: Expression | None = None
    reason: bool = False
    reasons: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    set: tuple[tuple[str, Any], ...] = ()
    itself: bool = False


class Assignment(Record):
    """To whom a step is given when it opens. ``how``: ``field`` (the person in field ``name``), ``starter``,
    ``same`` (who closed step ``name``), ``least`` (who of those who may has the least to do), ``turn`` (one
    after the other), ``table`` (the person in output ``name``), ``nobody`` (left to be taken). ``skill``:
    only who has it; the name of a skill, or of a field that names one."""

    how: str
    name: str = ""
    skill: str = ""


class Votes(Record):
    """How many must agree. ``needed`` maps an outcome to cases of a number, or of ``all``: one for each role
    of the step. Other outcomes close at once. ``in_order``: the roles one after the other. ``advise`` are
    roles whose votes do not bind, ``covers`` the fields that are agreed to (none named: all that have a
    value)."""

    needed: dict[str, Cases]
    in_order: bool = False
    advise: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


class LaneBody(Record):
    """A declared lane of a block: where it begins, and whether it is walked at all."""

    name: str
    title: str
    first: str
    when: Expression | None = None


class Each(Record):
    """What a block is walked for: ``item`` names one element of the list ``over`` inside the block.

    ``at_once`` is how many at the same time, 0 for all. ``data`` are the fields every item has for itself.
    """

    item: str
    over: Expression
    at_once: int = 0
    data: tuple[str, ...] = ()


class Call(Record):
    """A task of another SOP: ``give`` maps its fields to literals or expressions here, ``get`` a field
    here to one there. ``gather`` is its list field in which callers that give the same stand together."""

    sop: str
    give: tuple[tuple[str, Any], ...] = ()
    get: tuple[tuple[str, str], ...] = ()
    gather: str = ""


class Wait(Record):
    """What closes a step by itself: a condition (a missing value: not yet), a signal, an instant."""

    condition: Expression | None = None
    signal: str = ""
    until: Cases | None = None


EACH = "*"
"""The one lane of a block that is walked for each item of a list."""


class Step(Record):
    """A state of the machine: what one role does. ``role`` has tuples of role names as values.

    ``not_by`` names steps, person fields or ``starter``: whoever that was does not do this one, nor the
    other way round. ``assign`` has ``Assignment`` as values.

    ``kind`` is ``work`` (people close it), ``parallel``, ``each``, ``call`` or ``wait``. ``lane`` is the
    declared lane it stands in, ``block/lane`` ("" for the main one); ``lanes`` are those of a block, by
    name. ``join`` is ``all``, ``any`` or how many lanes are enough, ``rest`` what becomes of the others
    (``cancel``, ``finish``). ``pause``, ``resume`` and ``escalate`` are those of its own due and limit, as in
    ``Deadline``.
    """

    name: str
    title: str
    role: Cases
    items: tuple[Item, ...] = ()
    outcomes: dict[str, Outcome] = {}
    when: Expression | None = None
    not_by: tuple[str, ...] = ()
    not_before: Cases | None = None
    due: Cases | None = None
    limit: Cases | None = None
    pause: tuple[str, ...] = ("hold",)
    bulk: bool = False
    help: str = ""
    kind: str = "work"
    lane: str = ""
    lanes: dict[str, LaneBody] = {}
    join: str | int = "all"
    rest: str = "cancel"
    each: Each | None = None
    call: Call | None = None
    wait: Wait | None = None
    resume: str = "remaining"
    escalate: tuple[Rung, ...] | None = None
    assign: Cases | None = None
    votes: Votes | None = None


class Deadline(Record):
    """A promise that runs wherever the task is: live from its anchor on, kept when ``step`` is closed.

    ``pause`` names where the clock stands still: ``hold``, and steps while a visit of them is open.
    ``resume`` is what its instants are after a pause: ``remaining`` (as much time as was left), ``absolute``
    (as they were) or ``restart`` (all of the time again). ``escalate`` is its ladder, None for the SOP's own.
    """

    name: str
    title: str
    step: str
    outcome: str | None = None
    due: Cases | None = None
    limit: Cases | None = None
    pause: tuple[str, ...] = ("hold",)
    resume: str = "remaining"
    escalate: tuple[Rung, ...] | None = None


class Rule(Record):
    """What happens by itself. ``after`` is (kind, name, detail): ``opened``, ``closed`` (detail: an outcome
    or ""), ``overdue`` (a step or a deadline), ``set`` (a field), ``signal``, ``start``, ``end`` (detail: the
    end or ""); () for a rule that acts ``every`` so often (a recurrence as it was parsed).

    ``set``, ``close`` (step, outcome), ``start`` with ``give``, ``notify`` with ``text``, ``assign`` (roles
    or a person field: whose the open step becomes) are what it does.
    """

    name: str
    after: tuple[str, ...] = ()
    every: Recurrence | None = None
    when: Expression | None = None
    set: tuple[tuple[str, Any], ...] = ()
    close: tuple[str, ...] = ()
    start: str = ""
    give: tuple[tuple[str, Any], ...] = ()
    notify: tuple[str, ...] = ()
    text: str = ""
    assign: tuple[str, ...] = ()


class Definition(Record):
    """A whole SOP, compiled. ``first`` is the step that a start opens."""

    sop: str
    title: str
    lang: str
    first: str
    steps: dict[str, Step]
    data: dict[str, Field] = {}
    deadlines: dict[str, Deadline] = {}
    calendar: str = ""
    role: str = ""
    owner: str = ""
    ref: str = ""
    unique: str = ""
    required: tuple[str, ...] = ()
    reasons: dict[str, tuple[str, ...]] = {}
    may: dict[str, tuple[str, ...]] = {}
    texts: dict[str, dict[str, str]] = {}
    help: str = ""
    rules: dict[str, Rule] = {}
    tables: dict[str, Table] = {}
    escalate: tuple[Rung, ...] = ()
    schedule: Schedule | None = None
    priority: Cases | None = None
