/**
 * States, reasons and forecasts of record of each site as the server told them (`review_head` is the newest version it
 * has, `review_ver` ours), and the steps of a review this person made: kept for good, sent in order.
 */
export const addReview = `
ALTER TABLE site ADD COLUMN review_head INTEGER NOT NULL DEFAULT 0;
ALTER TABLE site ADD COLUMN review_ver  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE site ADD COLUMN review      TEXT;  -- JSON; null until it is told

CREATE TABLE act (
  n          INTEGER PRIMARY KEY AUTOINCREMENT,
  act_id     TEXT NOT NULL UNIQUE,
  site_id    TEXT NOT NULL,
  period     TEXT NOT NULL,
  act        TEXT NOT NULL,      -- JSON as it is sent; never changed
  made_at    TEXT NOT NULL,
  after_op   INTEGER NOT NULL,   -- the newest edit when it was made: it is sent after that one
  state      TEXT NOT NULL,      -- waiting, inflight | refused | accepted, withdrawn
  result_seq INTEGER,
  code       TEXT,
  message    TEXT,
  crc        INTEGER
) STRICT;
CREATE INDEX act_unsent  ON act (n)          WHERE state IN ('waiting', 'inflight');
CREATE INDEX act_refused ON act (n)          WHERE state = 'refused';
CREATE INDEX act_settled ON act (result_seq) WHERE result_seq IS NOT NULL;
`
