-- What was closed against a rule: by a partial index of such events, of which there are few.

-- name: overrides
-- The events in a time, as things stood and as they were known at an instant each (ms UTC).
SELECT task_id, seq, actor, acting, happened, recorded, body
FROM event
WHERE kind = 'override' AND happened >= ? AND happened < ? AND happened <= ? AND recorded <= ?
ORDER BY happened, task_id, seq

-- name: overrides-undone
-- What was undone in these tasks, in the same way.
SELECT task_id, body FROM event WHERE task_id IN (?...) AND kind = 'undo' AND happened <= ? AND recorded <= ?
