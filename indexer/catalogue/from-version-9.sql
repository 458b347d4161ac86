-- What a detector saw in display pictures.
CREATE TABLE seen_objects (
  picture TEXT PRIMARY KEY, -- digest of a display picture
  model TEXT NOT NULL, -- names the net
  objects TEXT NOT NULL -- JSON: [name, score from 0 to 1], the surest first
) STRICT;
