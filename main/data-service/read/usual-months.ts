import { usualRange } from '../../../shared/calc/why/usual-range.ts'
import type { UsualMonth } from '../../../shared/contract/profit-and-loss.ts'
import { type Day, daysOf, monthsOf } from '../../../shared/core/calendar.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import { fromScaled } from '../../../shared/core/scaled.ts'
import { valuesOfLine } from '../db/cells.ts'
import type { Database } from '../db/store.ts'

/** External revenue as the ledger loaded it, day by day: the only row whose own days go far enough back. */
const LINE = 'externalRevenue'

/** The months of a year for which the site's own days say what to expect, and whether the figure is outside of it. */
export function readUsualMonths(
  db: Database,
  siteId: string,
  year: number,
  trendOf: (place: number) => Decimal | null,
): UsualMonth[] {
  const loaded = valuesOfLine(db, siteId, 'actual', LINE, `${year - 1}-01-01`, `${year}-12-31`)
  return usualMonths(new Map(loaded.map(({ period, value }) => [period, value])), year, trendOf)
}

/** The same from what was loaded, cents by day. */
export function usualMonths(
  loaded: ReadonlyMap<Day, number>,
  year: number,
  trendOf: (place: number) => Decimal | null,
): UsualMonth[] {
  if (loaded.size === 0) return []
  const days = [...monthsOf(year - 1), ...monthsOf(year)].flatMap(daysOf)
  const amounts = days.map((day) => loaded.get(day) ?? null)
  return monthsOf(year).flatMap((month, place): UsualMonth[] => {
    const range = usualRange(amounts, days.indexOf(`${month}-01`), daysOf(month).length)
    const value = trendOf(place)
    if (range === null || value === null) return []
    const [low, high] = [fromScaled(range.low, 2), fromScaled(range.high, 2)]
    return [
      {
        month,
        low: low.toFixed(),
        expected: fromScaled(range.expected, 2).toFixed(),
        high: high.toFixed(),
        weeks: range.learnedFrom,
        lies: value.lt(low) ? 'below' : value.gt(high) ? 'above' : 'inside',
      },
    ]
  })
}
