import type { Month } from '../../core/calendar.ts'

/** What a P&L can be added up over (grid-and-pnl.md D3). */
export const PL_PERIODS = ['month', 'quarter', 'to-date', 'rest', 'year'] as const
export type PlPeriod = (typeof PL_PERIODS)[number]

/** Which of a year's months a period adds up, counted from the open month (grid-and-pnl.md D3); none after December. */
export function monthsIn(period: PlPeriod, months: readonly Month[], open: Month): readonly Month[] {
  const at = months.indexOf(open)
  switch (period) {
    case 'month':
      return months.filter((month) => month === open)
    case 'quarter': {
      const first = at - (at % 3)
      return at === -1 ? [] : months.slice(first, first + 3)
    }
    case 'to-date':
      return months.slice(0, at + 1)
    case 'rest':
      return months.slice(at + 1)
    default:
      return months
  }
}
