"""``python -m docs.reference.picture``: the pictures of a terminal in the READMEs, made from a real run.

The demo's workspace is made, the commands below are typed into a real pseudo-terminal, and what comes back,
colours and all, is drawn as SVG: text stays text, every wide character stands in its own two columns, nothing
is fetched from anywhere. ``--check`` says whether the pictures still show what the program says.
"""

from __future__ import annotations

import html
import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from engine.render.width import width
from engine.store import open_store

FOLDER = Path(__file__).resolve().parents[1]
COLUMNS = 112
SHOWN = (
    "sop todo --as 周强 --limit 4",
    "sop advance T-302 --as 周强",
    "sop advance T-302 --as 周强 --tick 1 weight_kg=2.4",
    "sop audit --week last --sop shipping | head -n 12",
)
NOW = "2026-10-18 22:00"
"""When the demo ends: the pictures are of that evening."""
PICTURES = {"terminal.svg": "en", "terminal.zh.svg": "zh"}

ADVANCE, LINE, MARGIN, BAR = 8.4, 20, 18, 34
COLOURS = {"31": "#e0564f", "32": "#58b368", "33": "#d9a441", "2": "#8b949e"}
BACKGROUND, TEXT, PROMPT = "#16191f", "#d7dce2", "#6cb6ff"
FONT = (
    "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', "
    "'PingFang SC', 'Microsoft YaHei', monospace"
)
PROMPTED = "\x00$ "
"""How a line begins that was typed: no program writes that to a terminal."""
_PIECES = re.compile(r" {2,}|(?:[!-~]| (?! ))+|[^\x20-\x7e]+")
"""Stretches of spaces, of narrow characters with single spaces in them, and of others."""
_STYLED = re.compile(r"\x1b\[([0-9;]*)m")


def pictures() -> dict[str, str]:
    """File name -> the picture as it would be drawn now."""
    return {name: draw(list(run(lang))) for name, lang in PICTURES.items()}


def run(lang: str) -> Iterator[tuple[str, str]]:
    """Each command with what a terminal shows of it, ANSI colours included."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "shop"
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("SOP_")},
            "SOP_LANG": lang, "SOP_NOW": NOW, "TERM": "xterm", "COLUMNS": str(COLUMNS), "LC_ALL": "C.UTF-8",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
        environment.pop("NO_COLOR", None)
        _typed(f"sop demo {folder}", folder.parent, environment)
        with open_store(str(folder / "sop.db")) as store:
            store.set_settings({"simulated": "yes"})  # so that it is that evening, whenever this runs
        _typed("sop sweep", folder, environment)
        for line in SHOWN:
            yield line, _typed(line, folder, environment)


def _typed(line: str, folder: Path, environment: dict[str, str]) -> str:
    """What one command writes to a terminal."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        ["/bin/sh", "-c", line], cwd=folder, env=environment, stdin=follower, stdout=follower, stderr=follower
    )
    os.close(follower)
    found = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # Linux says so when nobody has the other end any more
            break
        if not part:
            break
        found += part
    process.wait()
    os.close(leader)
    return found.decode("utf-8").replace("\r\n", "\n").rstrip("\n")


def draw(steps: list[tuple[str, str]]) -> str:
    """The picture of what was typed and shown."""
    lines: list[str] = []
    for number, (typed, shown) in enumerate(steps):
        lines += ([""] if number else []) + [PROMPTED + typed, *shown.split("\n")]
    wide = max(COLUMNS, *(width(_STYLED.sub("", line)) for line in lines))
    across = round(wide * ADVANCE + 2 * MARGIN)
    down = BAR + len(lines) * LINE + MARGIN
    rows = [_row(line, BAR + (number + 1) * LINE - 6) for number, line in enumerate(lines)]
    dots = "".join(
        f'<circle cx="{20 + 18 * n}" cy="17" r="5.5" fill="{colour}"/>'
        for n, colour in enumerate(("#e0564f", "#d9a441", "#58b368"))
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" '
            f'viewBox="0 0 {across} {down}" role="img" aria-label="sopwright in a terminal">',
            f'<rect width="100%" height="100%" rx="9" fill="{BACKGROUND}"/>{dots}',
            f'<g font-family="{FONT}" font-size="14" fill="{TEXT}" style="white-space:pre">',
            *filter(None, rows),
            "</g></svg>\n",
        ]
    )


def _row(line: str, y: int) -> str:
    """One line of the terminal. Each stretch of one style begins at its column; a stretch of wide characters
    has their very columns, so that it stands where a terminal has it, whichever font there is."""
    if line.startswith(PROMPTED):
        command = html.escape(line.removeprefix(PROMPTED))
        mark = f'<text x="{MARGIN}" y="{y}" fill="{PROMPT}">$</text>'
        return mark + f'<text x="{MARGIN + 2 * ADVANCE:.1f}" y="{y}" font-weight="600">{command}</text>'
    column, style, found = 0, "", []
    for index, part in enumerate(_STYLED.split(line)):
        if index % 2:
            style = part
            continue
        for piece in _PIECES.findall(part):
            if piece.strip():
                found.append(_text(piece, column, y, style))
            column += width(piece)
    return "".join(found)


def _text(piece: str, column: int, y: int, style: str) -> str:
    looks = "".join(
        f' fill="{COLOURS[code]}"' if code in COLOURS else ' font-weight="600"' if code == "1" else ""
        for code in style.split(";")
    )
    first = len(piece) - len(piece.lstrip(" "))
    piece, column = piece.strip(" "), column + first
    if piece.isascii():
        place = f'{MARGIN + column * ADVANCE:.1f}" textLength="{len(piece) * ADVANCE:.1f}'
    else:
        places = [column + width(piece[:n]) for n in range(len(piece))]
        place = " ".join(f"{MARGIN + at * ADVANCE:.1f}" for at in places)
    return f'<text x="{place}" y="{y}"{looks}>{html.escape(piece)}</text>'


def main(words: list[str]) -> int:
    """Write the pictures, or with ``--check`` say which do not show what the program says now."""
    code = 0
    for name, picture in pictures().items():
        path = FOLDER / name
        if path.exists() and path.read_text("utf-8") == picture:
            continue
        if words == ["--check"]:
            print(f"not up to date: docs/{name}")
            code = 1
        else:
            path.write_text(picture, "utf-8")
            print(f"written: docs/{name}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
