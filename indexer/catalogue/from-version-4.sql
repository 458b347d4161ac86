-- A work is in a part of its collection: what a part that cannot be read holds is not taken to have gone.
ALTER TABLE membership ADD COLUMN branch TEXT NOT NULL DEFAULT '';
