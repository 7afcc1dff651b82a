import { yearOf } from '../../shared/core/calendar.ts'
import { AppError } from '../../shared/core/errors.ts'
import { toKept } from '../../shared/calc/site-year/kept-result.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { inCommitOrder, type NextSeq } from '../store/commit.ts'
import { readHead } from '../store/feed.ts'
import { freeze, type FrozenYear, type NewSnapshot } from '../store/snapshots.ts'
import type { Site } from '../store/sites.ts'
import type { Db, Tx } from '../store/tables.ts'

const ATTEMPTS = 10

/**
 * Freezes cells and computed years of one moment (domain.md 10.3): when somebody committed in between, it is taken
 * again. `also` is done in the transaction that holds it.
 */
export async function takeSnapshot(
  db: Db,
  years: SiteYears,
  snapshot: NewSnapshot,
  sites: readonly Site[],
  also: (tx: Tx, nextSeq: NextSeq) => Promise<void> = async () => {},
): Promise<void> {
  const ids = sites.map(({ siteId }) => siteId)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { seq } = await readHead(db)
    const frozen: FrozenYear[] = []
    for (const year of new Set([yearOf(snapshot.firstMonth), yearOf(snapshot.lastMonth)])) {
      const results = await (await years.many(sites, year)).results()
      frozen.push(...results.map((result) => ({ siteId: result.siteId, year, result: toKept(result) })))
    }
    const isTaken = await inCommitOrder(db, async (tx, nextSeq) => {
      if ((await readHead(tx)).seq !== seq) return false
      await freeze(tx, snapshot, ids, frozen)
      await also(tx, nextSeq)
      return true
    })
    if (isTaken) return
  }
  throw new AppError('VERSION_CONFLICT', 'Forecasts are being changed all the time; try again in a minute.')
}
