"""The small shop of ``service_shop``, published once and copied for each test."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from service_shop import CALENDAR, NOW, SOP, TEAM, Shop

from engine.publishing import check_documents, publish
from engine.store import create_store


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop's database, with no task yet."""
    path = tmp_path_factory.mktemp("published") / "sop.db"
    files = {"calendar.yaml": CALENDAR, "team.yaml": TEAM, "shipping.sop.yaml": SOP}
    with create_store(str(path)) as store:
        publish(store, check_documents({name: text.encode() for name, text in files.items()}), NOW, "wang")
    return path


@pytest.fixture
def new_place(published: Path, tmp_path: Path) -> Callable[[], str]:
    """Gives copies of it."""
    numbers = itertools.count(1)

    def copy() -> str:
        place = tmp_path / f"shop{next(numbers)}.db"
        shutil.copyfile(published, place)
        return str(place)

    return copy


@pytest.fixture
def shop(new_place: Callable[[], str]) -> Iterator[Shop]:
    """The shop, open."""
    made = Shop(new_place())
    yield made
    made.store.close()
