-- The ledger, version 1: lines that are only ever added.
CREATE TABLE line (
  number INTEGER PRIMARY KEY, -- counted from 1 without gaps
  text TEXT NOT NULL,         -- canonical JSON, UTF-8
  digest TEXT NOT NULL        -- SHA-256 of the text, in hexadecimal digits
) STRICT;

-- Second guards, made from the lines and rebuilt from them by verify.
CREATE TABLE drawn (
  person TEXT PRIMARY KEY,    -- who was drawn
  line INTEGER NOT NULL       -- by which line; the first when an offline kit drew the person too
) STRICT, WITHOUT ROWID;
CREATE TABLE request (
  id TEXT PRIMARY KEY,        -- what was asked for
  line INTEGER NOT NULL       -- the first line it led to
) STRICT, WITHOUT ROWID;

CREATE TRIGGER line_continues BEFORE INSERT ON line
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM line)
BEGIN SELECT raise(ABORT, 'lines are added at the end only'); END;
CREATE TRIGGER line_stays BEFORE UPDATE ON line
BEGIN SELECT raise(ABORT, 'lines are never changed'); END;
CREATE TRIGGER line_remains BEFORE DELETE ON line
BEGIN SELECT raise(ABORT, 'lines are never removed'); END;

CREATE TRIGGER drawn_once BEFORE INSERT ON drawn
WHEN EXISTS (SELECT 1 FROM drawn WHERE person = NEW.person)
BEGIN SELECT raise(ABORT, 'a person is drawn once'); END;
CREATE TRIGGER drawn_stays BEFORE UPDATE ON drawn
BEGIN SELECT raise(ABORT, 'draws are never changed'); END;
CREATE TRIGGER drawn_remains BEFORE DELETE ON drawn
BEGIN SELECT raise(ABORT, 'draws are never removed'); END;

CREATE TRIGGER request_once BEFORE INSERT ON request
WHEN EXISTS (SELECT 1 FROM request WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'a request is carried out once'); END;
CREATE TRIGGER request_stays BEFORE UPDATE ON request
BEGIN SELECT raise(ABORT, 'requests are never changed'); END;
CREATE TRIGGER request_remains BEFORE DELETE ON request
BEGIN SELECT raise(ABORT, 'requests are never removed'); END;

PRAGMA application_id = 1162956849;
PRAGMA user_version = 1;
