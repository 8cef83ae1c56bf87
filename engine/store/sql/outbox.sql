-- What goes out to people (docs/decisions/0023): notices are written with their event, then each is given its
-- recipients, then what waits for one address is put into a message, then messages are sent.

-- name: notice-add
-- Something that people are to be told; once for each fact, whoever writes it.
INSERT INTO notice (shop, task_id, seq, ordinal, kind, body, created, state)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (task_id, seq, ordinal) DO NOTHING

-- name: notices-new
-- What has no recipients yet, the oldest first; kept from others who plan.
SELECT shop, task_id, seq, ordinal, kind, body, created, state, id
FROM notice WHERE state = 'new' AND id > ? ORDER BY id LIMIT ? FOR UPDATE

-- name: notices-seen
-- The same, for looking.
SELECT shop, task_id, seq, ordinal, kind, body, created, state, id
FROM notice WHERE state = 'new' AND id > ? ORDER BY id LIMIT ?

-- name: notices-aside
-- What went to nobody, or was too old, the newest first.
SELECT shop, task_id, seq, ordinal, kind, body, created, state, id
FROM notice WHERE (state = 'nobody' OR state = 'expired') AND state = ? AND id < ? ORDER BY id DESC LIMIT ?

-- name: notices-by-id
-- Some notices.
SELECT shop, task_id, seq, ordinal, kind, body, created, state, id FROM notice WHERE id IN (?...) ORDER BY id

-- name: notices-of
-- The notices of some tasks.
SELECT shop, task_id, seq, ordinal, kind, body, created, state, id
FROM notice WHERE task_id IN (?...) ORDER BY task_id, seq, ordinal

-- name: notices-page
-- All notices, the newest first.
SELECT shop, task_id, seq, ordinal, kind, body, created, state, id FROM notice WHERE id < ? ORDER BY id DESC LIMIT ?

-- name: notice-state
-- A notice has recipients now, or will have none, or is to be planned once more.
UPDATE notice SET state = ? WHERE id = ?

-- name: notices-expire
-- When channels are set up: what is older is not sent.
UPDATE notice SET state = 'expired' WHERE state = 'new' AND created < ? RETURNING id

-- name: notices-again
-- A channel is gone: what waits to go through it is addressed anew.
UPDATE notice SET state = 'new'
WHERE id IN (SELECT notice_id FROM recipient WHERE channel = ? AND message_id IS NULL)

-- name: recipients-gone
-- Whom a channel that is gone would have led to.
DELETE FROM recipient WHERE channel = ? AND message_id IS NULL

-- name: recipient-add
-- A notice goes to an address; once, however often it is planned.
INSERT INTO recipient (notice_id, channel, address, lang, people, everybody, created, message_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (notice_id, channel, address) DO NOTHING

-- name: recipients-waiting
-- The addresses for which something waits: since when, how much; not those that have a message on its way.
SELECT r.channel, r.address, min(r.created), count(*)
FROM recipient AS r WHERE r.message_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM message AS m WHERE m.state = 'waiting' AND m.channel = r.channel AND m.address = r.address)
GROUP BY r.channel, r.address ORDER BY r.channel, r.address

-- name: recipients-open
-- What waits for one address, in order; kept from others who plan.
SELECT notice_id, channel, address, lang, people, everybody, created, message_id
FROM recipient WHERE channel = ? AND address = ? AND message_id IS NULL ORDER BY notice_id LIMIT ? FOR UPDATE

-- name: recipients-channels
-- The channels that something waits for.
SELECT DISTINCT channel FROM recipient WHERE message_id IS NULL

-- name: recipients-of
-- Where some notices went.
SELECT notice_id, channel, address, lang, people, everybody, created, message_id
FROM recipient WHERE notice_id IN (?...) ORDER BY notice_id, channel, address

-- name: recipients-in
-- What is in some messages.
SELECT notice_id, channel, address, lang, people, everybody, created, message_id
FROM recipient WHERE message_id IN (?...) ORDER BY message_id, notice_id

-- name: recipient-told
-- It is in a message now.
UPDATE recipient SET message_id = ? WHERE notice_id = ? AND channel = ? AND address = ?

-- name: message-add
-- A message, to be sent; its number.
INSERT INTO message (key, channel, address, body, created, due, attempts, state, lease_by, lease_until, ended, why)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id

-- name: messages-by-id
-- Some messages.
SELECT key, channel, address, body, created, due, attempts, state, lease_by, lease_until, ended, why, id
FROM message WHERE id IN (?...) ORDER BY id

-- name: messages-dead
-- The dead letters, the newest first.
SELECT key, channel, address, body, created, due, attempts, state, lease_by, lease_until, ended, why, id
FROM message WHERE state = 'dead' AND id < ? ORDER BY id DESC LIMIT ?

-- name: messages-waiting
-- What is still to be sent, the oldest first.
SELECT key, channel, address, body, created, due, attempts, state, lease_by, lease_until, ended, why, id
FROM message WHERE state = 'waiting' AND id > ? ORDER BY id LIMIT ?

-- name: messages-heads
-- The first unsent message of each address.
SELECT key, channel, address, body, created, due, attempts, state, lease_by, lease_until, ended, why, id
FROM message AS m
WHERE m.state = 'waiting' AND NOT EXISTS (SELECT 1 FROM message AS o WHERE o.state = 'waiting' AND o.channel = m.channel
                                                                   AND o.address = m.address AND o.id < m.id)

