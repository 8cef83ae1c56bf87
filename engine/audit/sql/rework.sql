-- How often work was done more than once. What most steps did is added up by the database; the tasks in which a step
-- came again are looked at one by one. Instants are ms UTC; shops: those that are asked about, or all (0).

-- name: rework-closed
-- How many visits of people of each step were closed in a time and done. Reads the whole table of visits.
SELECT step_id, count(*) FROM visit
WHERE closed >= ? AND closed < ? AND kind = 'work' AND outcome NOT IN ('cancelled', 'superseded', 'undone')
  AND (CAST(? AS bigint) = 0 OR shop IN (?...))
GROUP BY step_id

-- name: rework-tasks
-- The tasks in which a step came again and that was not over when the time began. Reads the whole table of visits.
SELECT DISTINCT task_id FROM visit
WHERE n > 1 AND kind = 'work' AND (closed IS NULL OR closed >= ?) AND (CAST(? AS bigint) = 0 OR shop IN (?...))
ORDER BY task_id

-- name: rework-visits
-- The visits of several tasks.
SELECT task_id, no, step_id, lane, kind, opened, opened_recorded, closed, closed_recorded, outcome, reason
FROM visit WHERE task_id IN (?...) ORDER BY task_id, no

-- name: rework-lanes
-- The lanes of several tasks: in which lane their block stands, for which item, and where that stands in its list.
SELECT l.task_id, l.no, v.lane, l.item, l.place
FROM lane AS l JOIN visit AS v ON v.task_id = l.task_id AND v.no = l.block
WHERE l.task_id IN (?...)

-- name: rework-reopened
-- What was reopened in several tasks.
SELECT task_id, body FROM event WHERE task_id IN (?...) AND kind = 'reopen'
