/** The first store: what the server said (cell), what was typed over it (draft), and the one log of operations (op). */
export const createStore = `
CREATE TABLE meta (
  name   TEXT PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
  site_id        TEXT PRIMARY KEY,
  name           TEXT NOT NULL,
  district_id    TEXT NOT NULL,
  district_name  TEXT NOT NULL,
  region_name    TEXT NOT NULL,
  total_rooms    INTEGER NOT NULL,   -- 0: not set
  contract_types TEXT NOT NULL,      -- a JSON list
  visible        INTEGER NOT NULL    -- 0: access was taken away; the data stays
) STRICT, WITHOUT ROWID;

CREATE TABLE scope (
  scope_id       TEXT PRIMARY KEY,   -- '0427:2026'
  site_id        TEXT NOT NULL,
  year           INTEGER NOT NULL,
  visible        INTEGER NOT NULL,
  loaded         INTEGER NOT NULL,   -- 1 once a first snapshot is complete
  cursor         INTEGER NOT NULL,   -- the feed is followed from here
  head_seq       INTEGER NOT NULL,   -- where the server's feed stood last
  needs_snapshot INTEGER NOT NULL,
  snapshot_page  TEXT,               -- the page to ask for next; null at the start
  generation     INTEGER NOT NULL,   -- marks the cells a snapshot brought, to sweep the others
  doubt          INTEGER NOT NULL    -- how many cells a snapshot wanted to remove that was not believed at once
) STRICT, WITHOUT ROWID;

-- The last state the server told: the base of every edit. A pull writes only here.
CREATE TABLE cell (
  site_id    TEXT NOT NULL,
  scenario   TEXT NOT NULL,
  period     TEXT NOT NULL,          -- a day or a month, as the line's grain says
  line_id    TEXT NOT NULL,
  ver        INTEGER NOT NULL,       -- -1: of a history that the server has left; the value is known, the version not
  value      INTEGER,                -- at the line's scale; null is empty, never zero
  seq        INTEGER NOT NULL,
  deleted    INTEGER NOT NULL,
  by_sub     TEXT NOT NULL,
  by_name    TEXT NOT NULL,
  op_id      TEXT,
  at         TEXT NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (site_id, scenario, period, line_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE gesture (
  n          INTEGER PRIMARY KEY AUTOINCREMENT,
  gesture_id TEXT NOT NULL UNIQUE,
  site_id    TEXT NOT NULL,
  label      TEXT NOT NULL,
  source     TEXT NOT NULL,
  saved_at   TEXT NOT NULL,
  cells      INTEGER NOT NULL,
  digest     TEXT NOT NULL,          -- the same gesture twice is one; another under its id is refused
  step       TEXT NOT NULL           -- done, undone, dropped: its place among the undo steps; log: not a step
) STRICT;

-- The one log of operations (design.md D9): never deleted, settled rows stay as history.
CREATE TABLE op (
  n             INTEGER PRIMARY KEY AUTOINCREMENT,
  op_id         TEXT NOT NULL UNIQUE,
  gesture_id    TEXT NOT NULL,
  site_id       TEXT NOT NULL,
  period        TEXT NOT NULL,
  line_id       TEXT NOT NULL,
  base_ver      INTEGER NOT NULL,    -- -1: not known yet, so it cannot be sent yet
  base_value    INTEGER,
  before        INTEGER,             -- what the person saw in the cell before
  value         INTEGER,
  source        TEXT NOT NULL,
  edited_at     TEXT NOT NULL,
  state         TEXT NOT NULL,       -- pending, inflight, conflict, rejected | applied, same, superseded
  result_ver    INTEGER,
  result_seq    INTEGER,
  code          TEXT,
  message       TEXT,
  theirs_ver    INTEGER,
  theirs_value  INTEGER,
  theirs_by     TEXT,
  theirs_name   TEXT
) STRICT;
CREATE INDEX op_open ON op (site_id, period, line_id, n) WHERE state IN ('pending', 'inflight', 'conflict', 'rejected');
CREATE INDEX op_of_cell ON op (site_id, line_id, period, n);
CREATE INDEX op_of_gesture ON op (gesture_id, n);
CREATE INDEX op_settled ON op (result_seq) WHERE result_seq IS NOT NULL;

-- What the grid shows over cell: exactly the newest open operation of each cell.
CREATE TABLE draft (
  site_id TEXT NOT NULL,
  period  TEXT NOT NULL,
  line_id TEXT NOT NULL,
  value   INTEGER,
  op_id   TEXT NOT NULL,
  PRIMARY KEY (site_id, period, line_id)
) STRICT, WITHOUT ROWID;
`
