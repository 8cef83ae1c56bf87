"""What holds for every test."""

from __future__ import annotations

import pytest

from engine.words import SOURCE, set_language


@pytest.fixture(autouse=True)
def english() -> None:
    """Every test begins in English, whichever language the one before it spoke."""
    set_language(SOURCE)
