import type { Explained } from '../../../shared/calc/explained.ts'
import type { PlCell } from '../../../shared/calc/profit-and-loss/cell.ts'
import { type Amounts, DATA_SETS, type DataSet } from '../../../shared/calc/profit-and-loss/data-sets.ts'
import type { SiteResult } from '../../../shared/calc/profit-and-loss/rollup.ts'
import { profitAndLossOf } from '../../../shared/calc/recompute/site-year-sheet.ts'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import type { PlCellDetail, PlCellKey, PlKey, ProfitAndLoss, Told } from '../../../shared/contract/profit-and-loss.ts'
import { type Day, yearOf } from '../../../shared/core/calendar.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { findReview } from '../db/reviews.ts'
import { isLoaded } from '../db/scopes.ts'
import type { Database } from '../db/store.ts'
import { recordsOf } from './records-of.ts'
import { usualMonths } from './usual-months.ts'
import { computedYear, type LaptopYear } from './site-year.ts'

type Year = Pick<LaptopYear, 'result' | 'sheet' | 'hasReference'>

/** The P&L of one site and year from what is on this laptop (domain.md 9). */
export function readProfitAndLoss(db: Database, key: PlKey, today: Day): ProfitAndLoss {
  const loaded = isLoaded(db, key.siteId, key.year)
  const year = computedYear(db, key, today)
  return {
    ...told(year, { ...key, today, loaded }),
    usual: usualMonths(year.stored, year.result.year, key.year, year.settings.surprise),
    ...recordsOf(findReview(db, key.siteId), key.year),
  }
}

/** A computed year as the window takes it. */
export function told(
  { result, sheet, hasReference }: Year,
  about: Pick<ProfitAndLoss, 'siteId' | 'year' | 'today' | 'loaded'>,
): Omit<ProfitAndLoss, 'record' | 'priorRecord' | 'usual'> {
  const { name, hasForecast, error, year } = result
  const explained = sheet && profitAndLossOf(sheet)
  return {
    ...about,
    siteName: name,
    hasReference,
    hasForecast,
    error,
    rows: PL_ROWS.map(({ code }) => ({
      code,
      cells: year.rows[code].cells.map(({ kind, amounts }, month) => ({
        kind,
        amounts: amountsOf(amounts),
        parts: (explained?.rows[code].cells[month]?.explained.parts ?? []).map(partOf),
      })),
    })),
  }
}

/** What opens behind one cell of the P&L (domain.md 9.5). */
export function readProfitAndLossCell(db: Database, key: PlCellKey, today: Day): PlCellDetail {
  const { code, month, year } = key
  if (yearOf(month) !== year) {
    const message = `${month} is not a month of ${year}.`
    throw new AppError('INVALID_PERIOD', message, [
      { code: 'INVALID_PERIOD', field: 'month', message, providedValue: month, expectedFormat: `${year}-04` },
    ])
  }
  return cellDetail(computedYear(db, key, today), code, month)
}

/** One cell with all that led to it. */
export function cellDetail({ sheet, result }: Year, code: PlCellKey['code'], month: string): PlCellDetail {
  const place = result.year.months.indexOf(month)
  const { kind, amounts } = cellAt(result.year.rows[code].cells, place)
  // A year that could not be computed has its budget, and nothing to explain it by.
  const cell = sheet && profitAndLossOf(sheet).rows[code].cells[place]
  return {
    kind,
    amounts: amountsOf(amounts),
    told: cell ? toldOf(cell.explained) : { total: exact(amounts.trend), parts: [], steps: [], remark: result.error },
    accounts: cell ? accountsOf(cell) : [],
  }
}

function cellAt(cells: SiteResult['year']['rows']['FLC']['cells'], place: number) {
  const cell = cells[place]
  if (cell === undefined) throw new AppError('INVALID_PERIOD', 'The year has no such month.')
  return cell
}

/** All digits, never in exponent form. */
const exact = (value: Decimal | null): string | null => (value === null ? null : value.toFixed())
const partOf = ({ id, label, value }: Explained['parts'][number]) => ({ id, label, value: exact(value) })
export const amountsOf = (amounts: Amounts) =>
  Object.fromEntries(DATA_SETS.map((set) => [set, exact(amounts[set])])) as Record<DataSet, string | null>

const toldOf = ({ total, parts, steps, remark }: Explained): Told => ({
  total: exact(total),
  parts: parts.map(partOf),
  steps: steps.map(({ label, rule, given, value, unit }) => ({
    label,
    rule,
    given: given.map((one) => ({
      name: one.name,
      value: typeof one.value === 'string' ? one.value : exact(one.value),
      unit: one.unit,
      origin: one.origin,
    })),
    value: exact(value),
    unit,
  })),
  remark,
})

function accountsOf({ detail }: PlCell): PlCellDetail['accounts'] {
  if (detail.kind !== 'accounts') return []
  return detail.accounts.map(({ account, title, budget, forecast, actual, used, from }) => ({
    account,
    title,
    budget: exact(budget),
    forecast: exact(forecast),
    actual: exact(actual),
    used: exact(used),
    from,
  }))
}
