import { otherRevenue } from '../../../shared/calc/other-revenue.ts'
import { storedYear, type StoredValue } from '../../../shared/calc/site-year/stored-year.ts'
import { whyOf, type Why } from '../../../shared/calc/why/why.ts'
import type { Explained } from '../../../shared/calc/why/row-causes.ts'
import type { Scenario } from '../../../shared/categories/line.ts'
import { OTHER_REVENUE_ROWS, otherRevenueLineId } from '../../../shared/categories/other-revenue.ts'
import type { PL_BASELINES, RecordYear } from '../../../shared/contract/profit-and-loss.ts'
import type { Why as ToldWhy, WhyKey } from '../../../shared/contract/why.ts'
import { addMonths, type Day, type Month } from '../../../shared/core/calendar.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import type { Amounts } from '../../../shared/calc/profit-and-loss/data-sets.ts'
import type { PlRowCode } from '../../../shared/categories/profit-and-loss.ts'
import { valuesIn } from '../db/cells.ts'
import { findReview } from '../db/reviews.ts'
import type { Database } from '../db/store.ts'
import { recordsOf } from './records-of.ts'
import { computedYear, type LaptopYear } from './site-year.ts'

type Baseline = (typeof PL_BASELINES)[number]

/** Why a row of a site differs from its baseline, from what is on this laptop (grid-and-pnl.md D5); null where a side is missing. */
export const readWhy = (db: Database, key: WhyKey, today: Day): ToldWhy | null =>
  explainStored(db, computedYear(db, key, today), key)

/** The explanation of a site's computed year, with what else is stored of the site. */
export const explainStored = (db: Database, year: LaptopYear, key: WhyKey): ToldWhy | null =>
  explain(year, key, {
    records: recordsOf(findReview(db, key.siteId), key.year),
    stored: (scenario, month) =>
      valuesIn(db, key.siteId, scenario, month, `${month}-31`).map((cell) => ({ ...cell, scenario })),
  })

type Beside = {
  readonly records: { readonly record: RecordYear | null; readonly priorRecord: RecordYear | null }
  /** What is stored of a month in a scenario. */
  readonly stored: (scenario: Scenario, month: Month) => readonly StoredValue[]
}

/** The explanation of a computed year; null where it could not be computed, and nothing explains it. */
export function explain(
  { sheet, result }: Pick<LaptopYear, 'sheet' | 'result'>,
  { code, months, baseline }: Pick<WhyKey, 'code' | 'months' | 'baseline'>,
  { records, stored }: Beside,
): ToldWhy | null {
  if (sheet === null) return null
  const monthOf = (place: number) => sheet.input.months[place] ?? ''
  const of: Explained = {
    sheet,
    against: baseline === 'budget' ? 'budget' : baseline === 'prior-year' ? 'last-year' : 'record',
    baselineOf: (row, place) => baselineAt(result.year.rows[row].cells[place]?.amounts, baseline, records, row, place),
    lastYear: (place) => {
      const month = addMonths(monthOf(place), -12)
      const year = storedYear(stored('actual', month))
      return {
        statistics: year.days(month, 'statistics', 'actual'),
        payroll: year.days(month, 'payroll', 'actual'),
      }
    },
    budgetedOtherRevenue: (place) => {
      const month = monthOf(place)
      const budget = storedYear(stored('budget', month)).month(month, 'other-revenue', 'budget')
      const lines = OTHER_REVENUE_ROWS.map(({ id }) => [
        id,
        { forecast: null, budget: budget[otherRevenueLineId(id)] ?? null },
      ])
      return otherRevenue(Object.fromEntries(lines)).total
    },
  }
  const places = months.map((month) => sheet.input.months.indexOf(month)).filter((place) => place >= 0)
  const why = whyOf(of, code, places)
  return why && toldWhy(why)
}

/** What a row and month is compared with. */
export function baselineAt(
  amounts: Amounts | undefined,
  baseline: Baseline,
  { record, priorRecord }: Beside['records'],
  row: PlRowCode,
  place: number,
): Decimal | null {
  if (baseline === 'budget') return amounts?.budget ?? null
  if (baseline === 'prior-year') return amounts?.priorYear ?? null
  const frozen = baseline === 'record' ? record : priorRecord
  const text = frozen?.rows.find(({ code }) => code === row)?.trend[place] ?? null
  return text === null ? null : new Decimal(text)
}

const toldWhy = ({ value, baseline, amount, causes, facts, contributions }: Why): ToldWhy => ({
  value: value.toFixed(),
  baseline: baseline.toFixed(),
  amount: amount.toFixed(),
  causes: causes.map((cause) => ({ id: cause.id, amount: cause.amount.toFixed() })),
  facts: facts.map(({ id, before, after }) => ({ id, before: before.toFixed(), after: after.toFixed() })),
  contributions: { of: contributions.of, list: contributions.list.map(toldContribution) },
})

type Contribution = Why['contributions']['list'][number]
/** One contribution as the window takes it. */
export const toldContribution = ({ id, label, value, baseline, amount }: Contribution) => ({
  id,
  label,
  value: value?.toFixed() ?? null,
  baseline: baseline?.toFixed() ?? null,
  amount: amount.toFixed(),
})
