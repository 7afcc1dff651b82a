import type { CheckContext } from '../../shared/calc/validation/check-write.ts'
import { readLatestActuals } from '../store/latest-actuals.ts'
import type { StoredCell } from '../store/document-cells.ts'
import type { Db } from '../store/tables.ts'

/** What a new rate is compared with (domain.md 4.3): the line's latest actual of any month, and the month's budget. */
export async function latestActualRates(
  db: Db,
  siteId: string,
  cells: readonly StoredCell[],
): Promise<NonNullable<CheckContext['rateReference']>> {
  const actual = await readLatestActuals(db, siteId, 'rate.%')
  const budget = new Map(
    cells.flatMap(({ scenario, lineId, period, value }) =>
      scenario === 'budget' ? [[`${lineId}|${period}`, value]] : [],
    ),
  )
  return (lineId, month) => ({
    actual: actual.get(lineId) ?? null,
    budget: budget.get(`${lineId}|${month}`) ?? null,
  })
}
