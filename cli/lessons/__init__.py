"""Lessons of refusals: commands of which the last is refused, and what to type instead.

``refusals.txt`` holds blocks: ``==== CODE``, the commands that lead there and the one that is refused,
``----``, its mend. They are typed in the little shop beside it (``shop/``), by its first person, on a
Friday at 10 o'clock; a test types every one of them. A command may begin with variables (``SOP_USER=Li``).
"""

from __future__ import annotations

import os
from typing import NamedTuple

FOLDER = os.path.dirname(os.path.abspath(__file__))


class Commands(NamedTuple):
    """``given`` is done before; ``refused`` is one command; ``mend`` are the ones that go well."""

    given: tuple[str, ...]
    refused: tuple[str, ...]
    mend: tuple[str, ...]


def example(code: str) -> Commands | None:
    """The example of a refusal's code; None where there is none."""
    return examples().get(code)


def examples() -> dict[str, Commands]:
    """All examples by their code."""
    with open(os.path.join(FOLDER, "refusals.txt"), encoding="utf-8") as file:
        text = file.read()
    found = {}
    for block in text.split("==== ")[1:]:
        code, _, body = block.partition("\n")
        broken, _, mend = body.partition("----\n")
        *given, refused = broken.strip().split("\n")
        found[code] = Commands(tuple(given), (refused,), tuple(mend.strip().split("\n")))
    return found
