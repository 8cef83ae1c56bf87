"""The command line: ``main``, and one file for each group of commands."""

import gc

from cli.later import import_later

# A call makes some ten thousand objects while it imports, none of them garbage; looking through them over
# and over costs a twentieth of the whole call.
gc.set_threshold(50_000, 20, 20)

# An eighth of the whole call, for what click and the logging of ``transitions`` need in hardly any.
import_later("inspect")
import_later("traceback")
