-- What goes on by itself: lanes, timers and callers of tasks (read only where ``task.more`` says that there
-- are any), and the queue of what tasks still have to do to each other.

-- name: lanes
-- The lanes of one task.
SELECT no, block, name, opened, opened_recorded, item, place, data, origin, closed, closed_recorded, why
FROM lane WHERE task_id = ? ORDER BY no

-- name: lanes-of
-- The lanes of several tasks.
SELECT no, block, name, opened, opened_recorded, item, place, data, origin, closed, closed_recorded, why, task_id
FROM lane WHERE task_id IN (?...) ORDER BY task_id, no

-- name: timers
-- The timers of one task.
SELECT no, kind, name, visit, clock, fires, ended, ended_recorded, why
FROM timer WHERE task_id = ? ORDER BY no

-- name: timers-of
-- The timers of several tasks.
SELECT no, kind, name, visit, clock, fires, ended, ended_recorded, why, task_id
FROM timer WHERE task_id IN (?...) ORDER BY task_id, no

-- name: callers
-- Who waits for one task.
SELECT no, caller_id, visit, gone FROM caller WHERE task_id = ? ORDER BY no

-- name: callers-of
-- Who waits for several tasks.
SELECT no, caller_id, visit, gone, task_id FROM caller WHERE task_id IN (?...) ORDER BY task_id, no

-- name: holds
-- The holds of one task.
SELECT no, visit, reason, until_at, started, started_recorded, actor_id, ended, ended_recorded
FROM hold WHERE task_id = ? ORDER BY no

-- name: holds-of
-- The holds of several tasks.
SELECT no, visit, reason, until_at, started, started_recorded, actor_id, ended, ended_recorded, task_id
FROM hold WHERE task_id IN (?...) ORDER BY task_id, no

-- name: on-hold
-- What is on hold of these tasks: the task (visit 0) or a visit.
SELECT task_id, visit FROM hold WHERE ended IS NULL AND task_id IN (?...)

-- name: dues-provisional
-- The dues of these tasks that were planned over a year whose holidays were not known.
SELECT task_id, due FROM clock WHERE provisional = 1 AND due IS NOT NULL AND task_id IN (?...)

-- name: task-more
-- A task has other parts, or gathers no more, or its main lane arrived.
UPDATE task SET more = ?, gathers = ?, arrived = ? WHERE id = ?

-- name: lane-add
-- A lane.
INSERT INTO lane (shop, task_id, no, block, name, opened, opened_recorded, item, place, data, origin,
                  closed, closed_recorded, why)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: lane-changed
-- A lane has other values, or was closed.
UPDATE lane SET data = ?, origin = ?, closed = ?, closed_recorded = ?, why = ? WHERE task_id = ? AND no = ?

-- name: timer-add
-- A timer.
INSERT INTO timer (shop, task_id, no, kind, name, visit, clock, fires, ended, ended_recorded, why)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: timer-changed
-- A timer has fired, or is not needed any more.
UPDATE timer SET ended = ?, ended_recorded = ?, why = ? WHERE task_id = ? AND no = ?

-- name: hold-add
-- A hold.
INSERT INTO hold (shop, task_id, no, visit, reason, until_at, started, started_recorded, actor_id,
                  ended, ended_recorded)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: hold-changed
-- A hold is over.
UPDATE hold SET ended = ?, ended_recorded = ? WHERE task_id = ? AND no = ?

-- name: caller-add
-- One more waits for a task.
INSERT INTO caller (shop, task_id, no, caller_id, visit, gone) VALUES (?, ?, ?, ?, ?, ?)

-- name: caller-changed
-- One no longer waits for a task.
UPDATE caller SET gone = ? WHERE task_id = ? AND no = ?

-- name: planned-otherwise
-- Open tasks with a running clock that no calendar of these planned (of one SOP, where it is named), a page.
SELECT DISTINCT c.task_id FROM clock AS c
WHERE c.ended IS NULL AND c.calendar <> 0 AND c.task_id > ?
  AND (? = '' OR c.sop_id = (SELECT id FROM sop WHERE name = ?))
  AND NOT (c.calendar IN (?...))
ORDER BY c.task_id LIMIT ?

-- name: called-by
-- The tasks that a task has called: visit, task, and whether it was given up.
SELECT c.visit, c.task_id, c.gone, t.ref, t.sop_id, t.ended, t.end_name
FROM caller AS c JOIN task AS t ON t.id = c.task_id WHERE c.caller_id = ? ORDER BY c.task_id, c.no

-- name: called-of-visit
-- The tasks that a visit waits for.
SELECT task_id FROM caller WHERE caller_id = ? AND visit = ? AND gone = 0 ORDER BY task_id

-- name: task-gathering
-- The open task of an SOP that gathers callers under a key, the newest.
SELECT id FROM task WHERE gathers IS NOT NULL AND sop_id = (SELECT id FROM sop WHERE name = ?) AND gathers = ?
                          AND shop = ? AND ended IS NULL ORDER BY id DESC LIMIT 1

-- name: queue-add
-- An internal command that still has to be carried out; once only, whoever queues it.
INSERT INTO queue (shop, command_id, kind, task_id, cause, cause_seq, chain, body, created, attempts, code, refusal)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (command_id) DO NOTHING

-- name: queue-fresh
-- What was not tried yet, the oldest first.
SELECT id, shop, command_id, kind, task_id, cause, cause_seq, chain, body, created, attempts, code, refusal
FROM queue WHERE id > ? AND code IS NULL ORDER BY id LIMIT ?

-- name: queue-all
-- Everything that waits, the oldest first.
SELECT id, shop, command_id, kind, task_id, cause, cause_seq, chain, body, created, attempts, code, refusal
FROM queue WHERE id > ? ORDER BY id LIMIT ?

-- name: queue-of
-- What waits because of a task, or is to be done to it.
SELECT id, shop, command_id, kind, task_id, cause, cause_seq, chain, body, created, attempts, code, refusal
FROM queue WHERE cause = ? OR task_id = ? ORDER BY id

-- name: queue-take
-- Take one out, to carry it out; no row when another process was faster. The id alone does not do: SQLite gives
-- that of the last row again, once it is gone.
DELETE FROM queue WHERE id = ? AND command_id = ? RETURNING id

-- name: queue-kept
-- Those of several that are still there, kept from others until the transaction ends.
SELECT id, command_id FROM queue WHERE id IN (?...) ORDER BY id FOR UPDATE

-- name: queue-taken
-- Take several out.
DELETE FROM queue WHERE id IN (?...)
