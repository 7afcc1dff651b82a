/** The arithmetic that numbers were typed as (grid-and-pnl.md C3); the newest of a cell and number counts. */
export const keepTypedAs = `
CREATE TABLE typed_as (
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  site_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  period  TEXT NOT NULL,
  value   INTEGER NOT NULL,
  text    TEXT NOT NULL
) STRICT;
CREATE INDEX typed_as_cell ON typed_as (site_id, line_id, period, value);
`
