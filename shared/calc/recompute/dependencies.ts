import { PL_ROWS, type PlRowCode } from '../../categories/profit-and-loss.ts'
import { AMOUNT_ROWS, type AmountRow, FLC_INPUTS } from '../profit-and-loss/flc.ts'
import type { Need, Rule } from './graph.ts'

/** What is stored and given of a site-year; `contract` is one value for the year, the others are one a month. */
export const SITE_INPUTS = ['statistics', 'payroll', 'otherRevenue', 'accounts', 'ledger', 'contract'] as const
export type SiteInput = (typeof SITE_INPUTS)[number]

const same = (...names: readonly string[]): Need[] => names.map((on) => ({ on, reach: 'same' }))
const upTo = (...names: readonly string[]): Need[] => names.map((on) => ({ on, reach: 'upTo' }))
const contract: Need = { on: 'contract', reach: 'year' }

/** What each row of amounts needs beside the contract, which says when the site is open (domain.md 1.1, 8). */
const ROW_NEEDS: Readonly<Record<AmountRow, readonly Need[]>> = {
  ExternalRevenue: same('externalRevenue', 'ledger'),
  InternalRevenue: same('internalRevenue', 'ledger'),
  Payroll: same('payrollCost', 'ledger', 'accounts'),
  Claims: same('accounts', 'ledger'),
  ParkingRents: same('accounts', 'ledger'),
  OtherExpense: same('accounts', 'ledger'),
  Pteb: same('Payroll', 'accounts', 'ledger'),
  Insurance: same('Payroll', 'accounts', 'ledger'),
}

const month = (name: string, needs: readonly Need[]): Rule => ({ name, grain: 'month', needs })
const year = (name: string, needs: readonly Need[]): Rule => ({ name, grain: 'year', needs })

export const totalOf = (row: PlRowCode): string => `total.${row}`
export const percentOf = (row: PlRowCode): string => `percent.${row}`

/** Results from rows, alike for a site and for a rollup (domain.md 9.2). */
const RESULT_RULES: readonly Rule[] = [
  month('FLC', same(...FLC_INPUTS.map(({ code }) => code))),
  month('FLC_CUMULATIVE', [...same('FLC'), { on: 'FLC_CUMULATIVE', reach: 'previous' }]),
  ...PL_ROWS.map(({ code }) => year(totalOf(code), [{ on: code, reach: 'all' }])),
  ...PL_ROWS.map(({ code }) =>
    year(percentOf(code), [
      { on: totalOf(code), reach: 'year' },
      { on: totalOf('InternalRevenue'), reach: 'year' },
    ]),
  ),
]

/**
 * What depends on what in a site-year, as data (domain.md 6.0, 8, 9.2). Internal revenue looks back over the year,
 * because shares, caps and profits accumulate, on what earlier months gave, too; FLC runs forward. The order is one in which everything can be computed.
 */
export const SITE_RULES: readonly Rule[] = [
  month('statisticsMonth', same('statistics')),
  month('externalRevenue', [...same('statisticsMonth', 'statistics', 'ledger'), contract]),
  month('payrollCost', [...same('payroll'), contract]),
  month('labor', [
    ...same('payroll', 'payrollCost'),
    { on: 'payroll', reach: 'previous' },
    { on: 'payrollCost', reach: 'previous' },
    contract,
  ]),
  month('sharedRevenue', same('externalRevenue', 'ledger')),
  month('internalRevenue', [
    ...same('labor'),
    ...upTo(
      'sharedRevenue',
      'statisticsMonth',
      'externalRevenue',
      'payrollCost',
      'payroll',
      'otherRevenue',
      'accounts',
      'ledger',
    ),
    { on: 'internalRevenue', reach: 'before' },
    contract,
  ]),
  ...AMOUNT_ROWS.map((row) => month(row, [...ROW_NEEDS[row], contract])),
  ...RESULT_RULES,
]

/** Name of a row's cells of all sites, as a rollup reads them. */
export const sitesOf = (row: AmountRow): string => `sites.${row}`

/** What depends on what in a rollup: amounts on the sites' amounts of that row and month, results as in a site. */
export const ROLLUP_RULES: readonly Rule[] = [
  ...AMOUNT_ROWS.map((row) => month(row, same(sitesOf(row)))),
  ...RESULT_RULES,
]
