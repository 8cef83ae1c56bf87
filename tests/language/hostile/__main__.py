"""``python -m tests.language.hostile``: make hostile files, lint them, print the figures; 1 beyond limits."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.language.hostile.generate import generate
from tests.language.hostile.trial import Table, faults, try_all


def main() -> int:
    """One run."""
    parser = argparse.ArgumentParser(prog="python -m tests.language.hostile", description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files that broke a limit")
    words = parser.parse_args()
    table = Table()
    for answer in try_all(generate(words.count, words.seed)):
        table.add(answer)
        if words.keep and answer.file.content is not None and faults(answer):
            words.keep.mkdir(parents=True, exist_ok=True)
            (words.keep / answer.file.name).write_bytes(answer.file.content)
            told = f"{faults(answer)}\n{answer.out}{answer.err}"
            (words.keep / f"{answer.file.name}.txt").write_text(told, "utf-8", "replace")
    print("\n".join(table.lines()))
    return 0 if table.good else 1


if __name__ == "__main__":
    sys.exit(main())
