-- Display pictures by how they look, so that copies of one picture are found.
CREATE TABLE picture_hash (
  digest TEXT PRIMARY KEY,
  hash TEXT NOT NULL -- 64 hexadecimal digits, see find-copies.ts
) STRICT, WITHOUT ROWID;
