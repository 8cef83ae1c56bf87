"""The one locator: files that ship are found beside the code, whatever the working directory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.locate import HOUSE, PACKAGES, find


def test_a_schema_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find("schemas", "sop.schema.json").read_text("utf-8").startswith("{")
    assert find("engine", "language").is_dir()
    assert find("workflows") == Path(HOUSE, "workflows")


@pytest.mark.parametrize("part", ["..", "", ".", "../README.md", "a/b", "C:\\x", "\0"])
def test_a_part_that_leads_elsewhere_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="not the name of a shipped file"):
        find("schemas", part)


def test_packages_that_do_not_ship_are_refused() -> None:
    with pytest.raises(ValueError, match="no files ship in 'tests'"):
        find("tests", "language")


def test_what_does_not_ship_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"schemas/nothing\.json does not ship with sopwright"):
        find("schemas", "nothing.json")


def test_everything_that_ships_is_in_the_wheel() -> None:
    """The packages that the locator knows are those that the build puts side by side."""
    import tomllib

    project = tomllib.loads(Path(HOUSE, "pyproject.toml").read_text("utf-8"))
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == set(PACKAGES)


def test_finding_costs_no_importlib_resources() -> None:
    code = (
        "import sys; from engine.locate import find; find('schemas');"
        "print('importlib.resources' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "False"
