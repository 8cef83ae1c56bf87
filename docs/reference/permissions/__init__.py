"""docs/permissions.md: who may do what to a step, tried out when the page is written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from docs.reference.markdown import code, table
from docs.reference.markdown import page as whole
from docs.reference.permissions.cells import COMMANDS, DONE, LOOKING, Cell, attempt, cells
from docs.reference.permissions.shop import RELATIONS, SITUATIONS, SOPS, Shop

INTRODUCTION = Path(__file__).with_name("page.md").read_text("utf-8")


def page() -> str:
    """The whole page."""
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(folder)
        try:
            parts = [_situation(shop, situation) for situation in SITUATIONS]
            seen = _seen(shop)
        finally:
            shop.close()
    number = sum(1 for _ in cells())
    return whole(
        INTRODUCTION.replace("CELLS", f"{number:,}"), *[text for part in parts for text in part], *seen
    )


def _situation(shop: Shop, situation: str) -> list[str]:
    """One situation: which commands are carried out for whom."""
    lets: dict[tuple[str, ...], list[str]] = {}
    for command in COMMANDS:
        who = [
            relation
            for person, relation in RELATIONS.items()
            if attempt(shop, Cell(person, command, "open", situation)) == DONE
        ]
        lets.setdefault(tuple(dict.fromkeys(who)), []).append(command)
    nobody = lets.pop((), [])
    lines = [(", ".join(map(code, commands)), "; ".join(who)) for who, commands in lets.items()]
    if nobody:
        lines.append((", ".join(map(code, nobody)), "nobody, as things stand"))
    title = SITUATIONS[situation]
    return [f"## {title[0].upper()}{title[1:]}", table(("Command", "Is carried out for"), lines)]


def _seen(shop: Shop) -> list[str]:
    """Who sees a task, by the SOP that it is of: in the situation in which it was delegated."""
    lets: dict[tuple[str, ...], list[str]] = {}
    for person, relation in RELATIONS.items():
        came = [attempt(shop, Cell(person, what, sop, "delegated")) for sop in SOPS for what in LOOKING]
        marks = tuple("yes" if one == DONE else "no" for one in came)
        if relation not in lets.setdefault(marks, []):
            lets[marks].append(relation)
    lines = [("; ".join(who), *marks) for marks, who in lets.items()]
    head = ("Who", "show", "list", "audit", "`see: auditor`: show", "list", "audit")
    return ["## Who sees a task that was delegated", table(head, lines)]
