-- Who is away, and what became of the team. Rows of team events are only ever added.

-- name: absences-open
-- Who is away at an instant (given twice): called off or over early are not among them.
SELECT no, person, started, until_at, deputies, reason, actor, recorded, ended
FROM absence WHERE ended IS NULL AND (until_at IS NULL OR until_at > ?) AND started <= ? ORDER BY no

-- name: absences-ahead
-- Who is away at an instant or will be.
SELECT no, person, started, until_at, deputies, reason, actor, recorded, ended
FROM absence WHERE ended IS NULL AND (until_at IS NULL OR until_at > ?) ORDER BY started, no

-- name: absences-of
-- Every absence of a person, the oldest first.
SELECT no, person, started, until_at, deputies, reason, actor, recorded, ended
FROM absence WHERE person = ? ORDER BY started, no

-- name: absences
-- All absences there ever were.
SELECT no, person, started, until_at, deputies, reason, actor, recorded, ended FROM absence ORDER BY no

-- name: absence-add
-- Somebody is away; its number is that of the event.
INSERT INTO absence (no, person, started, until_at, deputies, reason, actor, recorded, ended)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: absence-end
-- Somebody is back, or does not go.
UPDATE absence SET ended = ? WHERE no = ?

-- name: team-event-last
-- The end of the chain.
SELECT no, format, kind, command_id, actor, acting, login, happened, recorded, body, hash
FROM team_event ORDER BY no DESC LIMIT 1

-- name: team-event-by-command
-- The event that a command id has led to.
SELECT no, format, kind, command_id, actor, acting, login, happened, recorded, body, hash
FROM team_event WHERE command_id = ?

-- name: team-events
-- So many events after a number, in order.
SELECT no, format, kind, command_id, actor, acting, login, happened, recorded, body, hash
FROM team_event WHERE no > ? ORDER BY no LIMIT ?

-- name: team-events-before
-- So many events before a number, the newest first.
SELECT no, format, kind, command_id, actor, acting, login, happened, recorded, body, hash
FROM team_event WHERE no < ? ORDER BY no DESC LIMIT ?

-- name: team-event-add
-- One more event at the end of the chain.
INSERT INTO team_event (no, format, kind, command_id, actor, acting, login, happened, recorded, body, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: team-at
-- The team that was in use at an instant: published last before or at it, whatever its name.
SELECT id, kind, name, no, hash, source, compiled, format, published, publisher
FROM document WHERE kind = 'team' AND published <= ? ORDER BY id DESC LIMIT 1
