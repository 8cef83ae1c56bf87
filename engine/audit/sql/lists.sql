-- What else an audit lists, and the names of what it counts.

-- name: audit-recorded-late
-- Steps closed in time, due in the time asked about, and written down after their due: the longest after it first; the last
-- column is how many there are in all.
WITH q (week_start, week_end, as_of, known, sop, person, role) AS (
  SELECT CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint),
         CAST(? AS bigint), CAST(? AS bigint)
)
SELECT c.ended_recorded - c.due, c.due, c.task_id, c.started, c.sop_id, c.step_id, c.deadline, c.visit, c.role_set_id,
       c.actor_id, c.limit_at, c.ended, c.ended_recorded, c.why, 0, 1, 0, c.born_late, count(*) OVER ()
FROM q CROSS JOIN clock AS c
WHERE c.ended <= c.due AND c.ended_recorded > c.due
  AND c.due >= q.week_start AND c.due < q.week_end AND c.ended <= q.as_of AND c.ended_recorded <= q.known
  AND c.why = 'closed' AND (q.sop = 0 OR c.sop_id = q.sop) AND (q.person = 0 OR c.actor_id = q.person)
  AND (q.role = 0 OR c.role_set_id IN (?...))
ORDER BY c.ended_recorded - c.due DESC, c.due, c.task_id, c.started, c.deadline, c.visit
LIMIT ?

-- name: audit-refs
-- What people call these tasks.
SELECT id, ref FROM task WHERE id IN (?...)

-- name: audit-sops
-- All SOPs' names.
SELECT id, name FROM sop

-- name: audit-steps
-- All steps' names.
SELECT id, sop_id, name FROM step

-- name: audit-people
-- All persons' keys.
SELECT id, name FROM person

-- name: audit-role-sets
-- All sets of roles.
SELECT id, names FROM role_set
