-- Visitors may choose a category once a curator says so.
ALTER TABLE category ADD COLUMN is_shown INTEGER NOT NULL DEFAULT 0;
