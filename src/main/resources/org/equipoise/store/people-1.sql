-- Records of persons, version 1: what can be erased. Never handed out.
CREATE TABLE record (
  person TEXT PRIMARY KEY,     -- trial id
  salt TEXT NOT NULL,          -- 32 random hexadecimal digits
  reference TEXT NOT NULL,     -- the site's own code; empty when there is none
  protected INTEGER NOT NULL,  -- 1 when the person's whereabouts are protected
  known TEXT NOT NULL          -- one code=value a line, in order of code
) STRICT, WITHOUT ROWID;

PRAGMA application_id = 1162956850;
PRAGMA user_version = 1;
