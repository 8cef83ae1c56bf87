"""Instants as people type them: ``--at``, ``--since``, ``--week``, in the workspace's zone.

What people say (``yesterday 18:00``, ``昨天18点``) is completed to a date here; everything with a date is
then read as a ``datetime`` value is (``engine.rules.values``), so an instant means the same wherever it
stands.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import click

from engine.render.instants import zone_of
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.audit.weeks import Week

HOW = N_(
    "%(text)s is no instant. Write 2026-11-20 18:00, 18:00 (today), yesterday 18:00, monday 9:00, "
    "2 hours ago, or ISO 8601 with an offset."
)
HOW_LATER = N_(
    "%(text)s is no instant. Write 2026-11-20, 2026-11-20 18:00, 18:00 (today), tomorrow 18:00, friday, "
    "in 2 hours, or ISO 8601 with an offset."
)
HOW_WEEK = N_("%(text)s is no week. Write 2026-W47, this, last, or a day of the week that is meant.")
LATER = ("--until", "--from")
"""The options that look at what is to come."""
BEGINNINGS = ("--since", "--from")
"""The options for which a day without a time means its beginning; elsewhere it is its end."""
WEEKS = {
    "this": 0, "this week": 0, "本周": 0, "这周": 0, "last": -1, "last week": -1, "上周": -1, "上上周": -2,
    "next": 1, "next week": 1, "下周": 1,
}  # fmt: skip


def instant(text: str, zone: str, now: int, option: str = "--at") -> int:
    """The instant that a text means, ms UTC: as people say it (``engine.rules.spoken``), or as a ``datetime``
    value is written. ``zone`` is the workspace's; ``now`` (ms UTC) says what today is. A date alone is its
    end (24:00), as in "as of Friday"; with ``--since`` its beginning. Raises a usage error."""
    from engine.model.definition import Field
    from engine.rules.spoken import FUTURE, PAST, spoken
    from engine.rules.values import ValueProblem, from_text

    said = spoken(text, _local(now, zone).date(), FUTURE if option in LATER else PAST)
    if said is not None and said.shift is not None:
        return now + said.shift
    written = text.strip()
    if said is not None and said.day is not None:
        minutes = said.minutes if said.minutes is not None else 0 if option in BEGINNINGS else 1440
        written = said.written(minutes)
    try:
        return int(from_text(Field("at", "", "datetime"), written, zone))
    except ValueProblem:
        raise _usage(HOW_LATER if option in LATER else HOW, text, option) from None


def is_day(text: str) -> bool:
    """Whether a text names a day without a time."""
    from engine.rules.spoken import spoken

    said = spoken(text, date(2026, 1, 1))
    return said is not None and said.day is not None and said.minutes is None


def week(text: str, zone: str, now: int) -> Week:
    """The ISO week that a text means: ``2026-W47``, ``this``, ``last``, ``上周``, or that of a day. Raises a
    usage error."""
    from engine.audit import weeks
    from engine.rules.spoken import spoken

    today = _local(now, zone).date()
    word = " ".join(text.lower().split())
    found = weeks.parse(word, zone)
    if found is not None:
        return found
    if word in WEEKS:
        day: date | None = today + timedelta(days=7 * WEEKS[word])
    else:
        said = spoken(text, today)
        day = said.day if said is not None and said.minutes is None else None
    if day is None:
        raise _usage(HOW_WEEK, text, "--week")
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone_of(zone))
    return weeks.containing(int(noon.timestamp() * 1000), zone)


def iso(at: int | None, zone: str) -> str | None:
    """An instant as ISO 8601 with the zone's offset, for JSON; None for none."""
    return None if at is None else _local(at, zone).isoformat(timespec="seconds")


def _local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(zone_of(zone))


def _usage(msgid: str, text: str, option: str) -> click.BadParameter:
    from cli.output import inert

    return click.BadParameter(_(msgid) % {"text": inert(text)}, param_hint=option)
