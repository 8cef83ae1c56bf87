-- What people leave at tasks: votes, attachments, evidence (read only where ``task.more`` says that there are any).

-- name: votes
-- The votes of one task.
SELECT no, visit, outcome, person_id, at, recorded, roles, binding, hash, covers, reason, behalf, hands, void
FROM vote WHERE task_id = ? ORDER BY no

-- name: votes-of
-- The votes of several tasks.
SELECT no, visit, outcome, person_id, at, recorded, roles, binding, hash, covers, reason, behalf, hands, void,
       task_id
FROM vote WHERE task_id IN (?...) ORDER BY task_id, no

-- name: vote-add
-- A vote.
INSERT INTO vote (shop, task_id, no, visit, outcome, person_id, at, recorded, roles, binding, hash, covers,
                  reason, behalf, hands, void)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: vote-changed
-- A vote does not count any more.
UPDATE vote SET void = ? WHERE task_id = ? AND no = ?

-- name: notes
-- What was left at one task.
SELECT no, visit, item, kind, text, hash, size, actor_id, at, recorded FROM note WHERE task_id = ? ORDER BY no

-- name: notes-of
-- What was left at several tasks.
SELECT no, visit, item, kind, text, hash, size, actor_id, at, recorded, task_id
FROM note WHERE task_id IN (?...) ORDER BY task_id, no

-- name: note-add
-- Something was left at a task or a visit.
INSERT INTO note (shop, task_id, no, visit, item, kind, text, hash, size, actor_id, at, recorded)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: note-changed
-- The line that something was left for has another number.
UPDATE note SET item = ? WHERE task_id = ? AND no = ?

-- name: assigned-open
-- How many open visits each person has.
SELECT p.name, count(*) FROM visit AS v JOIN person AS p ON p.id = v.assignee_id
WHERE v.closed IS NULL AND v.assignee_id IS NOT NULL GROUP BY p.name

-- name: turns
-- Who got the steps of an SOP last that people get in turn, in a shop.
SELECT step, person FROM turn WHERE sop = ? AND shop = ?

-- name: turn-put
-- Somebody got a step.
INSERT INTO turn (sop, step, shop, person) VALUES (?, ?, ?, ?)
ON CONFLICT (sop, step, shop) DO UPDATE SET person = excluded.person

-- name: open-of-person
-- The open visits that are a person's, or that somebody does for them (whose name ``people`` begins with).
SELECT task_id, no FROM visit
WHERE closed IS NULL AND assignee_id IS NOT NULL
  AND (assignee_id = (SELECT id FROM person WHERE name = ?) OR substr(people, 1, CAST(? AS INTEGER)) = ?)
ORDER BY task_id, no

-- name: holders-of
-- Who has an open step of several tasks.
SELECT v.task_id, p.name FROM visit AS v JOIN person AS p ON p.id = v.assignee_id
WHERE v.closed IS NULL AND v.assignee_id IS NOT NULL AND v.task_id IN (?...) ORDER BY v.task_id, v.no
