-- What is published and what runs on it.

-- name: audit-versions
-- Every published version of one SOP, or of all: its number among those of its name, when and by whom.
SELECT id, name, no, published, publisher FROM document
WHERE kind = 'sop' AND (CAST(? AS text) = '' OR name = ?)
ORDER BY name, no

-- name: audit-tasks-of-versions
-- How many tasks began with each version, and how many of them have ended.
SELECT version, count(*), count(ended) FROM task WHERE version IN (?...) GROUP BY version
