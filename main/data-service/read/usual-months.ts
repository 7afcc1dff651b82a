import { isSurprising, type SurpriseLimits } from '../../../shared/calc/why/surprise.ts'
import type { Days } from '../../../shared/calc/why/expected-days.ts'
import { usualRanges } from '../../../shared/calc/why/usual-range.ts'
import type { StoredYear } from '../../../shared/calc/site-year/stored-year.ts'
import type { SiteResult } from '../../../shared/calc/profit-and-loss/rollup.ts'
import { payrollLineOf } from '../../../shared/categories/payroll.ts'
import { USUAL_ROWS, type UsualMonth } from '../../../shared/contract/profit-and-loss.ts'
import { daysOf, type Month, monthsOf } from '../../../shared/core/calendar.ts'
import { fromScaled } from '../../../shared/core/scaled.ts'

type UsualRow = (typeof USUAL_ROWS)[number]

/** The months of a year for which the site's own days say what to expect of a row, and whether the figure is outside of it. */
export function usualMonths(
  stored: StoredYear,
  { rows }: SiteResult['year'],
  year: number,
  limits: SurpriseLimits,
): UsualMonth[] {
  const before = monthsOf(year - 1)
  const months = [...before, ...monthsOf(year)]
  const starts = months.map((_, i) => months.slice(0, i).reduce((sum, month) => sum + daysOf(month).length, 0))
  return USUAL_ROWS.flatMap((code) => {
    const days = months.flatMap((month) => [...LOADED[code](stored, month)])
    if (days.every((amount) => amount === null)) return []
    const rangeOf = usualRanges(days)
    return monthsOf(year).flatMap((month, place): UsualMonth[] => {
      const range = rangeOf(starts[before.length + place] ?? 0, daysOf(month).length)
      const value = rows[code].cells[place]?.amounts.trend ?? null
      if (range === null || value === null) return []
      const [low, expected, high] = [range.low, range.expected, range.high].map((cents) => fromScaled(cents, 2))
      if (low === undefined || expected === undefined || high === undefined) return []
      const lies = value.lt(low) ? 'below' : value.gt(high) ? 'above' : 'inside'
      return [
        {
          code,
          month,
          value: value.toFixed(),
          low: low.toFixed(),
          expected: expected.toFixed(),
          high: high.toFixed(),
          weeks: range.learnedFrom,
          lies,
          isSurprising: lies !== 'inside' && isSurprising(value, expected, limits),
        },
      ]
    })
  })
}

/** Cents of each day of a month, as loaded: the rows whose own days go far enough back. */
const LOADED: Readonly<Record<UsualRow, (stored: StoredYear, month: Month) => Days>> = {
  ExternalRevenue: (stored, month) =>
    stored.days(month, 'statistics', 'actual')['externalRevenue'] ?? daysOf(month).map(() => null),
  Payroll: loadedPayroll,
}

/** Dollars of all job codes; a day on which hours of a code have no dollars is not known. */
function loadedPayroll(stored: StoredYear, month: Month): Days {
  const lists = stored.days(month, 'payroll', 'actual')
  const of = (metric: 'hours' | 'cost') =>
    Object.entries(lists).flatMap(([lineId, list]) => {
      const line = payrollLineOf(lineId)
      return line?.metric === metric ? [[line.code, list] as const] : []
    })
  const [hours, costs] = [of('hours'), new Map(of('cost'))]
  return daysOf(month).map((_, i) => {
    if (hours.some(([code, list]) => list[i] != null && costs.get(code)?.[i] == null)) return null
    const known = [...costs.values()].flatMap((list) => list[i] ?? [])
    return known.length === 0 ? null : known.reduce((sum, cents) => sum + cents, 0)
  })
}
