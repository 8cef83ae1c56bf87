-- Names that rows refer to by number.

-- name: sop-find
-- The number of an SOP's name.
SELECT id FROM sop WHERE name = ?

-- name: sop-add
-- A new SOP's name; no row when another process was faster.
INSERT INTO sop (name) VALUES (?) ON CONFLICT DO NOTHING RETURNING id

-- name: sop-all
-- All SOPs' names.
SELECT id, name FROM sop

-- name: step-find
-- The number of a step's name in an SOP.
SELECT id FROM step WHERE sop_id = ? AND name = ?

-- name: step-add
-- A new step's name; no row when another process was faster.
INSERT INTO step (sop_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id

-- name: step-all
-- All steps' names.
SELECT id, name FROM step

-- name: person-find
-- The number of a person's key.
SELECT id FROM person WHERE name = ?

-- name: person-add
-- A new person's key; no row when another process was faster.
INSERT INTO person (name) VALUES (?) ON CONFLICT DO NOTHING RETURNING id

-- name: person-all
-- All persons' keys.
SELECT id, name FROM person

-- name: role-set-find
-- The number of a set of roles.
SELECT id FROM role_set WHERE names = ?

-- name: role-set-add
-- A new set of roles; no row when another process was faster.
INSERT INTO role_set (names) VALUES (?) ON CONFLICT DO NOTHING RETURNING id

-- name: role-set-all
-- All sets of roles.
SELECT id, names FROM role_set
