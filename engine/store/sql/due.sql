-- What is due by itself, for the sweep, and when somebody last looked.

-- name: due
-- The instants that have come, with their tasks: the earliest first, from after a place in that order.
SELECT fires, task_id FROM timer WHERE ended IS NULL AND fires <= ? AND (fires, task_id) > (?, ?)
UNION ALL
SELECT rung_at, task_id FROM clock WHERE rung_at <= ? AND (rung_at, task_id) > (?, ?)
ORDER BY 1, 2 LIMIT ?

-- name: due-next
-- The first instant after another at which something is due.
SELECT min(at) FROM (SELECT min(fires) AS at FROM timer WHERE ended IS NULL AND fires > ?
                     UNION ALL
                     SELECT min(rung_at) FROM clock WHERE rung_at > ?) AS coming

-- name: recorded-newest
-- About the newest thing on record: of the task that was started last, what was published or refused last.
SELECT max(at) FROM (SELECT max(recorded) AS at FROM event WHERE task_id = (SELECT max(id) FROM task)
                     UNION ALL
                     SELECT published FROM document WHERE id = (SELECT max(id) FROM document)
                     UNION ALL
                     SELECT recorded FROM refusal WHERE id = (SELECT max(id) FROM refusal)) AS newest

-- name: recorded-last
-- When the last event of each of several tasks was recorded.
SELECT t.id, e.recorded FROM task AS t JOIN event AS e ON e.task_id = t.id AND e.seq = t.seq
WHERE t.id IN (?...)

-- name: recorded-last-of
-- The same for one task.
SELECT task_id, recorded FROM event WHERE task_id = ? ORDER BY seq DESC LIMIT 1

-- name: setting-drop
-- A setting is not needed any more.
DELETE FROM setting WHERE key = ?
