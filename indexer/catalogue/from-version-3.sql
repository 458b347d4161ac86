-- A work may be looked at closely. Works described before have nothing for that until they are described again.
ALTER TABLE description ADD COLUMN closer_digest TEXT;
ALTER TABLE description ADD COLUMN closer_width INTEGER;
ALTER TABLE description ADD COLUMN closer_height INTEGER;
