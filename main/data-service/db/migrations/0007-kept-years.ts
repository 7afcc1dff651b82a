/** Drops what is kept of a site; part of the transaction that changed something its years are computed from. */
const DROP = (site: string): string => `BEGIN DELETE FROM kept_year WHERE site_id = ${site}; END;`

/**
 * Computed years of sites, for rollups: computing 150 of them takes seconds, reading them a fraction of one. Whatever a
 * year is computed from drops it, by triggers, so that no way of writing can forget to; what does not change a value
 * (a version, a snapshot's mark) leaves it.
 */
export const keepYears = `
CREATE TABLE kept_year (
  site_id TEXT NOT NULL,
  year    INTEGER NOT NULL,
  basis   TEXT NOT NULL,     -- the rules and the business day it was computed with
  result  TEXT NOT NULL,     -- JSON
  PRIMARY KEY (site_id, year)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER kept_cell_new AFTER INSERT ON cell WHEN new.value IS NOT NULL ${DROP('new.site_id')}
CREATE TRIGGER kept_cell_set AFTER UPDATE OF value ON cell WHEN new.value IS NOT old.value ${DROP('new.site_id')}
CREATE TRIGGER kept_cell_gone AFTER DELETE ON cell WHEN old.value IS NOT NULL ${DROP('old.site_id')}
CREATE TRIGGER kept_draft_new AFTER INSERT ON draft ${DROP('new.site_id')}
CREATE TRIGGER kept_draft_set AFTER UPDATE OF value ON draft WHEN new.value IS NOT old.value ${DROP('new.site_id')}
CREATE TRIGGER kept_draft_gone AFTER DELETE ON draft ${DROP('old.site_id')}
CREATE TRIGGER kept_site_set AFTER UPDATE OF reference, name, total_rooms ON site
  WHEN new.reference IS NOT old.reference OR new.name <> old.name OR new.total_rooms <> old.total_rooms
  ${DROP('new.site_id')}
`
