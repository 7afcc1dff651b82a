import { addCells, fromAmountRows } from '../../../shared/calc/profit-and-loss/rollup.ts'
import { NO_AMOUNTS } from '../../../shared/calc/profit-and-loss/data-sets.ts'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import type { RecordYear } from '../../../shared/contract/profit-and-loss.ts'
import type { ForecastOfRecord, SiteReview } from '../../../shared/contract/review.ts'
import { monthsOf } from '../../../shared/core/calendar.ts'
import { Decimal } from '../../../shared/core/decimal.ts'

type Records = { readonly record: RecordYear | null; readonly priorRecord: RecordYear | null }
/** What was made of a review before, by year; reviews are read once and never changed. */
const MADE = new WeakMap<SiteReview, Map<number, Records>>()

/** The forecasts of record of a year that a P&L is compared with: the newest, and the one before it (domain.md 9.4). */
export function recordsOf(review: SiteReview | null, year: number): Records {
  if (review === null) return { record: null, priorRecord: null }
  const made = MADE.get(review) ?? new Map<number, Records>()
  MADE.set(review, made)
  const known = made.get(year)
  if (known) return known
  const [newest, before] = review.records.filter((record) => record.year === year)
  const records = { record: newest ? toRecord(newest) : null, priorRecord: before ? toRecord(before) : null }
  made.set(year, records)
  return records
}

/** All rows of the statement: the contribution is made anew of the frozen ones. */
function toRecord({ name, at, year, rows }: ForecastOfRecord): RecordYear {
  const trends = new Map(rows.map(({ row, trend }) => [row, trend]))
  const frozen = fromAmountRows(monthsOf(year), (row) =>
    monthsOf(year).map((_, month) => {
      const text = trends.get(row)?.[month] ?? null
      const trend = text === null ? null : new Decimal(text)
      return addCells([{ kind: 'forecast', amounts: { ...NO_AMOUNTS, trend } }])
    }),
  )
  return {
    name,
    at,
    rows: PL_ROWS.filter(({ code }) => code !== 'FLC_CUMULATIVE').map(({ code }) => ({
      code,
      trend: frozen.rows[code].cells.map(({ amounts }) => amounts.trend?.toFixed() ?? null),
    })),
  }
}
