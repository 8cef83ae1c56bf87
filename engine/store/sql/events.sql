-- The events, which are the truth, and the refusals, which stand outside of the chain.

-- name: event-add
-- One accepted command.
INSERT INTO event (task_id, seq, format, kind, command_id, content, actor, acting, login,
                   happened, recorded, body, hash, shop)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: events
-- The events of one task.
SELECT task_id, seq, format, kind, command_id, content, actor, acting, login,
       happened, recorded, body, hash, shop
FROM event WHERE task_id = ? ORDER BY seq

-- name: events-of
-- The events of several tasks.
SELECT task_id, seq, format, kind, command_id, content, actor, acting, login,
       happened, recorded, body, hash, shop
FROM event WHERE task_id IN (?...) ORDER BY task_id, seq

-- name: events-last
-- The last event of each of several tasks.
SELECT e.task_id, e.seq, e.format, e.kind, e.command_id, e.content, e.actor, e.acting, e.login,
       e.happened, e.recorded, e.body, e.hash, e.shop
FROM task AS t JOIN event AS e ON e.task_id = t.id AND e.seq = t.seq
WHERE t.id IN (?...)

-- name: event-by-command
-- The event that a command's id has led to.
SELECT task_id, seq, format, kind, command_id, content, actor, acting, login,
       happened, recorded, body, hash, shop
FROM event WHERE command_id = ?

-- name: refusal-add
-- One command that was not carried out.
INSERT INTO refusal (shop, task_id, command_id, kind, actor, acting, login, recorded, code, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: refusals
-- What was refused on one task.
SELECT shop, task_id, command_id, kind, actor, acting, login, recorded, code, body, id
FROM refusal WHERE task_id = ? ORDER BY id

-- name: refusal-latest
-- The code of what was refused last.
SELECT code FROM refusal ORDER BY id DESC LIMIT 1
