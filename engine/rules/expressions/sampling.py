"""Samples: which tasks and which items get a closer look. Nothing is drawn; a hash decides.

The verdict is the first 64 bits of the SHA-256 of the JSON array ``[task, name]``, for an item of a list
``[task, name, item]``, held against the share. So the same task always has the same answer, whichever
version of its SOP it runs, and an item's does not depend on what else is in the list. ``task`` is
``Env.key``. Stored records rest on this: it never changes.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from engine.rules.evaluation import EvaluationProblem
from engine.rules.expressions.arithmetic import EXACT, Number
from engine.rules.expressions.environment import Env
from engine.rules.values.decimals import plain_number
from engine.rules.values.duration import Duration

_ALL = 2**64


def sample(env: Env, *arguments: Any) -> Any:
    """``share, name``: whether this task is in the sample. ``items, share, name``: the items that are, in
    their order, maybe none. Raises EvaluationProblem ``no-share`` for a share that is not from 0 to 1."""
    if len(arguments) == 2:
        share, name = arguments
        return _drawn([env.key, name], _limit(share))
    items, share, name = arguments
    limit = _limit(share)
    return [item for item in items if _drawn([env.key, name, _written(item)], limit)]


def _limit(share: Number) -> Number:
    """What the hash's number has to be below."""
    if not 0 <= share <= 1:
        raise EvaluationProblem("no-share", share=plain_number(share))
    return share * _ALL if isinstance(share, int) else EXACT.multiply(share, _ALL)


def _drawn(what: list[str], limit: Number) -> bool:
    content = json.dumps(what, separators=(",", ":")).encode("ascii")
    return int.from_bytes(sha256(content).digest()[:8], "big") < limit


def _written(item: Any) -> str:
    """An item as a text, the same for values that are equal: 30 and 30.0, 24h and 1 day."""
    if isinstance(item, str):
        return item
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, Decimal):
        return "0" if not item else format(item.normalize(EXACT), "f")
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, Duration):
        exact = item.exact
        return f"{item.amount} {item.unit}" if exact is None else f"{exact} ms"
    return str(item)
