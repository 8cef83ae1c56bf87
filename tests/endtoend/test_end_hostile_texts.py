"""515 hostile texts as order number, goods, receiver, comment, value, person, title and argument.

Each is taken or refused with a clear message; nothing that is printed is active on a terminal or in a
spreadsheet; nothing crashes; the record is clean afterwards.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable

import pytest

from tests.endtoend.hostile import COUNT, hostile
from tests.endtoend.processes import Ended, Workspace
from tests.render.html_pages import Page

ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?%?")
TEXTS = hostile()


def harmless(ended: Ended, what: object) -> None:
    """Exit 0, 1 or 2; one who is refused is told; nothing printed does anything."""
    said = ended.out + ended.err
    assert ended.code in (0, 1, 2), (what, ended)
    assert "Traceback" not in said, what
    assert not ACTIVE.search(said), (what, said[:300])
    if ended.code:
        assert (ended.err if ended.code == 2 else said).strip(), what
        assert len(said) < 6000, (what, len(said))


def sheet(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def rejected(shop: Workspace, name: str) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    return list(csv.reader((shop.folder / name).open(encoding="utf-8-sig", newline="")))[1:]


def test_there_are_as_many_as_promised() -> None:
    assert len(TEXTS) == len(set(TEXTS)) == COUNT


def test_in_the_cells_of_files(shop: Workspace) -> None:
    numbers = [str(1000 + place) for place in range(COUNT)]
    shop.write(
        "goods.csv",
        sheet(
            [["order_no", "goods", "receiver"], *([no, t, t] for no, t in zip(numbers, TEXTS, strict=True))]
        ),
    )
    shop.write(
        "numbers.csv",
        sheet(
            [
                ["order_no"],
                *(
                    [
                        text,
                    ]
                    for text in TEXTS
                ),
            ]
        ),
    )
    shop.write(
        "rows.csv",
        sheet([["ref", "outcome", "reason", "ticks"], *([text, text, text, text] for text in TEXTS)]),
    )
    goods, keys, rows = shop.many(
        [
            ["import", "goods.csv", "--sop", "orders"],
            ["import", "numbers.csv", "--sop", "orders"],
            ["advance", "--from", "rows.csv", "--sop", "orders"],
        ]
    )
    for ended in (goods, keys, rows):
        harmless(ended, "import")
        assert ended.code == 1
    started = int(goods.out.split()[0])
    assert started + len(rejected(shop, "goods-rejects.csv")) == COUNT
    for name in ("goods", "numbers", "rows"):
        for row in rejected(shop, f"{name}-rejects.csv"):
            assert row[-1].strip()
            for cell in row:
                assert not FORMULA.match(cell) or NUMBER.fullmatch(cell), cell[:40]
    tasks = [str(task["task"]) for task in shop.tasks()]
    calls = [[words, task] for task in tasks for words in ("show", "log")]
    calls += [["checklist", task, "--markdown"] for task in tasks] + [["list", "--limit", "9999"], ["audit"]]
    pages = [["checklist", task, "--html"] for task in tasks] + [["audit", "--html"]]
    sheets = [["list", "--csv", "--limit", "9999"], ["todo", "--csv"], ["log", tasks[0], "--csv"]]
    calls += [["show", task, "--json"] for task in tasks] + [["list", "--json", "--limit", "9999"]]
    calls += pages + sheets
    for words, ended in zip(calls, shop.many(calls), strict=True):
        harmless(ended._replace(out=ended.out.removeprefix("\ufeff").replace("\r\n", "\n")), words)
        assert ended.code == 0
        if "--json" in words:
            json.loads(ended.out)
        elif "--html" in words:
            assert Page(ended.out).wrong == [], words
        elif "--csv" in words:
            for row in csv.reader(io.StringIO(ended.out.removeprefix("\ufeff"), newline="")):
                assert not [one for one in row if FORMULA.match(one) and not NUMBER.fullmatch(one)], row
    assert shop.clean().endswith("everything is as it was written.\n")


ARGUMENTS: dict[str, Callable[[str], list[str]]] = {
    "an order number": lambda text: ["start", "orders", f"order_no={text}"],
    "a value": lambda text: ["set", "1", f"goods={text}"],
    "a field": lambda text: ["set", "1", f"{text}=1"],
    "a comment": lambda text: ["comment", "1", "--", text],
    "an outcome": lambda text: ["advance", "1", "--", text],
    "a reason": lambda text: ["cancel", "9", "--reason", text],
    "a line": lambda text: ["check", "1", "--", text],
    "a task": lambda text: ["show", "--", text],
    "a person": lambda text: ["--as", text, "todo"],
    "an SOP": lambda text: ["list", "--", text],
    "a step": lambda text: ["list", "--step", text],
    "a time": lambda text: ["comment", "1", "x", "--at", text],
    "a week": lambda text: ["audit", "--week", text],
    "a name": lambda text: ["comment", "1", "x", "--id", text],
    "a file": lambda text: ["import", "--sop", "orders", "--", text],
    "a command": lambda text: [text or "x"],
}


EVERYWHERE = pytest.mark.parametrize("everywhere", [False, pytest.param(True, marks=pytest.mark.soak)])
"""Each text in one place after the other; in a soak each text in every place."""


@EVERYWHERE
def test_as_arguments(shop: Workspace, everywhere: bool) -> None:
    shop.done("start", "orders", "order_no=1")
    places = list(ARGUMENTS.values())
    calls = [
        place(text)
        for number, text in enumerate(TEXTS)
        for place in (places if everywhere else [places[number % len(places)]])
        if "\0" not in text
    ]
    for words, ended in zip(calls, shop.many(calls), strict=True):
        harmless(ended, words)
        if any("\ud800" <= character <= "\udfff" for character in "".join(words)):
            assert ended.code != 0, words
    assert shop.clean().endswith("everything is as it was written.\n")


@EVERYWHERE
def test_in_documents(shop: Workspace, everywhere: bool) -> None:
    team = (shop.folder / "team.yaml").read_text("utf-8")
    sop = (shop.folder / "orders.sop.yaml").read_text("utf-8")
    calls = []
    for number, text in enumerate(TEXTS):
        quoted = json.dumps(text)
        contents = {
            "person": team.replace("  wang:", f"  {quoted}:"),
            "bare": team.replace("  wang:", f"  {text}:"),
            "title": sop.replace("lang: en\n", f"lang: en\ntitle: {quoted}\n"),
            "line": sop.replace("[Count]", f"[{quoted}]"),
            "step": sop.replace("  pack:", f"  {quoted}:"),
        }
        for place, (what, content) in enumerate(contents.items()):
            if not everywhere and place != number % len(contents):
                continue
            name = f"{what}{number}.yaml"
            shop.write(name, content.encode("utf-8", "surrogatepass"))
            calls.append(["lint", name])
    for words, ended in zip(calls, shop.many(calls), strict=True):
        harmless(ended, words)
        if ended.code:
            assert re.match(rf"{words[1]}:[0-9]+:[0-9]+: (error|warning)\[", ended.out), (
                words,
                ended.out[:200],
            )


if sys.platform == "win32":  # pragma: no cover
    pytestmark = pytest.mark.skip(reason="file names and arguments are others there")
