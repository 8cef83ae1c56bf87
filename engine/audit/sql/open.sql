-- Deadlines that run now, and what is said with them. A clock that stands still has no running row.

-- name: open-clocks
-- A page of running clocks after a place in their order, the earliest due first, up to an instant: of one SOP or all (0), of
-- some sets of roles or all (0). Whose a step is, is asked of its visit: an escalation may have given it to others.
WITH q (due, task, no, until, sop, roles) AS (
  SELECT CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint)
)
SELECT c.due, c.task_id, c.no, c.sop_id, c.step_id, c.deadline, c.visit, COALESCE(v.role_set_id, c.role_set_id),
       c.started, c.started_recorded, c.limit_at, c.born_late, v.n, v.lane
FROM q CROSS JOIN clock AS c LEFT JOIN visit AS v ON v.task_id = c.task_id AND v.no = c.visit
WHERE c.ended IS NULL AND c.due IS NOT NULL AND c.due >= q.due AND c.due < q.until
  AND (c.due > q.due OR c.task_id > q.task OR (c.task_id = q.task AND c.no > q.no))
  AND (q.sop = 0 OR c.sop_id = q.sop)
  AND (q.roles = 0 OR COALESCE(v.role_set_id, c.role_set_id) IN (?...))
ORDER BY c.due, c.task_id, c.no
LIMIT ?

-- name: open-tasks
-- What people call these tasks, the version they run, and the hash of their first event, which no other task anywhere has.
SELECT t.id, t.ref, t.version, e.hash
FROM task AS t JOIN event AS e ON e.task_id = t.id AND e.seq = 1
WHERE t.id IN (?...)

-- name: open-chains
-- Of each deadline of these tasks: its first plan, how many there were; of the running one whether it is provisional, and when
-- the next rung of its ladder is.
SELECT task_id, deadline, visit, min(no), count(*), max(CASE WHEN ended IS NULL THEN provisional ELSE 0 END),
       max(CASE WHEN ended IS NULL THEN rung_at END)
FROM clock WHERE task_id IN (?...) GROUP BY task_id, deadline, visit

-- name: open-closers
-- Which steps of these tasks a person closed.
SELECT DISTINCT v.task_id, s.name
FROM visit AS v JOIN step AS s ON s.id = v.step_id JOIN person AS p ON p.id = v.actor_id
WHERE v.closed IS NOT NULL AND v.outcome NOT IN ('cancelled', 'superseded', 'undone') AND p.name = ? AND v.task_id IN (?...)
