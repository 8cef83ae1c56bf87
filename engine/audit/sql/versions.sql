-- What is published and what runs on it.

-- name: audit-versions
-- Every published version of one SOP, or of all: its number among those of its name, when and by whom.
SELECT id, name, no, published, publisher FROM document
WHERE kind = 'sop' AND (CAST(? AS text) = '' OR name = ?)
ORDER BY name, no

-- name: audit-tasks-of-versions
-- How many tasks of one SOP, or of all, are on each version, and how many of them have ended. Reads the whole table.
SELECT version, count(*), count(ended) FROM task
WHERE CAST(? AS text) = '' OR sop_id = (SELECT id FROM sop WHERE name = ?)
GROUP BY version

-- name: audit-running
-- A page of an SOP's open tasks with the steps that are open: a row for each step.
SELECT t.id, t.ref, t.version, s.name
FROM (
  SELECT id, ref, version FROM task
  WHERE ended IS NULL AND sop_id = (SELECT id FROM sop WHERE name = ?) AND id > ?
  ORDER BY id LIMIT ?
) AS t
LEFT JOIN visit AS v ON v.task_id = t.id AND v.closed IS NULL
LEFT JOIN step AS s ON s.id = v.step_id
ORDER BY t.id, v.no
