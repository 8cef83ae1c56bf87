-- What only PostgreSQL says so.

-- name: task-next
-- This many numbers, in a row unless somebody else took one in between.
SELECT min(id), max(id) FROM (SELECT nextval('task_id_seq') AS id FROM generate_series(1, ?)) AS taken

-- name: tasks-free
-- Those of several tasks that nobody works on, kept from others until the transaction ends.
SELECT id FROM task WHERE id IN (?...) ORDER BY id FOR UPDATE SKIP LOCKED

-- name: team-lock
-- Who writes the next team event has to wait for whoever is writing one, until that transaction ends.
SELECT pg_advisory_xact_lock(815005)
