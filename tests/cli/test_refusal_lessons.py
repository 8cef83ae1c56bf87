"""Every example of a refusal is typed: the last command is refused with its code, and the mend goes well."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cli.lessons import FOLDER, Commands, examples
from engine.model.refusals import Refusal
from engine.render import refusals
from engine.render.naming import Names
from tests.cli.conftest import Call

ALL = examples()
SHOP = Path(FOLDER, "shop")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lessons' shop, as ``sop init`` sets it up."""
    folder = tmp_path_factory.mktemp("lessons") / "shop"
    shutil.copytree(SHOP, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOP_LANG", "en")
        for module in ("cli.console", "cli.define"):
            patch.setattr(f"{module}.login", lambda: "ma")
        from cli.main import run

        assert run(["init", "--simulated"]) == 0
    return folder


@pytest.fixture
def typed(opened: Path, tmp_path: Path, call: Call) -> Callable[[str], Result | None]:
    """Type one line in a copy of the shop; a line that is no ``sop`` goes to the shell."""
    shutil.copytree(opened, tmp_path, dirs_exist_ok=True)

    def type_(line: str) -> Result | None:
        words = shlex.split(line)
        variables = {}
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            variables["now" if name == "SOP_NOW" else name] = value
        if words[0] != "sop":
            subprocess.run(["bash", "-c", line], cwd=tmp_path, check=True)
            return None
        return call(*words[1:], **variables)

    return type_


@pytest.mark.parametrize(("code", "example"), ALL.items(), ids=ALL)
def test_an_example_is_refused_and_its_mend_is_not(
    code: str, example: Commands, typed: Callable[[str], Result | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in example.given:
        done = typed(line)
        assert done is None or done.exit_code == 0, (line, done.output)
    said: set[str] = set()
    sentence = refusals.sentence

    def listen(refusal: Refusal, names: Names) -> str:
        said.update((refusal.code, str(refusal.data.get("problem"))))
        return sentence(refusal, names)

    monkeypatch.setattr(refusals, "sentence", listen)
    (line,) = example.refused
    refused = typed(line)
    assert refused is not None
    assert refused.exit_code == 1, refused.output
    assert code in said, refused.output
    for line in example.mend:
        done = typed(line)
        assert done is None or done.exit_code == 0, (line, done.output)


def test_every_example_is_of_a_code_that_exists() -> None:
    assert [code for code in ALL if refusals.text_of(code) is None] == []
