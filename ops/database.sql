-- Runs once, when the database is made: publishing needs no more right than its own schema's.
CREATE EXTENSION vector;
-- Visitors' probes are parameters of statements, and no log may hold them.
ALTER DATABASE pendant SET log_parameter_max_length = 0;
