import type { SiteResult } from '../../../shared/calc/profit-and-loss/rollup.ts'
import { fromKept, type KeptResult, RULES_VERSION, toKept } from '../../../shared/calc/site-year/kept-result.ts'
import { type Day, monthsOf } from '../../../shared/core/calendar.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { type Database, inTransaction, row, run } from './store.ts'

/** Computed years that are written at once. */
const AT_ONCE = 16

/** The rules and the business day a year is computed with; all else that moves it drops it (migration 0007). */
const basisOf = (today: Day): string => `${RULES_VERSION}|${today}`

/** The kept year of a site; undefined when it has to be computed. */
export function findKeptYear(
  db: Database,
  site: Pick<SiteResult, 'siteId' | 'name'>,
  year: number,
  today: Day,
): SiteResult | undefined {
  const found = row<{ result: string }>(
    db,
    'SELECT result FROM kept_year WHERE site_id = ? AND year = ? AND basis = ?',
    site.siteId,
    year,
    basisOf(today),
  )
  // It is what was kept with these rules.
  return found && fromKept(site, monthsOf(year), JSON.parse(found.result) as KeptResult)
}

/** Keeps computed years, some at a time. What was computed before anything else was written is not kept. */
export type YearKeeper = {
  /** A year that was computed just now. */
  readonly add: (result: SiteResult) => void
  /** Writes what is left. */
  readonly end: () => void
}

export function keepYears(db: Database, year: number, today: Day): YearKeeper {
  let waiting: SiteResult[] = []
  let changes = 0
  const hasChanged = () => countOfChanges(db) !== changes
  const write = () => {
    if (!hasChanged()) writeYears(db, year, today, waiting)
    waiting = []
  }
  return {
    add: (result) => {
      if (hasChanged()) waiting = []
      changes = countOfChanges(db)
      waiting.push(result)
      if (waiting.length >= AT_ONCE) write()
    },
    end: write,
  }
}

function writeYears(db: Database, year: number, today: Day, results: readonly SiteResult[]): void {
  try {
    inTransaction(db, () => {
      for (const result of results)
        run(
          db,
          'INSERT OR REPLACE INTO kept_year (site_id, year, basis, result) VALUES (?, ?, ?, ?)',
          result.siteId,
          year,
          basisOf(today),
          JSON.stringify(toKept(result)),
        )
    })
  } catch (thrown) {
    // Nothing is lost by a year that has to be computed again; the next edit says what is wrong with the disk.
    if (!(thrown instanceof AppError && ['DISK_FULL', 'FILE_NOT_WRITABLE'].includes(thrown.code))) throw thrown
  }
}

/** Rises with every row this connection writes; all writes of the store go through it. */
export const countOfChanges = (db: Database): number => row<{ n: number }>(db, 'SELECT total_changes() AS n')?.n ?? 0
