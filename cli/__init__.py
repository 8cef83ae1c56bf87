"""The command line: ``main``, and one file for each group of commands."""

import gc

from cli.later import import_later

# A call makes some ten thousand objects while it imports, none of them garbage; looking through them over
# and over costs a twentieth of the whole call.
gc.set_threshold(50_000, 20, 20)

# A tenth of the time that a list takes, for what click needs of it in hardly any call.
import_later("inspect")
