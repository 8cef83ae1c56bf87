"""How a command's result is written down: canonical JSON and the hash chain of a task's events.

Canonical (DESIGN 4a): keys sorted, no spaces, UTF-8 as it is, integers only; everything else that is
not a string, boolean, list or object is refused, so that no two programs can write one fact two ways.
"""

from __future__ import annotations

from collections.abc import Iterable
from json import encoder
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:  # CPython's own, as ``random`` takes it: ``hashlib`` loads OpenSSL, and a single advance would wait
        from _sha2 import sha256  # from 3.12 on
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256

EVENT_FORMAT = 1


def _refuse(value: object) -> Any:
    raise TypeError(f"{type(value).__name__} has no canonical form")


_slow = encoder.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_refuse
)
# ``JSONEncoder.encode`` makes this object anew at every call, which costs more than the encoding itself.
# It is CPython's own; another interpreter goes the slow way.
_maker: Any = getattr(encoder, "c_make_encoder", None)
_fast = _maker and _maker(None, _refuse, encoder.encode_basestring, None, ":", ",", True, False, False)


def _encode(value: Any) -> str:
    return "".join(_fast(value, 0)) if _fast else _slow.encode(value)


def canonical(value: Any) -> str:
    """The one text for a value made of strings, integers, booleans, None, lists and objects.

    Raises TypeError for anything else (floats are the caller's mistake: stored numbers are integers or
    decimal strings, and hold no float).
    """
    return _encode(value)


def hashed(text: str) -> bytes:
    """The SHA-256 of a text in UTF-8."""
    return sha256(text.encode("utf-8")).digest()


def digest(previous: bytes, columns: Iterable[Any]) -> bytes:
    """SHA-256 over the canonical array of the previous hash and every other column of an event row.

    Bytes are written in hexadecimal. The first event of a task has the empty previous hash.
    """
    plain = [previous.hex()]
    plain += [column.hex() if isinstance(column, bytes) else column for column in columns]
    return hashed(_encode(plain))
