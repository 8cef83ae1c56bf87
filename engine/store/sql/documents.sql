-- Published documents: immutable, numbered by kind and name; the highest number is current.

-- name: document-current
-- The current version of a name.
SELECT id, kind, name, no, hash, source, compiled, format, published, publisher
FROM document WHERE kind = ? AND name = ? ORDER BY no DESC LIMIT 1

-- name: document-by-id
-- One version, whatever its name.
SELECT id, kind, name, no, hash, source, compiled, format, published, publisher
FROM document WHERE id = ?

-- name: document-history
-- All versions of a name, the oldest first.
SELECT id, kind, name, no, hash, source, compiled, format, published, publisher
FROM document WHERE kind = ? AND name = ? ORDER BY no

-- name: documents
-- The current version of every name of a kind.
SELECT id, kind, name, no, hash, source, compiled, format, published, publisher
FROM document AS d
WHERE kind = ? AND no = (SELECT max(no) FROM document AS l WHERE l.kind = d.kind AND l.name = d.name)
ORDER BY name

-- name: document-add
-- Publish a version.
INSERT INTO document (kind, name, no, hash, source, compiled, format, published, publisher)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
