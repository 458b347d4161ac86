-- Whether two faces show one person, as people said; the latest about the same two counts.
CREATE TABLE sitter (
  id INTEGER PRIMARY KEY,
  work_id TEXT NOT NULL REFERENCES work (id) ON DELETE CASCADE,
  face_box TEXT NOT NULL, -- JSON, in shares of the picture
  other_work_id TEXT NOT NULL REFERENCES work (id) ON DELETE CASCADE,
  other_face_box TEXT NOT NULL,
  is_same INTEGER NOT NULL, -- 1 or 0
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;
