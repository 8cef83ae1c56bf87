"""A second opinion on time that shares no code with the first: it walks minute by minute, day by day.

Written from the rules as docs/deadlines.md and docs/decisions/0005 say them. Nothing of ``engine`` is
imported here: what a clock on the wall shows comes from ``zoneinfo``, days off are plain lists, months are
walked one by one. Slow, and plain enough to be believed by reading it.

    wall.py         every minute of some months, and what the wall shows then
    working.py      a calendar's days and hours laid on it
    instants.py     the text of an instant, read and walked
    recurrences.py  the text of a recurrence, read and walked
    drawn.py        calendars, moments and texts by chance, for hypothesis
"""
