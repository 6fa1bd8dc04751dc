-- What people answered, version 1: what can be erased. Never handed out.
CREATE TABLE record (
  commitment TEXT PRIMARY KEY,  -- SHA-256 over the rest, as the ledger has it
  kind INTEGER NOT NULL,        -- 0 answers, 1 themes that texts were coded to
  person TEXT NOT NULL,         -- trial id
  wave TEXT NOT NULL,
  respondent TEXT NOT NULL,     -- who answered
  salt TEXT NOT NULL,           -- 32 random hexadecimal digits
  answers TEXT NOT NULL         -- one code=value a line, in order of code
) STRICT, WITHOUT ROWID;

-- Records whose lines are not known to be written yet: what a cut-off import may take back.
CREATE TABLE waiting (
  commitment TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

PRAGMA application_id = 1162956851;
PRAGMA user_version = 1;
