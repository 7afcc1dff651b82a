import type { RollupCell } from '../../shared/calc/profit-and-loss/rollup.ts'
import type { ProfitAndLoss } from '../../shared/calc/profit-and-loss/site-year.ts'
import type { Comparison } from '../../shared/calc/profit-and-loss/variance-view.ts'
import { monthsOf } from '../../shared/core/calendar.ts'
import { AppError } from '../../shared/core/errors.ts'
import { fromKept, type KeptResult } from '../../shared/calc/site-year/kept-result.ts'
import { readLatestFrozen } from '../store/snapshots.ts'
import type { Db } from '../store/tables.ts'

/** What a site's year is compared with; where that is a forecast of record, the year it froze and its snapshot. */
export type SiteComparison = {
  readonly comparison: Comparison
  readonly record: ProfitAndLoss<RollupCell> | null
  readonly snapshot: string | null
}

/**
 * What the years of some sites are compared with, by site (domain.md 9.4). A forecast of record is the one named, else
 * the latest of each site; a site that was never frozen has none.
 */
export async function comparisonsOf(
  db: Db,
  siteIds: readonly string[],
  year: number,
  type: Comparison['type'],
  snapshotId: string | undefined,
): Promise<ReadonlyMap<string, SiteComparison>> {
  if (type !== 'forecast')
    return new Map(siteIds.map((siteId) => [siteId, { comparison: { type }, record: null, snapshot: null }]))
  const frozen = await readLatestFrozen(db, siteIds, year, snapshotId)
  return new Map(
    frozen.map(({ siteId, snapshotId: snapshot, result }) => {
      const record = fromKept({ siteId, name: siteId }, monthsOf(year), result as KeptResult).year
      return [siteId, { comparison: { type, record }, record, snapshot }]
    }),
  )
}

/** What is answered where nothing was frozen. */
export function noRecord(providedValue: string | undefined): AppError {
  const message = 'There is no forecast of record of these sites and this year.'
  const expectedFormat = 'the id of a snapshot that holds them'
  const given = providedValue === undefined ? {} : { providedValue }
  return new AppError('PERIOD_NOT_AVAILABLE', message, [
    { code: 'PERIOD_NOT_AVAILABLE', field: 'snapshot', message, expectedFormat, ...given },
  ])
}
