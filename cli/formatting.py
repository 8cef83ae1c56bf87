"""``fmt``: documents in house style. What a document says, and its comments, stay."""

from __future__ import annotations

import errno
import os
import tempfile
from typing import TYPE_CHECKING, NamedTuple

from cli import documents, modeline
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import json_option
from cli.output import say, say_json, warn
from cli.single import greet, read_single
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.publishing import Checked

SAME, CHANGED, REFUSED = "same", "changed", "refused"


class _Laid(NamedTuple):
    """A file and what became of it; ``after`` is what has to be written where it changed."""

    path: str
    state: str
    after: bytes = b""


@command(
    "fmt",
    help=N_(
        "Two spaces for each level, brackets that do not fit on a line as a block, no spaces at line ends. "
        "Steps and keys keep their order. A file is written only if it compiles to the very same as before; "
        "files with errors are left alone, and the exit code is 1 then."
    ),
    epilog=N_("Examples:\n  sop fmt sops\n  sop fmt --check sops/shipping.sop.yaml"),
)
@argument("paths", N_("Files or folders."), metavar=N_("PATH"), nargs=-1, required=True)
@option(
    "--check", "only_check", is_flag=True, help=N_("Write nothing; exit code 1 when a file would change.")
)
@option(
    "--editors",
    is_flag=True,
    help=N_("Begin files with the line by which editors complete them; mend one that leads nowhere here."),
)
@json_option
def fmt(console: Console, paths: tuple[str, ...], only_check: bool, editors: bool, as_json: bool) -> int:
    """Lay documents out anew, each whole or not at all."""
    greet(console)
    found = []
    for path in documents.find(paths):
        laid = _lay_out(path, editors)
        if laid.state == CHANGED and not only_check:
            write_in_place(path, laid.after)
        found.append(laid)
        if laid.state == CHANGED and not as_json:
            text = N_("Would change: %(path)s") if only_check else N_("Written: %(path)s")
            say(_(text) % {"path": documents.shown_path(path)})
    if as_json:
        say_json({"file": one.path, "state": one.state} for one in found)
    else:
        same = sum(1 for one in found if one.state == SAME)
        if same:
            text = ngettext(
                "%(n)s file is in house style already.", "%(n)s files are in house style already.", same
            )
            say(text % {"n": same})
    states = {one.state for one in found}
    return 1 if REFUSED in states or (only_check and CHANGED in states) else 0


def _lay_out(path: str, editors: bool) -> _Laid:
    """One file; what is wrong with it goes to stderr. Raises OSError."""
    from engine.language.layout import UnsureError, tidy

    before = documents.read([path])[path]
    checked = read_single(path, before)
    if checked.value is None:
        documents.report([checked], to_stderr=True)
        return _Laid(path, REFUSED)
    try:
        after = tidy(checked.source)
        if editors:
            after = modeline.begun(modeline.mended(after, checked.kind, os.path.dirname(path)), checked.kind)
        data = after.encode("utf-8")
    except UnsureError as error:
        return _unsure(path, checked.source.count("\n", 0, error.index) + 1)
    if data == before:
        return _Laid(path, SAME)
    if not _compiles_alike(checked, read_single(path, data)):
        return _unsure(path, 1)
    return _Laid(path, CHANGED, data)


def _compiles_alike(one: Checked, other: Checked) -> bool:
    """Whether two texts compile to the same bytes, with the same things to say about them."""
    from engine.publishing import compiled_text

    if other.value is None or one.kind != other.kind:
        return False
    codes = [sorted(found.code for found in each.diagnostics) for each in (one, other)]
    return codes[0] == codes[1] and compiled_text(one.kind, one.value) == compiled_text(
        other.kind, other.value
    )


def _unsure(path: str, line: int) -> _Laid:
    shown = {"path": documents.shown_path(path), "line": line}
    warn(
        _("%(path)s:%(line)s: left alone, because it cannot be laid out for certain without changing it")
        % shown
    )
    return _Laid(path, REFUSED)


def write_in_place(path: str, data: bytes) -> None:
    """Put ``data`` where a file stands, at once and with the file's mode; behind a link, where it leads.

    Raises OSError (a file that may not be written is not replaced either); then the file is as it was.
    """
    target, part = os.path.realpath(path), ""
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        mode = os.stat(target).st_mode & 0o7777
        handle, part = tempfile.mkstemp(prefix=f".{os.path.basename(target)}.", dir=os.path.dirname(target))
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, mode)
        os.replace(part, target)
        part = ""
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    finally:
        if part:
            os.unlink(part)
