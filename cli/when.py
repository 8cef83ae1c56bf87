"""Instants as people type them: ``--at``, ``--as-of``, ``--week``, in the workspace's zone.

``18:00`` and ``yesterday 18:00`` are completed to a date here; everything with a date is read as a
``datetime`` value is (``engine.rules.values``), so an instant means the same wherever it stands.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import click

from engine.render.instants import zone_of
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.audit.weeks import Week

DAYS = {"today": 0, "今天": 0, "yesterday": -1, "昨天": -1, "tomorrow": 1, "明天": 1, "后天": 2}
WEEKS = {"this": 0, "本周": 0, "last": -1, "上周": -1}
HOW = N_(
    "%(text)s is no instant. Write 2026-11-20 18:00, 18:00 (today), yesterday 18:00, "
    "or ISO 8601 with an offset."
)
HOW_LATER = N_(
    "%(text)s is no instant. Write 2026-11-20, 2026-11-20 18:00, 18:00 (today), tomorrow 18:00, "
    "or ISO 8601 with an offset."
)
HOW_WEEK = N_("%(text)s is no week. Write 2026-W47, this or last.")


def instant(text: str, zone: str, now: int, option: str = "--at") -> int:
    """The instant that a text means, ms UTC. ``zone`` is the workspace's; ``now`` (ms UTC) says what
    today is. A date alone is its end (24:00), as in "as of Friday". Raises a usage error."""
    from engine.model.definition import Field
    from engine.rules.values import ValueProblem, from_text

    words = text.strip().split()
    if words == ["now"]:
        return now
    today = _local(now, zone).date()
    if len(words) == 2 and words[0] in DAYS:
        words[0] = (today + timedelta(days=DAYS[words[0]])).isoformat()
    elif len(words) == 1 and words[0] in DAYS:
        words = [(today + timedelta(days=DAYS[words[0]])).isoformat()]
    elif len(words) == 1 and len(words[0]) <= 8 and ":" in words[0].replace("：", ":"):
        words = [today.isoformat(), words[0]]
    if len(words) == 1 and (day := _date(words[0])):
        words = [(day + timedelta(days=1)).isoformat(), "00:00"]
    try:
        return int(from_text(Field("at", "", "datetime"), " ".join(words), zone))
    except ValueProblem:
        raise _usage(HOW_LATER if option == "--until" else HOW, text, option) from None


def is_day(text: str) -> bool:
    """Whether a text names a day without a time."""
    return text.strip() in DAYS or _date(text.strip()) is not None


def week(text: str, zone: str, now: int) -> Week:
    """The ISO week that a text means: ``2026-W47``, ``this``, ``last``. Raises a usage error."""
    from engine.audit import weeks

    word = text.strip().lower()
    if word in WEEKS:
        found: Week | None = weeks.containing(now, zone)
        if found is not None and WEEKS[word] < 0:
            found = weeks.before(found, zone)
    else:
        found = weeks.parse(word, zone)
    if found is None:
        raise _usage(HOW_WEEK, text, "--week")
    return found


def iso(at: int | None, zone: str) -> str | None:
    """An instant as ISO 8601 with the zone's offset, for JSON; None for none."""
    return None if at is None else _local(at, zone).isoformat(timespec="seconds")


def _local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(zone_of(zone))


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None


def _usage(msgid: str, text: str, option: str) -> click.BadParameter:
    from cli.output import inert

    return click.BadParameter(_(msgid) % {"text": inert(text)}, param_hint=option)
