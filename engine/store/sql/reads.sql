-- Lists that people look at. Each starts at a partial index and reads no more than a page.

-- name: tasks-open-of-sop
-- Tasks of one SOP that go on, the newest first.
SELECT id, ref, sop_id, version, starter, started, ended, end_name, shop
FROM task WHERE ended IS NULL AND sop_id = ? ORDER BY id DESC LIMIT ?

-- name: tasks-ended
-- Tasks that have ended, the newest first.
SELECT id, ref, sop_id, version, starter, started, ended, end_name, shop
FROM task WHERE ended IS NOT NULL ORDER BY id DESC LIMIT ? OFFSET ?

-- name: tasks-ended-of-sop
-- Tasks of one SOP that have ended, the newest first.
SELECT id, ref, sop_id, version, starter, started, ended, end_name, shop
FROM task WHERE ended IS NOT NULL AND sop_id = ? ORDER BY id DESC LIMIT ? OFFSET ?

-- name: tasks-all
-- All tasks, the newest first.
SELECT id, ref, sop_id, version, starter, started, ended, end_name, shop
FROM task ORDER BY id DESC LIMIT ? OFFSET ?

-- name: tasks-all-of-sop
-- All tasks of one SOP, the newest first.
SELECT id, ref, sop_id, version, starter, started, ended, end_name, shop
FROM task WHERE sop_id = ? ORDER BY id DESC LIMIT ? OFFSET ?

-- name: tasks-in-step
-- Tasks that are in one of these steps now, the newest first.
SELECT id, ref, sop_id, version, starter, started, ended, end_name, shop
FROM task
WHERE id IN (SELECT task_id FROM visit
             WHERE closed IS NULL AND kind = 'work' AND assignee_id IS NULL AND step_id IN (?...)
             UNION ALL SELECT task_id FROM visit
             WHERE closed IS NULL AND assignee_id IS NOT NULL AND step_id IN (?...)
             UNION ALL SELECT task_id FROM visit WHERE closed IS NULL AND kind <> 'work' AND step_id IN (?...))
ORDER BY id DESC LIMIT ? OFFSET ?

-- name: tasks-among
-- Those of several tasks that there are.
SELECT id FROM task WHERE id IN (?...) ORDER BY id

-- name: steps-named
-- The numbers of the steps of this name, in whichever SOP.
SELECT st.id, so.name FROM step AS st JOIN sop AS so ON so.id = st.sop_id WHERE st.name = ?

-- name: open-visits-of
-- The open visits of several tasks.
SELECT task_id, step_id, due, kind, rank FROM visit WHERE closed IS NULL AND task_id IN (?...) ORDER BY task_id, no

-- name: lane-items-of
-- The lanes of several tasks: in which lane their block stands, which step the block is, and for which item.
SELECT l.task_id, l.no, v.lane, s.name, l.item, l.place
FROM lane AS l JOIN visit AS v ON v.task_id = l.task_id AND v.no = l.block JOIN step AS s ON s.id = v.step_id
WHERE l.task_id IN (?...)

-- name: lane-visits-of
-- The visits of several tasks that stand in a lane, and in which.
SELECT task_id, no, lane FROM visit WHERE lane <> 0 AND task_id IN (?...)

-- name: open-steps-of
-- The steps that people work on or that wait, in several tasks.
SELECT v.task_id, s.name FROM visit AS v JOIN step AS s ON s.id = v.step_id
WHERE v.closed IS NULL AND v.kind IN ('work', 'wait', 'call') AND v.task_id IN (?...) ORDER BY v.task_id, v.no
