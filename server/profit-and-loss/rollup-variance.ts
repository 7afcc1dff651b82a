import { sitesBehind } from '../../shared/calc/profit-and-loss/breakdown.ts'
import { addYears, type SiteResult } from '../../shared/calc/profit-and-loss/rollup.ts'
import type { SignificanceLevels } from '../../shared/calc/profit-and-loss/significance.ts'
import type { Comparison } from '../../shared/calc/profit-and-loss/variance-view.ts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import { type Month, monthsOf, yearOf } from '../../shared/core/calendar.ts'
import type { SiteComparison } from './comparisons.ts'
import { varianceOut, varianceRows } from './variance-answer.ts'

type Comparisons = ReadonlyMap<string, SiteComparison>

/**
 * A rollup against its baseline (domain.md 9.4, 9.6): both sides are added up first, and over the same sites, so that a
 * site without a forecast of record is on neither.
 */
export function rollupVariance(
  results: readonly SiteResult[],
  comparisons: Comparisons,
  {
    type,
    year,
    levels,
  }: { readonly type: Comparison['type']; readonly year: number; readonly levels: SignificanceLevels },
) {
  const months = monthsOf(year)
  const both = results.flatMap((result) => {
    const found = comparisons.get(result.siteId)
    return found ? [{ value: result.year, record: found.record }] : []
  })
  const records = both.flatMap(({ record }) => record ?? [])
  const comparison: Comparison = type === 'forecast' ? { type, record: addYears(records, months) } : { type }
  const whole = addYears(
    both.map(({ value }) => value),
    months,
  )
  return { compared: both.length, rows: varianceRows(whole, comparison, levels) }
}

/** The sites behind one cell of a rollup; one without a forecast of record has a value and no baseline (domain.md 9.5). */
export function siteValues(
  results: readonly SiteResult[],
  comparisons: Comparisons,
  { row, month, levels }: { readonly row: PlRowCode; readonly month: Month; readonly levels: SignificanceLevels },
) {
  const months = monthsOf(yearOf(month))
  const nothing: Comparison = { type: 'forecast', record: addYears([], months) }
  const comparisonOf = (siteId: string) => comparisons.get(siteId)?.comparison ?? nothing
  return sitesBehind(results, row, months.indexOf(month), comparisonOf, levels).map(
    ({ siteId, name, kind, isForecast, variance, error }) => ({
      siteId,
      name,
      kind,
      isForecast,
      error,
      ...varianceOut(variance),
    }),
  )
}
