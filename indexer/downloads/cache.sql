-- What was downloaded, for the next time. Times are milliseconds since 1970.
-- It can be deleted at any time: everything in it is fetched again.

CREATE TABLE document (
  url TEXT NOT NULL,
  asked TEXT NOT NULL, -- JSON of what else the answer depends on: accept and headers
  answered_by TEXT NOT NULL, -- the address after redirects
  etag TEXT,
  last_modified TEXT,
  content_type TEXT NOT NULL,
  fetched_at INTEGER NOT NULL, -- or confirmed by the server
  used_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL, -- of the body as it is kept
  body BLOB NOT NULL, -- UTF-8 text, gzipped
  PRIMARY KEY (url, asked)
) STRICT;
CREATE INDEX document_used_at ON document (used_at);

-- Written after the file is in place; several addresses may have the same content, kept once.
CREATE TABLE picture (
  url TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  etag TEXT,
  last_modified TEXT,
  fetched_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX picture_sha256 ON picture (sha256);

-- Downloads that have begun, and what tells whether the rest still belongs to the beginning.
CREATE TABLE part (
  url TEXT PRIMARY KEY,
  validator TEXT, -- a strong ETag or a Last-Modified; NULL when it cannot be gone on with
  owner TEXT NOT NULL -- the process at it, as host:pid; empty when none is
) STRICT;
