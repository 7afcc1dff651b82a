/**
 * A checksum over every column of the rows that hold what a person typed (sync.md 3.2): a page can be whole and a row
 * in it wrong. And what was found and mended after damage, until the person has read it.
 */
export const addRowCrc = `
ALTER TABLE op      ADD COLUMN crc INTEGER;
ALTER TABLE draft   ADD COLUMN crc INTEGER;
ALTER TABLE gesture ADD COLUMN crc INTEGER;

-- What waits, and for what, is asked after every keystroke and before every push: never by reading the history.
CREATE INDEX op_pending  ON op (n)       WHERE state = 'pending';
CREATE INDEX op_inflight ON op (n)       WHERE state = 'inflight';
CREATE INDEX op_conflict ON op (site_id) WHERE state = 'conflict';
CREATE INDEX op_rejected ON op (site_id) WHERE state = 'rejected';

CREATE TABLE recovery (
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  report  TEXT NOT NULL,          -- JSON
  seen_at TEXT                    -- null until the person has read it
) STRICT;
`
