import { DATA_SETS, eachDataSet, type MonthKind } from '../profit-and-loss/data-sets.ts'
import { AMOUNT_ROWS } from '../profit-and-loss/flc.ts'
import { fromAmountRows, type RollupCell, type SiteResult } from '../profit-and-loss/rollup.ts'
import type { Month } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'

/** Raise it with every change of a rule, so that years computed before it, on servers and laptops, are computed again. */
export const RULES_VERSION = 2

/** Kind and the five amounts of a month, exact, as text. */
type KeptCell = readonly [kind: MonthKind, ...amounts: (string | null)[]]

/** A site's year as it is kept for rollups; what follows from the rows is not kept. */
export type KeptResult = Pick<SiteResult, 'hasForecast' | 'error'> & {
  readonly rows: Readonly<Record<string, readonly KeptCell[]>>
}

/** What is kept of a computed year. */
export const toKept = ({ hasForecast, error, year }: SiteResult): KeptResult => ({
  hasForecast,
  error,
  rows: Object.fromEntries(
    AMOUNT_ROWS.map((row) => [
      row,
      year.rows[row].cells.map(({ kind, amounts }): KeptCell => [
        kind,
        ...DATA_SETS.map((set) => amounts[set]?.toFixed() ?? null),
      ]),
    ]),
  ),
})

/** The year again, to the last digit. */
export function fromKept(
  { siteId, name }: Pick<SiteResult, 'siteId' | 'name'>,
  months: readonly Month[],
  { hasForecast, error, rows }: KeptResult,
): SiteResult {
  return { siteId, name, hasForecast, error, year: fromAmountRows(months, (row) => (rows[row] ?? []).map(toCell)) }
}

/** A computed year without what explains it, so that holding it does not hold the whole sheet. */
export const amountsAlone = (result: SiteResult): SiteResult => fromKept(result, result.year.months, toKept(result))

const toCell = ([kind, ...texts]: KeptCell): RollupCell => ({
  kind,
  amounts: eachDataSet((set) => {
    const text = texts[DATA_SETS.indexOf(set)] ?? null
    return text === null ? null : new Decimal(text)
  }),
})
