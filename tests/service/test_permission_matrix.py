"""The permission matrix: everybody x every command x every situation x every way in.

What comes of each try is held against ``permission_rules``, which is written by hand. Here a part of it; all
of it as soak. Through real processes: ``tests/endtoend/test_end_permissions.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from permission_rules import expected

from docs.reference.permissions.cells import Cell, attempt, cells
from docs.reference.permissions.shop import Shop

PART = 4
"""One of so many cells is tried every time."""


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    shop = Shop(str(tmp_path_factory.mktemp("matrix")))
    yield shop
    shop.close()


def chosen(cell: Cell) -> bool:
    return sha256("|".join(cell).encode()).digest()[0] % PART == 0


def wrong(shop: Shop, tried: list[Cell], folder: Path) -> tuple[Counter[str], list[tuple[Cell, str, str]]]:
    """What came of the tries, counted; and those of which something else was to come."""
    counted: Counter[str] = Counter()
    found = []
    for cell in tried:
        came = attempt(shop, cell, str(folder))
        counted[came] += 1
        if came != expected(cell):
            found.append((cell, came, expected(cell)))
    return counted, found


def test_a_part_of_the_matrix(matrix: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    everything = list(cells())
    tried = [cell for cell in everything if chosen(cell)]
    counted, found = wrong(matrix, tried, tmp_path)
    with capsys.disabled():
        print(f"\npermissions: {len(tried):,} of {len(everything):,} cells, {len(found)} wrong", end=" ")
    assert not found, found[:20]
    assert len(counted) > 20
    assert len(tried) > 4000


@pytest.mark.soak
def test_the_whole_matrix(matrix: Shop, tmp_path: Path) -> None:
    tried = list(cells())
    counted, found = wrong(matrix, tried, tmp_path)
    print(f"permissions: {len(tried):,} cells, {len(found)} wrong; {dict(counted.most_common())}")
    assert not found, found[:20]
