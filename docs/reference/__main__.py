"""``python -m docs.reference``: write the reference pages, or check them."""

from __future__ import annotations

import sys

from docs.reference import stale, write


def main(words: list[str]) -> int:
    """Write what is stale, or with ``--check`` only say so."""
    if words == ["--check"]:
        found = stale()
        print("\n".join(f"not up to date: docs/{name}" for name in found) or "up to date")
        return 1 if found else 0
    print("\n".join(f"written: docs/{name}" for name in write()) or "nothing to do")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
