/**
 * A checksum over every column of the rows that hold what a person typed (sync.md 3.2): a page can be whole and a row
 * in it wrong. And what was found and mended after damage, until the person has read it.
 */
export const addRowCrc = `
ALTER TABLE op      ADD COLUMN crc INTEGER;
ALTER TABLE draft   ADD COLUMN crc INTEGER;
ALTER TABLE gesture ADD COLUMN crc INTEGER;

CREATE TABLE recovery (
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  report  TEXT NOT NULL,          -- JSON
  seen_at TEXT                    -- null until the person has read it
) STRICT;
`
