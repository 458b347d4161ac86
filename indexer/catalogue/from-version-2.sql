-- A label says more, and a work where its picture came from.
ALTER TABLE work ADD COLUMN required_statement TEXT NOT NULL DEFAULT '';
ALTER TABLE work ADD COLUMN on_view INTEGER;
ALTER TABLE work ADD COLUMN translations TEXT NOT NULL DEFAULT '{}';
ALTER TABLE work ADD COLUMN picture_asked TEXT NOT NULL DEFAULT '';
ALTER TABLE work ADD COLUMN image_url TEXT NOT NULL DEFAULT '';
ALTER TABLE work ADD COLUMN image_fetched_at TEXT;
ALTER TABLE work ADD COLUMN withdrawn_why TEXT;
UPDATE work SET withdrawn_why = 'its source no longer has it' WHERE withdrawn_at IS NOT NULL;

-- Whether a file is still needed is asked for each that is to leave the cache.
CREATE INDEX work_file ON work (file);

-- A work of a museum's may stand in several selections of it.
DROP INDEX work_location;
CREATE TABLE membership (
  source TEXT NOT NULL,
  location TEXT NOT NULL,
  work_id TEXT NOT NULL REFERENCES work (id) ON DELETE CASCADE,
  record TEXT NOT NULL,
  PRIMARY KEY (source, location, work_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_record ON membership (source, location, record);
CREATE INDEX membership_work ON membership (work_id);
INSERT INTO membership SELECT source, location, id, record FROM work WHERE withdrawn_at IS NULL;

CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  location TEXT NOT NULL,
  scope TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX import_location ON import (source, location);
