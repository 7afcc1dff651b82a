import { type Database, row } from './store.ts'

/**
 * How many cells of each site are shown over the server's is asked after every keystroke, and with weeks of typing
 * unsent counting them took 12 ms (sync.md 4, G18). So it is counted once, when the store opens, and kept by triggers of
 * this connection alone: they roll back with whatever they counted, and nothing in the file can say a wrong number.
 */
export function keepShownCounts(db: Database): void {
  db.exec(`
    CREATE TEMP TABLE shown_count (site_id TEXT PRIMARY KEY, cells INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO temp.shown_count SELECT site_id, count(*) FROM main.draft GROUP BY site_id;
    CREATE TEMP TRIGGER draft_counted AFTER INSERT ON main.draft BEGIN
      INSERT INTO shown_count VALUES (new.site_id, 1) ON CONFLICT DO UPDATE SET cells = cells + 1;
    END;
    CREATE TEMP TRIGGER draft_uncounted AFTER DELETE ON main.draft BEGIN
      UPDATE shown_count SET cells = cells - 1 WHERE site_id = old.site_id;
    END;`)
}

/** Cells that show what was typed and is not the server's yet; of one site or of all. */
export const countShown = (db: Database, siteId: string | undefined): number =>
  (siteId === undefined
    ? row<{ cells: number | null }>(db, 'SELECT sum(cells) AS cells FROM temp.shown_count')
    : row<{ cells: number | null }>(db, 'SELECT cells FROM temp.shown_count WHERE site_id = ?', siteId)
  )?.cells ?? 0
