"""The reference pages say what the program does: they are written from it, and every example is tried."""

from __future__ import annotations

import re
import shlex
from functools import lru_cache
from pathlib import Path

import click
import pytest

from cli.commands import COMMANDS
from cli.main import sop
from docs.reference import FOLDER, PAGES, page
from docs.reference.commands import command_of, examples_of
from docs.reference.language import EXAMPLES
from docs.reference.markdown import anchor
from engine.language.codes import CODES
from engine.language.lessons import CALENDARS
from engine.language.loading import KINDS, Document
from engine.language.parts import Shelf, beside
from engine.language.schemas import NAMES, schema

built = lru_cache(maxsize=None)(page)
DOCUMENT = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == built(name), "run: python -m docs.reference"


@pytest.mark.parametrize("name", PAGES)
def test_links_within_a_page_lead_somewhere(name: str) -> None:
    headings = {anchor(line.lstrip("# ")) for line in built(name).split("\n") if re.match("#+ ", line)}
    assert set(re.findall(r"\]\((#[^)]*)\)", built(name))) <= headings


def findings(document: str) -> list[str]:
    shelf = Shelf(beside({"common.parts.yaml": (EXAMPLES / "10-parts.parts.yaml").read_bytes()}))
    loaded = Document(document.encode(), "x.yaml").load(None, CALENDARS, shelf)
    return [found.code for found in loaded.diagnostics]


@pytest.mark.parametrize("document", DOCUMENT.findall(built("language.md")), ids=lambda text: text[:20])
def test_every_document_of_the_language_page_is_clean(document: str) -> None:
    if document.split(":")[0] in KINDS:
        assert findings(document) == []


def test_every_key_of_every_document_is_on_the_language_page() -> None:
    missing = [
        key
        for name in NAMES
        for part in schema(name).objects()
        if "x-not-yet" not in part
        for key in part["properties"]
        if f"| `{key}` |" not in built("language.md") and key in schema(name).owners
    ]
    known = {key for name in NAMES for key in schema(name).root["properties"]}
    assert not known & set(missing)


def test_every_code_has_its_place() -> None:
    headings = re.findall(r"^### ([A-Z]\d{3}) ", built("codes.md"), re.MULTILINE)
    assert headings == list(CODES)


def test_every_command_has_its_place() -> None:
    assert re.findall(r"^### sop (\S+)$", built("commands.md"), re.MULTILINE) == [
        name for section in dict.fromkeys(entry.section for entry in COMMANDS.values())
        for name, entry in COMMANDS.items() if entry.section == section
    ]  # fmt: skip


def part_of(name: str) -> str:
    return built("commands.md").split(f"### sop {name}\n")[1].split("\n#")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_shown(name: str) -> None:
    shown = part_of(name)
    for each in command_of(name).params:
        if isinstance(each, click.Option) and not each.hidden:
            assert each.opts[0] in shown
            assert each.help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_of_a_command_can_be_typed(name: str) -> None:
    for line in examples_of(command_of(name)):
        words = shlex.split(re.sub(r"\s*[0-9]?[|>].*", "", line), comments=True)
        assert words[0] == "sop", line
        called, *rest = words[1:]
        with click.Context(sop, info_name="sop") as ctx:
            command_of(called).make_context(called, rest, parent=ctx, resilient_parsing=False)


def test_the_pages_are_found_from_the_language_page() -> None:
    for name in re.findall(r"\]\(([a-z]+\.md)\)", built("language.md")):
        assert Path(FOLDER, name).exists()
