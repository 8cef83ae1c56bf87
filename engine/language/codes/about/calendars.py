"""Calendars made from others, nights, dates; what ``sop calendar check`` tells."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "K960 K961",
        N_(
            "A calendar can be made from another one: it takes what it does not say itself. That is done "
            "once, when it is published, so the other one has to be there and must not lead back "
            "to this one. "
            "Whenever the other one is published anew, so is this one."
        ),
    ),
    (
        "K962",
        N_(
            "Hours over midnight belong to the day on which they begin. Where they go on into the hours of "
            "the next day, the same hour would be worked twice."
        ),
    ),
    (
        "K963 K964 K966 K967",
        N_(
            "Under 'dates' a date, or a stretch with both ends in it, has its own hours and is worked. What "
            "holds for a date has to be clear to whoever reads the file: hours are given once, a date by "
            "itself wins over a stretch, and what is off has none."
        ),
    ),
    (
        "K965",
        N_(
            "A calendar knows the days off from a first year to a last one, and what is planned beyond is "
            "provisional or refused. A year left out in between would be guessed without a word."
        ),
    ),
    (
        "K970 K971",
        N_(
            "The holidays of a year are announced in November of the year before. Until the calendar has "
            "them, plans that reach the new year are marked as provisional, or refused, as its file says."
        ),
    ),
    (
        "K972 K973 K974 K975 K976 K977",
        N_(
            "What a file says of a date wins over the built-in data, so a slip of the pen moves deadlines "
            "without a word. sop calendar check lists where the two differ, and what stands there twice."
        ),
    ),
)
"""Codes, and what the rule behind them wants and why."""
