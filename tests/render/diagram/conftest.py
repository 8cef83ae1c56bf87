"""Random SOPs with every construct, and a world in which their tasks run, are those of the kernel's tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "kernel"))
