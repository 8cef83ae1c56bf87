"""What people leave at a task: attachments, evidence for checklist lines, why a line does not apply
(docs/decisions/0037). Only what it is called and its hash are on record, never its content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from engine.kernel.deciders.common import checked_text
from engine.kernel.walk import Stop, Walk
from engine.model.definition import Item
from engine.model.refusals import Refusal
from engine.model.task import Note, Task, Visit

ATTACHMENT, EVIDENCE, NA = "attachment", "evidence", "na"

Left = tuple[str, str, int | None]
"""A path or a URL, the SHA-256 (hex) of the file and its bytes; "" and None where nothing was read."""

LONGEST = 2_000
_URL = re.compile(r"https?://[^\s<>\"/?#]+[^\s<>\"]*", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]{64}")


def scheme_of(text: str) -> str:
    """The scheme that a text begins with as a URL does; "" where it has none. A single letter is a drive."""
    found = _SCHEME.match(text)
    return found[1].lower() if found else ""


def is_url(text: str) -> bool:
    """Whether a text is a URL that can be left: http or https, with a host."""
    return _URL.fullmatch(text) is not None


def checked(left: Left) -> Left:
    """What somebody wants to leave. A file has a hash; what has none was not read and is a URL.

    Raises Stop: ``attach-empty``, ``bad-text`` (too long, or with characters that cannot be written down),
    ``attach-scheme`` (neither http nor https), ``attach-no-hash``.
    """
    text, hash, size = left
    if not text.strip():
        raise Stop(Refusal("attach-empty"))
    if len(text) > LONGEST or "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise Stop(Refusal("bad-text", {"most": LONGEST}))
    if hash:
        if _HASH.fullmatch(hash) is None or size is None or size < 0:
            raise Stop(Refusal("attach-no-hash", {"text": text}))
        return left
    if not is_url(text):
        if scheme := scheme_of(text):
            raise Stop(Refusal("attach-scheme", {"text": text, "scheme": scheme}))
        raise Stop(Refusal("attach-no-hash", {"text": text}))
    return (text, "", None)


def leave(walk: Walk, kind: str, visit: int, item: int, left: Left) -> bool:
    """Put it on record; False where the same stands there already."""
    text, hash, size = left
    for note in walk.draft.notes:
        if note[1:6] == (visit, item, kind, text, hash):
            return False
    fact = {
        "fact": "noted",
        "note": len(walk.draft.notes) + 1,
        "visit": visit,
        "item": item,
        "kind": kind,
        "text": text,
    }
    if hash:
        fact |= {"hash": hash, "size": size}
    walk.draft.apply(fact)
    return True


def leave_reason(walk: Walk, visit: Visit, items: Sequence[int], reason: str | None) -> None:
    """Why lines of a visit do not apply. Raises Stop ``na-reason``, ``bad-text``."""
    place = {"task": walk.draft.base.id, "step": visit.step, "n": visit.n}
    if reason is None or not reason.strip():
        raise Stop(Refusal("na-reason", {"lines": list(items), **place}))
    for no in items:
        leave(walk, NA, visit.no, no, (checked_text(reason, "na-reason"), "", None))


def leave_evidence(walk: Walk, visit: Visit, items: Iterable[int], evidence: Iterable[Left]) -> None:
    """What there is to show for lines of a visit. Raises Stop as ``checked``."""
    found = [checked(left) for left in evidence]
    for no in sorted(set(items)):
        for left in found:
            leave(walk, EVIDENCE, visit.no, no, left)


def unproven(walk: Walk, visit: Visit, item: Item) -> Refusal | None:
    """The refusal ``evidence-missing`` where there is nothing to show for a line of a visit."""
    draft = walk.draft
    if any(note[1:4] == (visit.no, item.no, EVIDENCE) for note in draft.notes):
        return None
    place = {"task": draft.base.id, "step": visit.step, "n": visit.n}
    return Refusal("evidence-missing", {"no": item.no, "title": item.title, **place})


def of_line(task: Task, visit: Visit, item: int, kind: str) -> list[Note]:
    """What was left for a line of a visit, in order."""
    return [note for note in task.notes if note[1:4] == (visit.no, item, kind)]
