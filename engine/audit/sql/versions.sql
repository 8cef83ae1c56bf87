-- What is published and what runs on it.

-- name: audit-versions
-- Every published version of one SOP, or of all: its number among those of its name, when and by whom.
SELECT id, name, no, published, publisher FROM document
WHERE kind = 'sop' AND (CAST(? AS text) = '' OR name = ?)
ORDER BY name, no

-- name: audit-tasks-of-versions
-- How many tasks of one SOP, or of all, began with each version, and how many of them have ended. Reads the whole table.
SELECT version, count(*), count(ended) FROM task
WHERE CAST(? AS text) = '' OR sop_id = (SELECT id FROM sop WHERE name = ?)
GROUP BY version