-- name: message-channels
-- The channels that messages wait for.
SELECT DISTINCT channel FROM message WHERE state = 'waiting'

-- name: message-next
-- The next message of a channel: the first of its address, due (or due absurdly late, since clocks are set back), in
-- nobody's hands.
SELECT key, channel, address, body, created, due, attempts, state, lease_by, lease_until, ended, why, id
FROM message AS m
WHERE m.state = 'waiting' AND m.channel = ? AND (m.due <= ? OR m.due > ?)
  AND (m.lease_until IS NULL OR m.lease_until <= ? OR m.lease_until > ?)
  AND NOT EXISTS (SELECT 1 FROM message AS o WHERE o.state = 'waiting' AND o.channel = m.channel
                                             AND o.address = m.address AND o.id < m.id)
ORDER BY m.due, m.id LIMIT 1 FOR UPDATE

-- name: message-claim
-- Somebody has it, until then.
UPDATE message SET lease_by = ?, lease_until = ?, attempts = attempts + 1 WHERE id = ?

-- name: message-over
-- It was sent (whoever has it by now), or will never be: dead only by whoever has it.
UPDATE message SET state = ?, lease_by = NULL, lease_until = NULL, ended = ?, why = ?
WHERE id = ? AND state = 'waiting' AND (? = 'sent' OR lease_by = ?) RETURNING id

-- name: message-later
-- It is tried again then; only by whoever has it.
UPDATE message SET lease_by = NULL, lease_until = NULL, due = ?, why = ?
WHERE id = ? AND state = 'waiting' AND lease_by = ? RETURNING id

-- name: message-sent-late
-- One that was given up was delivered after all: by a process that was slow to say so.
UPDATE message SET state = 'sent', ended = ?, why = NULL WHERE id = ? AND state = 'dead'

-- name: message-again
-- A dead letter is to be tried again, under its key.
UPDATE message SET state = 'waiting', attempts = 0, due = ?, ended = NULL WHERE id = ? AND state = 'dead' RETURNING id

-- name: messages-orphaned
-- The channel of these is gone.
UPDATE message SET state = 'dead', lease_by = NULL, lease_until = NULL, ended = ?, why = ?
WHERE state = 'waiting' AND channel = ? AND (lease_until IS NULL OR lease_until <= ?) RETURNING id

-- name: messages-prune
-- What was sent before an instant: its text is not needed any more, its key is.
UPDATE message SET body = NULL WHERE state = 'sent' AND ended < ? AND body IS NOT NULL RETURNING id

-- name: attempts-prune
-- The attempts to send them, which counted towards a rate.
DELETE FROM attempt WHERE at < ? AND message_id IN (SELECT id FROM message WHERE state = 'sent' AND body IS NULL)

-- name: attempt-add
-- An attempt begins.
INSERT INTO attempt (message_id, no, channel, sender, at)
SELECT ?, coalesce(max(no), 0) + 1, ?, ?, ? FROM attempt WHERE message_id = ?

-- name: attempt-over
-- What became of a sender's last attempt.
UPDATE attempt SET ended = ?, answer = ?, why = ?
WHERE message_id = ? AND sender = ? AND ended IS NULL
  AND no = (SELECT max(no) FROM attempt AS a WHERE a.message_id = attempt.message_id AND a.sender = attempt.sender)

-- name: attempts-of
-- All attempts to send some messages.
SELECT message_id, no, channel, sender, at, ended, answer, why
FROM attempt WHERE message_id IN (?...) ORDER BY message_id, no

-- name: attempts-between
-- How often a channel was used between two instants, and the oldest of these.
SELECT count(*), min(at) FROM attempt WHERE channel = ? AND at > ? AND at <= ?

-- name: channel-new
-- A channel that was not used before.
INSERT INTO channel (name, rests, failures) VALUES (?, 0, 0) ON CONFLICT (name) DO NOTHING

-- name: channel-lock
-- A channel, kept for whoever claims its next message.
SELECT rests, failures FROM channel WHERE name = ? FOR UPDATE

-- name: channel-rests
-- A channel is left alone until then, or works again.
UPDATE channel SET rests = ?, failures = ? WHERE name = ?

-- name: channels-known
-- What is known of the channels that were used.
SELECT name, rests, failures FROM channel ORDER BY name

-- name: notices-waiting
-- Notices that are still to be told to somebody, the newest first.
SELECT shop, task_id, seq, ordinal, kind, body, created, state, id FROM notice
WHERE id < ? AND (state = 'new' OR id IN (SELECT notice_id FROM recipient WHERE message_id IS NULL)
  OR id IN (SELECT r.notice_id FROM message AS m JOIN recipient AS r ON r.message_id = m.id WHERE m.state = 'waiting'))
ORDER BY id DESC LIMIT ?

-- name: notices-dead
-- Notices in a dead letter, the newest first.
SELECT shop, task_id, seq, ordinal, kind, body, created, state, id FROM notice
WHERE id < ? AND id IN (SELECT r.notice_id FROM message AS m JOIN recipient AS r ON r.message_id = m.id
                        WHERE m.state = 'dead')
ORDER BY id DESC LIMIT ?
