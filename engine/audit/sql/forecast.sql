-- What is looked at to say what will be.

-- name: forecast-taken
-- Visits that were closed since an instant, of the newest tasks of an SOP: step, kind, when they were opened and closed. What was
-- withdrawn took no time that says anything.
SELECT s.name, v.kind, v.opened, v.closed
FROM (
  SELECT id FROM task
  WHERE id > (SELECT COALESCE(max(id), 0) FROM task) - CAST(? AS bigint)
    AND sop_id = (SELECT id FROM sop WHERE name = ?)
  ORDER BY id DESC LIMIT ?
) AS t
JOIN visit AS v ON v.task_id = t.id JOIN step AS s ON s.id = v.step_id
WHERE v.closed >= ? AND v.outcome NOT IN ('cancelled', 'superseded', 'undone')
