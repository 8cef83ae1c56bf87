"""All that ``sop doctor`` can say, in both languages: pinned, so that a text is changed knowingly.

After a change: ``python -m tests.cli.test_doctor_texts`` writes the file anew; read what is different in it.
"""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

from engine.words import _, current_language, set_language

ROOT = Path(__file__).resolve().parents[2]
PINNED = Path(__file__).with_name("doctor_texts.txt")
SOURCES = [ROOT / "cli" / "doctor.py", *sorted((ROOT / "cli" / "health").glob("*.py"))]


def said() -> str:
    """Each text in English and, indented below it, in Chinese, in the order of the sources."""
    before = current_language()
    set_language("zh")
    try:
        blocks = [f"# {path.relative_to(ROOT).as_posix()}\n" + "".join(_texts(path)) for path in SOURCES]
    finally:
        set_language(before)
    return "\n".join(block for block in blocks if block.count("\n") > 1)


def _texts(path: Path) -> list[str]:
    from engine.words import ngettext

    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        texts = [str(each.value) for each in node.args if isinstance(each, ast.Constant)]
        if node.func.id in ("_", "N_") and texts:
            found.append((node.lineno, texts[0], _(texts[0])))
        elif node.func.id == "ngettext":
            found.append((node.lineno, " | ".join(texts), ngettext(texts[0], texts[1], 2)))
    return [f"{english}\n    {chinese}\n".replace("\\n", "\n") for _line, english, chinese in sorted(found)]


def test_every_text_is_as_it_was_read() -> None:
    assert said() == PINNED.read_text("utf-8")


def test_every_text_has_chinese() -> None:
    lines = PINNED.read_text("utf-8").splitlines()
    same = [text for text, below in pairwise(lines) if below == f"    {text}"]
    assert same == []


if __name__ == "__main__":
    PINNED.write_text(said(), "utf-8")
