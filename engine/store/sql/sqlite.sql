-- What only SQLite says so.

-- name: task-next
-- The first free number; the writer's lock keeps it free.
SELECT coalesce(max(id), 0) + 1 FROM task

-- name: tasks-free
-- Those of several tasks that nobody works on; whoever has the writer's lock has them all.
SELECT id FROM task WHERE id IN (?...)

-- name: team-lock
-- Nothing: whoever has the writer's lock writes the next team event.
SELECT 0
