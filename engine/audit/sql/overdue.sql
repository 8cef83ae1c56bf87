-- What was late in a time, read from the three partial indexes of late spans and never from the whole ledger.
-- Instants are ms UTC. A question is put together of pieces (engine.audit.statements): the bounds `q`, then a
-- reading or a listing, in which `FROM late` means `audit-late`, in which `FROM seen` means one of the sources.
-- Asking each source by itself lets both databases go straight through its index.

-- name: audit-bounds
-- The question's instants and filters (0: none), once, by name.
WITH q (week_start, week_end, as_of, known, ended_from, due_before, sop, person, role) AS (
  SELECT CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint),
         CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint)
)

-- name: audit-source-closed
-- Spans that ended after their due; one that ended, or was written down, after what is asked about counts as open.
-- A clock that stood still and went on is late once: in the row that follows, as soon as that is known.
SELECT q.week_start, q.week_end, q.as_of, q.known, q.sop, q.person, q.role,
       c.task_id, c.sop_id, c.step_id, c.deadline, c.visit, c.role_set_id, c.started, c.started_recorded, c.due,
       c.limit_at, c.born_late,
       CASE WHEN c.ended <= q.as_of AND c.ended_recorded <= q.known THEN c.ended END AS ended,
       c.ended_recorded, c.why, c.actor_id
FROM q CROSS JOIN clock AS c
WHERE c.ended > c.due AND c.ended >= q.ended_from AND c.due < q.due_before
  AND (c.why <> 'resumed' OR NOT EXISTS (
    SELECT 1 FROM clock AS later
    WHERE later.task_id = c.task_id AND later.no > c.no AND later.deadline = c.deadline AND later.visit = c.visit
      AND later.started <= q.as_of AND later.started_recorded <= q.known))

-- name: audit-source-open
-- Spans that nobody has ended.
SELECT q.week_start, q.week_end, q.as_of, q.known, q.sop, q.person, q.role,
       c.task_id, c.sop_id, c.step_id, c.deadline, c.visit, c.role_set_id, c.started, c.started_recorded, c.due,
       c.limit_at, c.born_late,
       CAST(NULL AS bigint) AS ended, CAST(NULL AS bigint) AS ended_recorded, CAST(NULL AS text) AS why,
       CAST(NULL AS bigint) AS actor_id
FROM q CROSS JOIN clock AS c
WHERE c.ended IS NULL AND c.due < q.due_before

-- name: audit-source-unrecorded
-- Spans that ended in time, which was not yet written down: what was known then is that they were open.
SELECT q.week_start, q.week_end, q.as_of, q.known, q.sop, q.person, q.role,
       c.task_id, c.sop_id, c.step_id, c.deadline, c.visit, c.role_set_id, c.started, c.started_recorded, c.due,
       c.limit_at, c.born_late,
       CAST(NULL AS bigint) AS ended, CAST(NULL AS bigint) AS ended_recorded, CAST(NULL AS text) AS why,
       CAST(NULL AS bigint) AS actor_id
FROM q CROSS JOIN clock AS c
WHERE c.ended <= c.due AND c.ended_recorded > c.due AND c.ended_recorded > q.known AND c.due < q.due_before

-- name: audit-late
-- A source's spans that count for the question, and how. What was born late is late from when it was set.
SELECT p.task_id, p.sop_id, p.step_id, p.deadline, p.visit, p.role_set_id, p.started, p.due, p.limit_at, p.born_late,
       p.ended,
       CASE WHEN p.ended IS NOT NULL THEN p.ended_recorded END AS recorded,
       CASE WHEN p.ended IS NOT NULL THEN p.why END AS why,
       CASE WHEN p.ended IS NOT NULL AND p.why = 'closed' THEN p.actor_id END AS actor_id,
       coalesce(p.ended, p.as_of) - p.due AS late,
       CASE WHEN coalesce(p.ended, p.as_of) > p.limit_at THEN 1 ELSE 0 END AS breached,
       CASE WHEN p.late_from >= p.week_start THEN 1 ELSE 0 END AS is_new,
       CASE WHEN p.ended IS NULL OR p.ended >= p.week_end THEN 1 ELSE 0 END AS open_at_end
FROM (SELECT s.*, CASE WHEN s.born_late = 1 THEN s.started ELSE s.due END AS late_from FROM seen AS s) AS p
WHERE p.late_from < p.week_end AND p.started <= p.as_of AND p.started_recorded <= p.known
  AND (p.late_from >= p.week_start OR p.ended IS NULL OR p.ended >= p.week_start)
  AND (p.sop = 0 OR p.sop_id = p.sop)
  AND (p.person = 0 OR (p.ended IS NOT NULL AND p.why = 'closed' AND p.actor_id = p.person))
  AND (p.role = 0 OR p.role_set_id IN (?...))

-- name: audit-tally
-- Whose each row is, how late, and what it counts as (breached 1, new 2, open at the end 4, born late 8). Adding up
-- is not left to GROUP BY: sorting takes a database longer than handing the rows over.
SELECT step_id, role_set_id, actor_id, breached + 2 * is_new + 4 * open_at_end + 8 * born_late, late
FROM late

-- name: audit-worst
-- The rows that were latest, born late (1) or not (0), at most so many.
SELECT late, due, task_id, started, sop_id, step_id, deadline, visit, role_set_id, actor_id, limit_at, ended, recorded,
       why, breached, is_new, open_at_end, born_late
FROM late
WHERE born_late = ?
ORDER BY late DESC, due, task_id, started, deadline, visit
LIMIT ?
