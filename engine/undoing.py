"""What a task's events did, read for an undo."""

from __future__ import annotations

import json

from engine.kernel.past import Event, past
from engine.model.task import Task
from engine.store import Store


def past_of(store: Store, task: Task) -> tuple[Event, ...]:
    """The events of a task, each with the task after it; inside the transaction that locks it, with what the
    transaction did so far written."""
    return past(
        task.id,
        task.shop,
        [
            (row.kind, row.actor, row.acting, row.happened, row.recorded, json.loads(row.body)["facts"])
            for row in store.events(task.id)
        ],
    )
