-- Faces of version 1 are described again, so their new columns need no true values.
ALTER TABLE face ADD COLUMN sharpness REAL NOT NULL DEFAULT 0;
ALTER TABLE face ADD COLUMN mirror_distance REAL NOT NULL DEFAULT 0;

-- A verdict more; SQLite changes a CHECK only with its table.
ALTER TABLE decision RENAME TO decision_of_version_1;
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  work_id TEXT NOT NULL REFERENCES work (id) ON DELETE CASCADE,
  face_box TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'rejected', 'hidden', 'pinned', 'sensitive')),
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;
INSERT INTO decision SELECT * FROM decision_of_version_1;
DROP TABLE decision_of_version_1;
CREATE INDEX decision_work ON decision (work_id);
