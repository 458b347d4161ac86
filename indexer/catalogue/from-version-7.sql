-- What curators decided can be taken back; what they drew, asked for and taught is kept.
ALTER TABLE decision ADD COLUMN taken_back_at TEXT;
ALTER TABLE decision ADD COLUMN taken_back_by TEXT;

-- Boxes that curators drew round faces that were missed, or found wrongly; each stands in place of
-- any found face that it covers.
CREATE TABLE drawn_face (
  id INTEGER PRIMARY KEY,
  work_id TEXT NOT NULL REFERENCES work (id) ON DELETE CASCADE,
  box TEXT NOT NULL, -- JSON, in shares of the picture
  drawn_by TEXT NOT NULL,
  drawn_at TEXT NOT NULL
) STRICT;
CREATE INDEX drawn_face_work ON drawn_face (work_id);

-- Long work that curators asked for, done one after the other.
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  words TEXT NOT NULL, -- JSON: the command line that does it
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'paused', 'done', 'failed', 'cancelled')),
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  pid INTEGER, -- of the process that does it
  progress TEXT NOT NULL DEFAULT '{}', -- JSON {label, done, total, perSecond, secondsLeft}
  answer TEXT, -- JSON: what the command answered
  said TEXT NOT NULL DEFAULT '' -- the last lines that it said
) STRICT;

-- Categories that curators teach from examples, and what they answered of a face.
CREATE TABLE category (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
CREATE TABLE category_answer (
  id INTEGER PRIMARY KEY,
  category_id INTEGER NOT NULL REFERENCES category (id) ON DELETE CASCADE,
  work_id TEXT NOT NULL REFERENCES work (id) ON DELETE CASCADE,
  face_box TEXT NOT NULL, -- JSON, in shares of the picture
  is_in INTEGER NOT NULL, -- 1 or 0
  answered_by TEXT NOT NULL,
  answered_at TEXT NOT NULL
) STRICT;
CREATE INDEX category_answer_category ON category_answer (category_id);
