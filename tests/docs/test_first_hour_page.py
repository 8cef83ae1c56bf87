"""The first hour went as the page tells it: mistakes of clerks, and what they were told.

After a text was changed: ``python -m tests.docs.consoles docs/first-hour.md``.
"""

from __future__ import annotations

from pathlib import Path

from tests.docs.consoles import tour, typed

PAGE = (Path(__file__).parents[2] / "docs" / "first-hour.md").read_text(encoding="utf-8")


def test_what_the_page_shows_is_what_happens(tmp_path: Path) -> None:
    steps = tour(PAGE)
    assert len(steps) > 40
    said = typed(tmp_path, [command for command, _ in steps])
    for (command, shown), real in zip(steps, said, strict=True):
        assert real == shown, command


def test_three_shops_end_in_one_record_and_six_slips_are_found_at_once() -> None:
    (found,) = [shown for command, shown in tour(PAGE) if command == "sop lint sops" and "6 errors" in shown]
    assert found.count("error[") == 6
    assert "everything is as it was written" in PAGE
