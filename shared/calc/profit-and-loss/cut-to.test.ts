import { describe, expect, test } from 'vitest'
import { d, text } from '../../../tests/support/a-contract.ts'
import { monthsOf } from '../../core/calendar.ts'
import { cutTo } from './cut-to.ts'
import { NO_AMOUNTS } from './data-sets.ts'
import { DEFAULT_PL_RULES } from './rules.ts'
import { emptyMonth } from './site-month.ts'
import { siteYear } from './site-year.ts'

const MONTHS = monthsOf(2026)
/** Internal revenue of 100, 200 … 1,200 by the month against a budget of 60, less payroll of 40 and insurance of 1.78. */
const YEAR = siteYear(
  MONTHS.map((month, i) => ({
    ...emptyMonth(month),
    internal: { total: d(100 * (i + 1)), isForecast: true, parts: [] },
    payroll: { total: d(40), isForecast: true, parts: [] },
    loaded: { InternalRevenue: { actual: null, budget: d(60), priorYear: null } },
  })),
  { today: '2025-12-31', rules: DEFAULT_PL_RULES },
)
const trends = (pl: ReturnType<typeof cutTo>, row: keyof typeof pl.rows) => [
  ...pl.rows[row].cells.map(({ amounts }) => text(amounts.trend)),
  `total ${text(pl.rows[row].total.trend)}`,
]

describe('a P&L cut to some months', () => {
  test('totals and percents are of these months, the cumulative row counts from January', () => {
    const cut = cutTo(YEAR, ['2026-03', '2026-05', '2026-08'])
    expect(cut.months).toEqual(['2026-03', '2026-05', '2026-08'])
    expect(trends(cut, 'InternalRevenue')).toEqual(['300', '500', '800', 'total 1600'])
    expect(trends(cut, 'FLC')).toEqual(['258.22', '458.22', '758.22', 'total 1474.66'])
    expect(text(cut.rows.Payroll.percentOfRevenue.trend)).toBe('7.5')
    expect(trends(cut, 'FLC_CUMULATIVE')).toEqual(['294.66', '991.1', '2785.76', 'total 2785.76'])
  })

  test('months it does not have are left out; of none at all nothing is known', () => {
    expect(trends(cutTo(YEAR, ['2025-12', '2026-01']), 'InternalRevenue')).toEqual(['100', 'total 100'])
    const none = cutTo(YEAR, [])
    expect([none.rows.FLC_CUMULATIVE.total, none.rows.Payroll.total]).toEqual([NO_AMOUNTS, NO_AMOUNTS])
  })
})
