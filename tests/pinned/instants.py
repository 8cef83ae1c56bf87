"""The instants of the examples, in milliseconds since 1970; they are shown in the zone of ``ZONE``."""

from __future__ import annotations

from engine.people.presence import midnight

ZONE = "Asia/Shanghai"

AT = 1_795_140_000_000  # 2026-11-20 10:00
LATER = 1_795_150_000_000  # 2026-11-20 12:46:40
FIRST = midnight("2026-11-03", ZONE)
AFTER = midnight("2026-11-08", ZONE)
NOON = midnight("2026-11-05", ZONE) + 43_200_000
FAR = 2_095_000_000_000  # 2036: a clock that is wrong
