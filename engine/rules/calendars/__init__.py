"""Calendars: working days and hours in a zone, and exact reckoning in them. Integer milliseconds UTC."""

from __future__ import annotations

from engine.rules.calendars.calendar import Calendar
from engine.rules.calendars.gaps import CalendarGap, CalendarNeeded, OutOfRange

__all__ = ["Calendar", "CalendarGap", "CalendarNeeded", "OutOfRange"]
