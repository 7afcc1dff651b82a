import { DATA_SETS, eachDataSet, type MonthKind } from '../../shared/calc/profit-and-loss/data-sets.ts'
import { AMOUNT_ROWS } from '../../shared/calc/profit-and-loss/flc.ts'
import { fromAmountRows, type RollupCell, type SiteResult } from '../../shared/calc/profit-and-loss/rollup.ts'
import type { Month } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'

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
  site: Pick<SiteResult, 'siteId' | 'name'>,
  months: readonly Month[],
  { hasForecast, error, rows }: KeptResult,
): SiteResult {
  return { ...site, hasForecast, error, year: fromAmountRows(months, (row) => (rows[row] ?? []).map(toCell)) }
}

const toCell = ([kind, ...texts]: KeptCell): RollupCell => ({
  kind,
  amounts: eachDataSet((set) => {
    const text = texts[DATA_SETS.indexOf(set)] ?? null
    return text === null ? null : new Decimal(text)
  }),
})
