-- The catalogue: works, what was found in them, and what people decided about it.
-- Times are ISO 8601 in UTC; places are pixels of the upright, full-size picture.

-- A catalogued artwork, as its source tells of it.
CREATE TABLE work (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  location TEXT NOT NULL, -- the folder, file or selection that was imported
  record TEXT NOT NULL, -- where in it: a path, or a record's number
  file TEXT NOT NULL,
  title TEXT NOT NULL,
  artist TEXT NOT NULL,
  date TEXT NOT NULL,
  medium TEXT NOT NULL,
  museum TEXT NOT NULL,
  credit_line TEXT NOT NULL,
  rights TEXT NOT NULL,
  room TEXT NOT NULL,
  page_url TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  withdrawn_at TEXT, -- set while the work may not be hung: its source no longer has it, or gives it to others only
  required_statement TEXT NOT NULL DEFAULT '',
  on_view INTEGER, -- 1 or 0; NULL when not known
  translations TEXT NOT NULL DEFAULT '{}', -- JSON {language: {field: text}}
  picture_asked TEXT NOT NULL DEFAULT '', -- where the source says its picture is, and in which version; empty for a file
  image_url TEXT NOT NULL DEFAULT '', -- the address that gave the picture; empty for a file
  image_fetched_at TEXT,
  withdrawn_why TEXT,
  about TEXT NOT NULL DEFAULT '' -- of the sitter or the work, a sentence or two
) STRICT;

-- Whether a file is still needed is asked for each that is to leave the cache.
CREATE INDEX work_file ON work (file);

-- The collections that have a work. A folder's or a table's work has one; a work of a museum's may
-- stand in several selections of it, and is withdrawn when it has gone from all.
CREATE TABLE membership (
  source TEXT NOT NULL,
  location TEXT NOT NULL,
  work_id TEXT NOT NULL REFERENCES work (id) ON DELETE CASCADE,
  record TEXT NOT NULL,
  branch TEXT NOT NULL DEFAULT '', -- JSON: the parts of the collection that it is in; empty when not known
  PRIMARY KEY (source, location, work_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_record ON membership (source, location, record);
CREATE INDEX membership_work ON membership (work_id);

-- Imports: one that has not ended was stopped, and is gone on with by the next of the same scope.
CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  location TEXT NOT NULL,
  scope TEXT NOT NULL, -- JSON: what of the collection was wanted, and under which rights
  started_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX import_location ON import (source, location);

-- What the indexer made of a work's file, and what of the file it saw. Sizes of the picture are
-- NULL when the file could not be read; `skipped` then says why.
CREATE TABLE description (
  work_id TEXT PRIMARY KEY REFERENCES work (id) ON DELETE CASCADE,
  file TEXT NOT NULL,
  file_bytes INTEGER NOT NULL,
  file_mtime_ms REAL NOT NULL,
  content_sha256 TEXT NOT NULL,
  recipe TEXT NOT NULL, -- digest of the models and settings that were used
  described_at TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  picture_digest TEXT,
  picture_width INTEGER,
  picture_height INTEGER,
  faces_too_small INTEGER NOT NULL,
  faces_beyond_limit INTEGER NOT NULL,
  closer_digest TEXT, -- the picture to look at closely; NULL where the display picture shows as much, or no face
  closer_width INTEGER,
  closer_height INTEGER
) STRICT;

CREATE TABLE face (
  work_id TEXT NOT NULL REFERENCES description (work_id) ON DELETE CASCADE,
  number INTEGER NOT NULL, -- from 1, the largest first
  box TEXT NOT NULL, -- JSON {x, y, width, height}
  score REAL NOT NULL,
  landmarks TEXT NOT NULL, -- JSON [[x, y] × 68]
  yaw REAL NOT NULL,
  pitch REAL NOT NULL,
  roll REAL NOT NULL,
  quality REAL NOT NULL,
  descriptor BLOB NOT NULL, -- 128 little-endian Float32
  space_id TEXT NOT NULL,
  crop_digest TEXT NOT NULL,
  crop_width INTEGER NOT NULL,
  crop_height INTEGER NOT NULL,
  eyes TEXT NOT NULL, -- JSON [{x, y}, {x, y}] on the crop
  sharpness REAL NOT NULL,
  mirror_distance REAL NOT NULL,
  PRIMARY KEY (work_id, number)
) STRICT, WITHOUT ROWID;

-- Display pictures by how they look, so that copies of one picture are found.
CREATE TABLE picture_hash (
  digest TEXT PRIMARY KEY,
  hash TEXT NOT NULL -- 64 hexadecimal digits, see find-copies.ts
) STRICT, WITHOUT ROWID;

-- Works from which nothing could be hung when they were last described.
CREATE TABLE skipped (
  work_id TEXT PRIMARY KEY REFERENCES work (id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- What people decided; the latest about the same work, or the same face of it, counts.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  work_id TEXT NOT NULL REFERENCES work (id) ON DELETE CASCADE,
  face_box TEXT, -- JSON, in shares of the picture; NULL when it is about the whole work
  verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'rejected', 'hidden', 'pinned', 'sensitive')),
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  why TEXT NOT NULL,
  taken_back_at TEXT, -- set when it no longer counts
  taken_back_by TEXT
) STRICT;
CREATE INDEX decision_work ON decision (work_id);

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
  made_at TEXT NOT NULL,
  is_shown INTEGER NOT NULL DEFAULT 0 -- 1 where it travels with galleries, and visitors may choose it
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

-- What a detector saw in display pictures.
CREATE TABLE seen_objects (
  picture TEXT PRIMARY KEY, -- digest of a display picture
  model TEXT NOT NULL, -- names the net
  objects TEXT NOT NULL -- JSON: [name, score from 0 to 1], the surest first
) STRICT;

-- Who did what, when; only ever added to.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL -- JSON
) STRICT;
