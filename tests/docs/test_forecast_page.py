"""The page about why, forecasts and calendars is true: its session is typed into a real shell."""

from __future__ import annotations

import getpass
import re
from pathlib import Path

from tests.docs.consoles import tour, typed

PAGE = (Path(__file__).parents[2] / "docs" / "forecast.md").read_text(encoding="utf-8")


def test_the_session_is_what_happens(tmp_path: Path) -> None:
    """Whoever runs the tests is called ``ma`` on the page."""
    steps = tour(PAGE)
    assert len(steps) == 7
    said = typed(tmp_path, [command for command, _ in steps])
    for (command, shown), real in zip(steps, said, strict=True):
        assert re.sub(rf"\b{re.escape(getpass.getuser())}\b", "ma", real) == shown, command
