-- What only SQLite says so.

-- name: task-next
-- The first free number; the writer's lock keeps it free.
SELECT coalesce(max(id), 0) + 1 FROM task
