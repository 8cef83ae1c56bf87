"""The example documents: for each code one that breaks its rule and one that mends it, from files.

``examples/<family>.txt`` holds blocks: ``==== CODE`` and flags, the document that breaks the rule, ``----``,
its mend. A test lints every one of them, so an example says what really happens. Flags:

* ``escaped``: in the document ``\\xNN`` is one byte, and ``⟨text ×N⟩`` is the text N times over, for what
  cannot or should not stand in a file as it is;
* ``team``: the document is checked beside ``examples/team.yaml``;
* ``also CODE``: the mistake shows in two ways.

Examples can use the parts files in ``examples/parts``, and call the SOP in ``examples/called.yaml``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.locate import find

CALENDARS = ("cn-office",)
"""The calendars that are published where the examples are checked."""

CALLED = "refund.yaml"
"""What the file of the SOP is called that examples may call."""

_REPEATED = re.compile("⟨([^⟨⟩]*?)×([0-9]+)⟩")
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")


def parts() -> dict[str, bytes]:
    """The parts files beside the examples, by name; one of them is broken, and one is none."""
    folder = find("engine", "language", "lessons", "examples", "parts")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def called() -> str:
    """The SOP that stands beside the examples and that they may call."""
    return find("engine", "language", "lessons", "examples", "called.yaml").read_text("utf-8")


class Example(NamedTuple):
    """``broken`` and ``mend`` are documents as they are shown; ``also`` the codes that come along;
    ``team`` the text of the team file beside them, or ""."""

    broken: str
    mend: str
    escaped: bool = False
    team: str = ""
    also: tuple[str, ...] = ()

    def beside(self) -> list[str]:
        """The parts files that the documents name, as they are shown beside them."""
        text = self.broken + self.mend
        return [
            f"# {name}\n{data.decode()}" for name, data in parts().items() if name in text and "use:" in text
        ]

    def called(self) -> str:
        """The SOP that the documents call, as it is shown beside them; "" where they call none."""
        return called() if "call: refund" in self.broken + self.mend else ""

    def broken_bytes(self) -> bytes:
        """The broken document itself."""
        if not self.escaped:
            return self.broken.encode()
        whole = _REPEATED.sub(lambda found: found[1] * int(found[2]), self.broken.removesuffix("\n"))
        return _BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), whole.encode())


def examples(family: str) -> dict[str, Example]:
    """The examples of a family of codes (``Y1``), by code; empty where the family has none."""
    try:
        path = find("engine", "language", "lessons", "examples", f"{family}.txt")
    except FileNotFoundError:
        return {}
    team = find("engine", "language", "lessons", "examples", "team.yaml").read_text("utf-8")
    return parse(path.read_text("utf-8"), team)


def parse(text: str, team: str = "") -> dict[str, Example]:
    """The examples in a file's text, by code; ``team`` stands beside those that say so."""
    found = {}
    for block in text.split("==== ")[1:]:
        head, _, body = block.partition("\n")
        code, *flags = head.split()
        broken, _, mend = body.partition("\n----\n")
        found[code] = Example(
            broken + "\n",
            mend,
            "escaped" in flags,
            team if "team" in flags else "",
            tuple(flags[flags.index("also") + 1 :]) if "also" in flags else (),
        )
    return found
