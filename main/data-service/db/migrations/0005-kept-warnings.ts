/** Warnings that somebody looked at and decided to keep, with the reason (domain.md 10.1); the newest of a cell counts. */
export const keepWarnings = `
CREATE TABLE kept_warning (
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  site_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  period  TEXT NOT NULL,
  rule    TEXT NOT NULL,
  value   INTEGER NOT NULL,
  reason  TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;
CREATE INDEX kept_warning_site ON kept_warning (site_id, period);
`
