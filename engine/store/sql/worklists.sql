-- Work lists. Each page starts at one of two partial indexes and reads no more of them than it shows.

-- name: work-shops
-- The shops in which visits of these sets of roles are to be taken: from each to the next one, whatever lies between.
WITH RECURSIVE found (role_set_id, shop) AS (
    SELECT r.id, (SELECT min(v.shop) FROM visit AS v
                  WHERE v.closed IS NULL AND v.kind = 'work' AND v.assignee_id IS NULL
                    AND v.role_set_id = r.id)
    FROM role_set AS r WHERE r.id IN (?...)
    UNION ALL
    SELECT f.role_set_id, (SELECT min(v.shop) FROM visit AS v
                           WHERE v.closed IS NULL AND v.kind = 'work' AND v.assignee_id IS NULL
                             AND v.role_set_id = f.role_set_id AND v.shop > f.shop)
    FROM found AS f WHERE f.shop IS NOT NULL)
SELECT role_set_id, shop FROM found WHERE shop IS NOT NULL

-- name: work-free
-- Visits of one set of roles in one shop that nobody has: by due, those without one last, then by rank and age.
SELECT due, rank, opened, task_id, no FROM visit
WHERE closed IS NULL AND kind = 'work' AND assignee_id IS NULL AND role_set_id = ? AND shop = ?
ORDER BY due ASC NULLS LAST, rank, opened, task_id, no LIMIT ?

-- name: work-mine
-- Visits that are a person's alone, in the same order; those put off until later than an instant, and not due
-- before another one, are left out. The shops count where the first of their two parameters is 1.
SELECT due, rank, opened, task_id, no FROM visit
WHERE closed IS NULL AND assignee_id = (SELECT id FROM person WHERE name = ?)
  AND (snoozed IS NULL OR snoozed <= ? OR due < ?) AND (? = 0 OR shop IN (?...))
ORDER BY due ASC NULLS LAST, rank, opened, task_id, no LIMIT ?

-- name: work-asleep
-- How many that leaves out.
SELECT count(*) FROM visit
WHERE closed IS NULL AND assignee_id = (SELECT id FROM person WHERE name = ?)
  AND snoozed > ? AND (due IS NULL OR due >= ?) AND (? = 0 OR shop IN (?...))

-- name: work-line
-- What a line of a work list says of one visit.
SELECT t.ref, t.sop_id, t.version, v.step_id, v.n, v.role_set_id, v.opened, v.due, t.shop, v.lane,
       v.assignee_id, v.rank, v.snoozed, v.people, v.ticks, v.na
FROM visit AS v JOIN task AS t ON t.id = v.task_id WHERE v.task_id = ? AND v.no = ?

-- name: work-given
-- Who started tasks, and what they were given so far.
SELECT t.id, p.name, t.data, t.origin FROM task AS t JOIN person AS p ON p.id = t.starter
WHERE t.id IN (?...)

-- name: work-lanes
-- What the lane of a task, and those around it, have for themselves, and in which block each stands.
WITH RECURSIVE up (block, data, origin) AS (
    SELECT block, data, origin FROM lane WHERE task_id = ? AND no = ?
    UNION ALL
    SELECT l.block, l.data, l.origin
    FROM up AS u JOIN visit AS v ON v.task_id = ? AND v.no = u.block
    JOIN lane AS l ON l.task_id = ? AND l.no = v.lane)
SELECT block, data, origin FROM up

-- name: work-votes
-- Visits of these tasks for which a person has voted.
SELECT task_id, visit FROM vote
WHERE void = 0 AND person_id = (SELECT id FROM person WHERE name = ?) AND task_id IN (?...)

-- name: work-proofs
-- The lines of visits of these tasks for which there is something to show.
SELECT task_id, visit, item FROM note WHERE kind = 'evidence' AND task_id IN (?...)

-- name: work-hands
-- Those of these tasks in which a person may have had a hand: they closed or voted for something, or more
-- people than one had.
SELECT task_id FROM visit
WHERE (actor_id = (SELECT id FROM person WHERE name = ?) OR people <> '') AND task_id IN (?...)
UNION SELECT task_id FROM vote WHERE task_id IN (?...)

-- name: work-load
-- How many open visits a person has.
SELECT count(*) FROM visit
WHERE closed IS NULL AND assignee_id = (SELECT id FROM person WHERE name = ?)

-- name: load-of-people
-- How many open visits everybody has who has any: all, due before an instant, put off until after another one.
-- The shops count where the first of their two parameters is 1.
SELECT p.name, l.n, l.late, l.asleep
FROM (SELECT assignee_id, count(*) AS n, sum(CASE WHEN due < ? THEN 1 ELSE 0 END) AS late,
             sum(CASE WHEN snoozed > ? AND (due IS NULL OR due >= ?) THEN 1 ELSE 0 END) AS asleep
      FROM visit WHERE closed IS NULL AND assignee_id IS NOT NULL AND (? = 0 OR shop IN (?...))
      GROUP BY assignee_id) AS l
JOIN person AS p ON p.id = l.assignee_id

-- name: held-of-people
-- How many of them are on hold, with their task or alone. From the holds that last, of which there are few: so
-- CROSS JOIN, in whose order SQLite reads.
SELECT p.name, count(*)
FROM (SELECT DISTINCT v.assignee_id, v.task_id, v.no
      FROM hold AS h CROSS JOIN visit AS v
      WHERE h.ended IS NULL AND v.task_id = h.task_id AND (h.visit = 0 OR h.visit = v.no)
        AND v.closed IS NULL AND v.assignee_id IS NOT NULL AND (? = 0 OR v.shop IN (?...))) AS held
JOIN person AS p ON p.id = held.assignee_id GROUP BY p.name

-- name: free-counted
-- How many visits of one set of roles in one shop nobody has, and how many of them were due before an instant;
-- no more are counted than so many, the earliest due first.
SELECT count(*), coalesce(sum(CASE WHEN due < ? THEN 1 ELSE 0 END), 0)
FROM (SELECT due FROM visit
      WHERE closed IS NULL AND kind = 'work' AND assignee_id IS NULL AND role_set_id = ? AND shop = ?
      ORDER BY due ASC NULLS LAST LIMIT ?) AS counted
