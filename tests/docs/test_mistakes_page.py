"""The page about mistakes is true: what it shows is what comes out."""

from __future__ import annotations

from pathlib import Path

from tests.docs.consoles import tour, typed

PAGE = (Path(__file__).parents[2] / "docs" / "mistakes.md").read_text(encoding="utf-8")


def test_what_the_page_shows_is_what_happens(tmp_path: Path) -> None:
    steps = tour(PAGE)
    assert len(steps) > 20
    said = typed(tmp_path, [command for command, _ in steps])
    for (command, shown), real in zip(steps, said, strict=True):
        assert real == shown, command
