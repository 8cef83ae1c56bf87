"""A story as it was read: plain values, with the places that failures point at.

Names (people, steps, outcomes, fields, clocks, ends, codes) are known to exist. Instants are integer
milliseconds UTC. Values are still texts: whether a field takes one is for the command to say.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from engine.model.definition import Definition
from engine.model.diagnostics import Place
from engine.model.team import Team

ALL = "all"
WHOLE_TASK = "task"
"""What a hold is of that is not of a step."""


class Act(NamedTuple):
    """What somebody does, or what comes from outside. ``verb`` is one of ``moments.VERBS``; ``text`` the
    comment, the signal's name or what is attached; ``items`` whose step it is. A hold is of the ``step``, ""
    for the whole task, and expected to be over ``until`` (ms UTC). ``to`` is to whom a step is given, or who
    is away or back, with ``deputies`` who stand in for them; ``evidence`` what shows that lines were done.

    ``values`` maps field to what is typed ("" takes a value away). ``outcome`` None: done, or the only
    one. ``all_ticks``: ``tick: all``. ``ticks`` and ``na`` are numbers of checklist lines.
    """

    verb: str
    values: dict[str, str]
    step: str = ""
    outcome: str | None = None
    ticks: tuple[int, ...] = ()
    na: tuple[int, ...] = ()
    all_ticks: bool = False
    undo: bool = False
    reason: str | None = None
    late_reason: str | None = None
    text: str = ""
    items: tuple[str, ...] = ()
    until: int | None = None
    to: str = ""
    deputies: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """One thing that must be so. ``key`` is one of ``wanting.WANTED``; ``name`` the clock, step or field,
    where the key has one.

    ``value``: names (open, told, escalated, assigned, held, paused, late, breached, votes), an end, an
    instant in ms or None (due, limit), a stored value or None (data), a person or "" (assignee, for).
    """

    key: str
    name: str
    value: Any
    place: Place


class Moment(NamedTuple):
    """At ``at`` (ms UTC) ``by`` does ``act`` (None: nobody does anything), written down at ``recorded``.

    ``refused``: the codes that must be among the refusal and its reasons; empty: it must be carried out.
    """

    place: Place
    at: int
    recorded: int
    by: str
    act: Act | None
    refused: tuple[str, ...]
    refused_place: Place
    wanted: tuple[Wanted, ...]


class Story(NamedTuple):
    """One story: its title and place, the people in it, the compiled calendar (None: none is named)."""

    title: str
    place: Place
    team: Team
    calendar: dict[str, Any] | None
    data: dict[str, str]
    moments: tuple[Moment, ...]


class Suite(NamedTuple):
    """The stories of one file. ``file`` is that of their SOP, ``zone`` the workspace's; ``anywhere`` names
    the outcomes that the SOP declares for every step, with the steps that took them over."""

    file: str
    definition: Definition
    zone: str
    anywhere: dict[str, frozenset[str]]
    stories: tuple[Story, ...]
