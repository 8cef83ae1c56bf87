"""``python -m cli`` is ``sop``."""

from cli.main import main

main()
