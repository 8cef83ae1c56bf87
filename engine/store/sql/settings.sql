-- The workspace's settings.

-- name: settings
-- All settings.
SELECT key, value FROM setting ORDER BY key

-- name: setting-put
-- Set one setting.
INSERT INTO setting (key, value) VALUES (?, ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
