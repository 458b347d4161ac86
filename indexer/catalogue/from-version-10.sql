-- A label may tell of the sitter or the work; the next import of a work brings it.
ALTER TABLE work ADD COLUMN about TEXT NOT NULL DEFAULT '';
