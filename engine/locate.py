"""Where the files that ship with sopwright are: the one locator.

``engine``, ``cli``, ``schemas`` and ``workflows`` stand side by side, in a checkout as in an installed
wheel, so a path beside this package is all that is needed; ``importlib.resources`` would cost every
command several milliseconds.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = ("engine", "cli", "schemas", "workflows")
HOUSE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def find(package: str, *parts: str) -> Path:
    """The path of a shipped file or folder: ``find("schemas", "sop.schema.json")``.

    Each part is one name. Raises ValueError for a package that does not ship and for a part that leads
    elsewhere (a separator, ``..``), FileNotFoundError where nothing of that name ships.
    """
    from pathlib import Path

    if package not in PACKAGES:
        raise ValueError(f"no files ship in {package!r}")
    for part in parts:
        if part in ("", ".", "..") or "\0" in part or any(sign in part for sign in "/\\:"):
            raise ValueError(f"not the name of a shipped file: {part!r}")
    path = Path(HOUSE, package, *parts)
    if not path.exists():
        raise FileNotFoundError(f"{package}/{'/'.join(parts)} does not ship with sopwright")
    return path
