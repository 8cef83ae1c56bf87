"""What went wrong that is no refusal: outages a person can mend in one line, and crashes to report."""

from __future__ import annotations

import errno
import os
import traceback

from cli.output import inert
from engine.words import N_, _

SYSTEM: dict[int, str] = {
    errno.ENOENT: N_("%(path)s does not exist."),
    errno.EACCES: N_("%(path)s: permission denied."),
    errno.EPERM: N_("%(path)s: permission denied."),
    errno.EISDIR: N_("%(path)s is a folder, not a file."),
    errno.ENOTDIR: N_("%(path)s: a part of this path is not a folder."),
    errno.EEXIST: N_("%(path)s exists already."),
    errno.ENOSPC: N_("%(path)s: no space left on the device."),
    errno.EROFS: N_("%(path)s: the file system cannot be written to."),
}
"""What the operating system refused, by its number."""

LONGEST_PATH = 500

CRASH = N_(
    "Internal error: %(error)s (%(place)s). This is a fault of sopwright, not yours; nothing of this command "
    "is half written. Please report this line with the command you typed. SOP_DEBUG=1 shows the details."
)


def outage(error: Exception) -> str | None:
    """One line about a failure that is not the program's fault; None for any other."""
    if isinstance(error, OSError) and error.errno is not None:
        path = inert(error.filename if error.filename is not None else _("the output"))[:LONGEST_PATH]
        known = SYSTEM.get(error.errno)
        if known:
            return _(known) % {"path": path}
        return f"{path}: {error.strerror}"
    from engine.store.errors import TEXTS, StoreError

    if isinstance(error, StoreError):
        return _(TEXTS[error.code]) % {name: inert(value) for name, value in error.data.items()}
    return None


def crash(error: BaseException) -> str:
    """One line about an exception that nobody expected: what and where, without the user's data."""
    frames = traceback.extract_tb(error.__traceback__)
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    ours = [frame for frame in frames if frame.filename.startswith(root)]
    last = (ours or frames)[-1] if frames else None
    place = f"{os.path.relpath(last.filename, root)}:{last.lineno}" if last else "?"
    kind, words = type(error).__name__, inert(error)
    return _(CRASH) % {"error": f"{kind}: {words}" if words else kind, "place": place}
