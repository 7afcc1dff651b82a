import type { Part } from '../../shared/calc/explained.ts'
import { sumOf } from '../../shared/calc/day-figures.ts'
import { cutTo } from '../../shared/calc/profit-and-loss/cut-to.ts'
import type { MonthKind } from '../../shared/calc/profit-and-loss/data-sets.ts'
import { kindOf } from '../../shared/calc/profit-and-loss/flc.ts'
import { type VarianceCell, varianceView } from '../../shared/calc/profit-and-loss/variance-view.ts'
import { PL_ROWS, type PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { baselineSet, comparisonOf, type PlBaseline, rowName } from './pl-baseline.ts'
import type { Report } from './pl-report.ts'

/** One row of the P&L over the months of a period. */
export type PlLine = {
  readonly code: PlRowCode
  readonly label: string
  readonly kind: MonthKind
  readonly value: Decimal | null
  /** Null for the cumulative row, whose value is a difference already. */
  readonly baseline: Decimal | null
  readonly priorYear: Decimal | null
  /** Percent of internal revenue. */
  readonly ofRevenue: Decimal | null
  readonly against: VarianceCell
  /** Months with one side only, which the variance leaves out. */
  readonly leftOut: readonly Month[]
  readonly parts: readonly Part[]
}

/** The rows of a P&L over some of its months against a baseline (domain.md 9.2, 9.4). */
export function plLines(report: Report, months: readonly Month[], baseline: PlBaseline): PlLine[] {
  const cut = cutTo(report, months)
  const last = report.months.indexOf(months.at(-1) ?? '')
  const compared = new Map(varianceView(cut, comparisonOf(baseline)).map((row) => [row.code, row]))
  // The cumulative row counts from January, whatever the period.
  const running = varianceView(report, comparisonOf(baseline)).find(({ code }) => code === 'FLC_CUMULATIVE')?.cells[
    last
  ]
  return PL_ROWS.flatMap(({ code }): PlLine[] => {
    const { cells, total, percentOfRevenue } = cut.rows[code]
    const isCumulative = code === 'FLC_CUMULATIVE'
    const row = compared.get(code)
    const against = isCumulative ? running : row?.total
    if (row === undefined || against === undefined) return []
    return [
      {
        code,
        label: rowName(code, baseline),
        kind: kindOf(cells.map(({ kind }) => kind)),
        value: isCumulative ? against.value : total.trend,
        baseline: isCumulative ? null : total[baselineSet(baseline)],
        priorYear: isCumulative ? null : total.priorYear,
        ofRevenue: percentOfRevenue.trend,
        against,
        leftOut: row.leftOut,
        parts: partsOver(report, code, months),
      },
    ]
  })
}

/** What a row is made of over the months: parts of the same name added, in the order in which they first appear. */
function partsOver(report: Report, code: PlRowCode, months: readonly Month[]): Part[] {
  const cells = report.rows[code].cells.filter((_, i) => months.includes(report.months[i] ?? ''))
  const labels = new Map(cells.flatMap(({ parts }) => parts.map(({ id, label }) => [id, label] as const)))
  return [...labels].map(([id, label]) => ({
    id,
    label,
    value: sumOf(cells.flatMap(({ parts }) => parts.filter((part) => part.id === id).map(({ value }) => value))),
  }))
}
