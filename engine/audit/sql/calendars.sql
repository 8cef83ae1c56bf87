-- What rests on a calendar.

-- name: audit-planned-before
-- How many open tasks have a running clock that an earlier version of a calendar planned, and how many of them a
-- provisional one. Reads all running clocks.
SELECT count(DISTINCT c.task_id), count(DISTINCT CASE WHEN c.provisional = 1 THEN c.task_id END)
FROM clock AS c
WHERE c.ended IS NULL AND c.due IS NOT NULL
  AND c.calendar IN (SELECT id FROM document WHERE kind = 'calendar' AND name = ? AND id <> ?)
