"""Without z3 everything works but the proofs: lint says once that they were left out, and nothing fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from proving import proved

from engine.language import load_sop
from engine.language.proofs import available

ROOT = Path(__file__).parents[3]
SHADOWED = """\
sop: shadowed
steps:
  go: {next: {visits(go) < 1: end.a, else: end}}
"""
BLOCKED = "sys.modules['z3'] = None; "
PLAIN = "sop: plain\nsteps: [go]\n"
NOTE = (
    "note: whether cases are shadowed or leave a gap was not proved, because z3-solver is not installed; "
    "it comes with: pip install 'sopwright[proofs]'\n"
)
IN_CHINESE = (
    "提示：未证明各情形是否被遮住或留有空缺，因为没有安装 z3-solver；"
    "安装方法：pip install 'sopwright[proofs]'\n"
)


def sop(
    folder: Path, *words: str, without: bool = True, lang: str = "en"
) -> subprocess.CompletedProcess[str]:
    """Run ``sop`` in a process in which z3 cannot be imported, and ask at the end what was."""
    code = (
        f"import sys; {BLOCKED if without else ''} import cli.console;"
        "from cli.main import run; cli.console.login = lambda: 'ma'; "
        f"code = run({list(words)!r}); "
        "print('#', *[name for name, module in sys.modules.items() if module and "
        "(name == 'z3' or 'proofs' in name)]); sys.exit(code)"
    )
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOP_LANG": lang},
    )  # fmt: skip


def test_nothing_is_found_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [each.code for each in proved(SHADOWED)] == ["G103"]
    monkeypatch.setitem(sys.modules, "z3", None)
    assert not available()
    assert proved(SHADOWED) == []
    assert load_sop(SHADOWED.encode(), "x.yaml").definition is not None


def test_a_gap_is_an_error_with_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a document can be published does not depend on what is installed; only how it is told."""
    gap = b"sop: x\nsteps:\n  go: {next: {visits(go) > 1: end}}\n"
    assert [(each.code, each.severity) for each in load_sop(gap, "x.yaml").diagnostics] == [("G102", "error")]
    monkeypatch.setitem(sys.modules, "z3", None)
    assert [(each.code, each.severity) for each in load_sop(gap, "x.yaml").diagnostics] == [("F702", "error")]


@pytest.mark.parametrize(("lang", "note"), [("en", NOTE), ("zh", IN_CHINESE)])
def test_lint_says_once_what_it_left_out(tmp_path: Path, lang: str, note: str) -> None:
    (tmp_path / "a.sop.yaml").write_text(SHADOWED)
    (tmp_path / "b.sop.yaml").write_text(SHADOWED.replace("shadowed", "other"))
    ended = sop(tmp_path, "lint", lang=lang)
    assert (ended.returncode, ended.stderr) == (0, note)


def test_lint_says_nothing_where_nothing_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.sop.yaml").write_text(PLAIN)
    assert sop(tmp_path, "lint").stderr == ""
    assert sop(tmp_path, "lint", without=False).stderr == ""


def test_publish_says_it_too_and_no_running_task_knows_of_proofs(tmp_path: Path) -> None:
    (tmp_path / "a.sop.yaml").write_text(SHADOWED)
    made = sop(tmp_path, "init", without=False)
    assert made.returncode == 0, made.stderr
    published = sop(tmp_path, "publish", "a.sop.yaml")
    assert (published.returncode, published.stderr) == (0, NOTE)
    for words in (("start", "shadowed"), ("todo",), ("advance", "T-1")):
        ended = sop(tmp_path, *words, without=False)
        assert ended.returncode == 0, ended.stderr
        assert ended.stdout.rpartition("#")[2].split() == [], words
