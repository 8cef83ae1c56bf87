"""Pages in a real browser: nothing is clipped on a phone or a desk, nothing runs, and they print.

Where no Chromium is installed there is nothing to look with, and these are skipped.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.endtoend.processes import Workspace

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here")

SHOWN = {"checklist": ["checklist", "T-302"], "audit": ["audit", "--week", "2026-W41"]}
WIDTHS = (360, 1280)
FRAME = '<iframe id="{name}" src="{file}" width="{wide}" height="900"></iframe>'
LOOK = """<!doctype html><meta charset="utf-8">%s<pre id="said"></pre><script>
addEventListener("load", () => {
  const said = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, wide = frame.clientWidth;
    const all = [...page.body.querySelectorAll("*")].map((one) => [one, one.getBoundingClientRect()]);
    said[frame.id] = {
      beyond: Math.max(0, page.documentElement.scrollWidth - wide),
      clipped: all.filter(([one, box]) => box.right > wide + 1).map(([one]) => one.tagName),
      boxes: page.querySelectorAll(".box").length,
      active: page.querySelectorAll("script, img, iframe, object, form, a").length,
      seen: all.filter(([one, box]) => box.height > 0).length,
    };
  }
  document.getElementById("said").textContent = JSON.stringify(said);
});
</script>"""


def run(*words: str) -> str:
    """What a headless browser writes. Its pages may read each other: that is how ours are looked at."""
    asked = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]
    return subprocess.run(
        [*asked, *words], capture_output=True, encoding="utf-8", timeout=60, check=True
    ).stdout


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checklist and an audit of the demo, in both languages."""
    folder = tmp_path_factory.mktemp("pages")
    Workspace(folder).done("demo", "shop")
    for lang in ("zh", "en"):
        for name, words in SHOWN.items():
            said = Workspace(folder / "shop").done("--lang", lang, "--as", "周强", *words, "--html")
            (folder / f"{name}-{lang}.html").write_text(said, "utf-8")
    return folder


@pytest.fixture(scope="module")
def looked(pages: Path) -> dict[str, Any]:
    """What a browser makes of each page in each width."""
    frames = [
        FRAME.format(name=f"{page.stem}-{wide}", file=page.name, wide=wide)
        for page in sorted(pages.glob("*.html"))
        for wide in WIDTHS
    ]
    look = pages / "look.htm"
    look.write_text(LOOK % "".join(frames), "utf-8")
    said = run("--virtual-time-budget=8000", "--dump-dom", look.as_uri())
    found = re.search(r'<pre id="said">(.+?)</pre>', said, re.DOTALL)
    assert found is not None, "the pages were not loaded"
    return dict(json.loads(html.unescape(found[1])))


@pytest.mark.parametrize("wide", WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHOWN)
def test_nothing_is_clipped_and_nothing_runs(looked: dict[str, Any], name: str, lang: str, wide: int) -> None:
    seen = looked[f"{name}-{lang}-{wide}"]
    assert (seen["beyond"], seen["clipped"], seen["active"]) == (0, [], 0)
    assert seen["boxes"] == (3 if name == "checklist" else 0)
    assert seen["seen"] > 20


def test_they_print(pages: Path) -> None:
    target = pages / "audit.pdf"
    run(f"--print-to-pdf={target}", (pages / "audit-zh.html").as_uri())
    assert target.read_bytes().startswith(b"%PDF-")
