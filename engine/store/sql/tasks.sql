-- Tasks and their visits and clocks: the projection of the events, written in the same transaction.

-- name: task
-- One task.
SELECT id, shop, sop_id, version, ref, unique_value, starter, started, started_recorded,
       data, origin, seq, head, ended, ended_recorded, end_name, more, depth, gathers, arrived
FROM task WHERE id = ?

-- name: task-lock
-- One task, kept from other writers until the transaction ends.
SELECT id, shop, sop_id, version, ref, unique_value, starter, started, started_recorded,
       data, origin, seq, head, ended, ended_recorded, end_name, more, depth, gathers, arrived
FROM task WHERE id = ? FOR UPDATE

-- name: visits
-- The visits of one task.
SELECT no, step_id, n, role_set_id, opened, opened_recorded, lane, due, ticks, na,
       closed, closed_recorded, outcome, actor_id, reason, late_reason, kind,
       assignee_id, rank, snoozed, people
FROM visit WHERE task_id = ? ORDER BY no

-- name: clocks
-- The clocks' ledger of one task.
SELECT no, deadline, visit, step_id, role_set_id, started, started_recorded, due, limit_at,
       calendar, provisional, born_late, ended, ended_recorded, why, actor_id, rungs
FROM clock WHERE task_id = ? ORDER BY no

-- name: tasks-of
-- Several tasks, by ascending id.
SELECT id, shop, sop_id, version, ref, unique_value, starter, started, started_recorded,
       data, origin, seq, head, ended, ended_recorded, end_name, more, depth, gathers, arrived
FROM task WHERE id IN (?...) ORDER BY id

-- name: tasks-of-lock
-- Several tasks, locked in ascending order so that two bulk commands cannot wait for each other.
SELECT id, shop, sop_id, version, ref, unique_value, starter, started, started_recorded,
       data, origin, seq, head, ended, ended_recorded, end_name, more, depth, gathers, arrived
FROM task WHERE id IN (?...) ORDER BY id FOR UPDATE

-- name: visits-of
-- The visits of several tasks.
SELECT no, step_id, n, role_set_id, opened, opened_recorded, lane, due, ticks, na,
       closed, closed_recorded, outcome, actor_id, reason, late_reason, kind,
       assignee_id, rank, snoozed, people, task_id
FROM visit WHERE task_id IN (?...) ORDER BY task_id, no

-- name: clocks-of
-- The clocks' ledgers of several tasks.
SELECT no, deadline, visit, step_id, role_set_id, started, started_recorded, due, limit_at,
       calendar, provisional, born_late, ended, ended_recorded, why, actor_id, rungs, task_id
FROM clock WHERE task_id IN (?...) ORDER BY task_id, no

-- name: task-ids
-- A page of all tasks' numbers.
SELECT id FROM task WHERE id > ? ORDER BY id LIMIT ?

-- name: task-by-ref
-- Tasks that people call so: by the unique value where that is the ref, else by the index of other refs.
SELECT id FROM task WHERE unique_value = ? AND ref = unique_value
UNION ALL
SELECT id FROM task WHERE ref = ? AND (unique_value IS NULL OR ref <> unique_value)

-- name: task-by-unique
-- Tasks of an SOP that have one of these unique values.
SELECT unique_value, id FROM task
WHERE unique_value IN (?...) AND sop_id = (SELECT id FROM sop WHERE name = ?) AND shop = ?

-- name: task-add
-- A started task.
INSERT INTO task (id, shop, sop_id, version, ref, unique_value, starter, started, started_recorded,
                  data, origin, seq, head, ended, ended_recorded, end_name, more, depth, gathers, arrived)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: task-moved
-- A task has one more event, its data as before.
UPDATE task SET seq = ?, head = ? WHERE id = ?

-- name: task-changed
-- A task has one more event and other data.
UPDATE task SET seq = ?, head = ?, version = ?, data = ?, origin = ? WHERE id = ?

-- name: task-ended
-- A task has ended, or begun again.
UPDATE task SET seq = ?, head = ?, version = ?, data = ?, origin = ?,
                ended = ?, ended_recorded = ?, end_name = ? WHERE id = ?

-- name: visit-add
-- A visit.
INSERT INTO visit (shop, task_id, no, step_id, n, role_set_id, opened, opened_recorded, lane, due, ticks, na,
                   closed, closed_recorded, outcome, actor_id, reason, late_reason, kind,
                   assignee_id, rank, snoozed, people)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: visit-ticked
-- Other ticks, on a visit that stays where it is in every list.
UPDATE visit SET ticks = ?, na = ? WHERE task_id = ? AND no = ?

-- name: visit-changed
-- A visit was closed, or is somebody else's, or due at another time.
UPDATE visit SET role_set_id = ?, lane = ?, due = ?, ticks = ?, na = ?,
                 closed = ?, closed_recorded = ?, outcome = ?, actor_id = ?, reason = ?, late_reason = ?,
                 assignee_id = ?, rank = ?, snoozed = ?, people = ?
WHERE task_id = ? AND no = ?

-- name: visit-renamed
-- A visit's step has another name in the version that the task was moved to.
UPDATE visit SET step_id = ?, n = ? WHERE task_id = ? AND no = ?

-- name: clock-add
-- A row of a clock's ledger.
INSERT INTO clock (shop, task_id, sop_id, no, deadline, visit, step_id, role_set_id, started, started_recorded,
                   due, limit_at, calendar, provisional, born_late, ended, ended_recorded, why, actor_id,
                   rungs, rung_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: clock-changed
-- A row of a clock's ledger has ended, or is somebody else's.
UPDATE clock SET role_set_id = ?, due = ?, limit_at = ?, calendar = ?, provisional = ?, born_late = ?,
                 ended = ?, ended_recorded = ?, why = ?, actor_id = ?, rungs = ?, rung_at = ?
WHERE task_id = ? AND no = ?

-- name: clock-renamed
-- A running clock's deadline or step has another name in the version that the task was moved to.
UPDATE clock SET deadline = ?, step_id = ? WHERE task_id = ? AND no = ?
