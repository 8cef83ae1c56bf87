"""``python -m tests.pinned --write``: write the pinned texts anew; then look at what ``git diff`` says."""

from __future__ import annotations

import sys

from tests.pinned.files import write

if sys.argv[1:] != ["--write"]:
    sys.exit(__doc__)
write()
