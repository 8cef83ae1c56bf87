-- What was tried and refused. Both read the table of refusals from its end.

-- name: refused-newest
-- Refusals since an instant, the newest first: of one person (as whom it counted, or who typed it) and login, or of
-- everybody ('' and ''); with a code, or any ('').
SELECT id, task_id, kind, actor, acting, login, recorded, code FROM refusal
WHERE recorded >= ?
  AND (CAST(? AS text) = '' OR actor = ? OR acting = ? OR login = ?)
  AND (CAST(? AS text) = '' OR code = ?)
ORDER BY id DESC LIMIT ?

-- name: refused-counted
-- How often what was refused to whom since an instant, and when last.
SELECT actor, CASE WHEN actor = '' THEN login ELSE '' END AS unknown, code, count(*), max(recorded) FROM refusal
WHERE recorded >= ?
  AND (CAST(? AS text) = '' OR actor = ? OR acting = ? OR login = ?)
  AND (CAST(? AS text) = '' OR code = ?)
GROUP BY actor, CASE WHEN actor = '' THEN login ELSE '' END, code
ORDER BY count(*) DESC, max(recorded) DESC, actor, code
