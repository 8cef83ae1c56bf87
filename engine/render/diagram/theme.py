"""Colours and fonts of the SVG. Every colour has a text, a sign or a line style that says the same."""

from __future__ import annotations

from typing import NamedTuple

from engine.render.diagram.picture import LATE, OPEN, UNWANTED, VISITED, WAITING, WITHDRAWN, Drawing

FONTS = (
    "'Helvetica Neue', Arial, 'Liberation Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC',"
    " 'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)
PAPER, INK, MUTED, LINE = "#ffffff", "#1c2733", "#55616e", "#46525f"
LANE_LINE, LANE_FILL = "#b9c1ca", "#e9edf2"
LOOP, ANY, TRAVELLED = "#9a5a12", "#6b4fa0", "#1f7a4d"

NOTES = {
    "role": MUTED,
    "note": MUTED,
    "when": LOOP,
    "due": "#2b4c7e",
    "promise": ANY,
    "done": TRAVELLED,
    "now": "#1558b0",
    "late": "#b3261e",
    "wait": "#2b4c7e",
    "call": "#2b4c7e",
    "each": INK,
    "waiting": "#8a5a00",
    "cancelled": MUTED,
    "unwanted": MUTED,
}
"""A line's colour by its kind."""


class Look(NamedTuple):
    """How a box shows where the task stands."""

    fill: str
    line: str
    thick: float


STATES = {
    VISITED: Look("#eef7f1", TRAVELLED, 1.6),
    OPEN: Look("#e8f1fd", "#1558b0", 3.0),
    LATE: Look("#fdecea", "#b3261e", 3.0),
    WAITING: Look("#fff7e6", "#8a5a00", 2.4),
    WITHDRAWN: Look("#f1f2f4", "#7a8490", 1.2),
    UNWANTED: Look("#f6f7f8", "#9aa3ad", 1.0),
}

_PALETTE = ("#3d7ab5", "#d98a29", "#5b9a5b", "#b0568c", "#7d6bb8", "#c2564a", "#3f9a99", "#8a7a3f")


def colours(drawing: Drawing) -> dict[tuple[str, ...], str]:
    """A colour for each role (or set of them) in the order in which they appear; they repeat after eight."""
    found: dict[tuple[str, ...], str] = {}
    for box in drawing.boxes:
        if box.roles and box.roles not in found:
            found[box.roles] = _PALETTE[len(found) % len(_PALETTE)]
    return found
