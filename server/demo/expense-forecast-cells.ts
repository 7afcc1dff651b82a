import {
  accountLineId,
  ENTERED_EXPENSE_ACCOUNTS,
  PARKING_RENTS_ACCOUNT,
} from '../../shared/categories/ledger-accounts.ts'
import type { Day, Month } from '../../shared/core/calendar.ts'
import { around, chance } from './chance.ts'
import { cellsOf, type DemoCell } from './demo-cell.ts'
import { typedMonths } from './periods.ts'
import { startOf } from './site-master.ts'
import type { DemoSite } from './sites.ts'

const TEN_DOLLARS = 1_000

/** What the manager typed of the twelve expense accounts (domain.md 5.2): some of them, off the budget, in ten dollars. */
export function expenseForecastCells(site: DemoSite, budget: readonly DemoCell[], today: Day): DemoCell[] {
  const planned = new Map(
    budget.flatMap(({ lineId, period, scenario, value }) =>
      scenario === 'budget' ? [[`${lineId} ${period}`, value] as const] : [],
    ),
  )
  const own = ENTERED_EXPENSE_ACCOUNTS.filter(({ account }) => chance(site.siteId, account, 'types') < 0.45)
  return typedMonths(site, today).flatMap((month) => {
    if (`${month}-01` < startOf(site)) return []
    return own.flatMap(({ account }) => {
      const lineId = accountLineId(account)
      const value = typedAmount(site, account, month, planned.get(`${lineId} ${month}`) ?? 0)
      return value === 0 ? [] : cellsOf(month, 'forecast', { [lineId]: value })
    })
  })
}

/** Rent is known; of everything else people have their own idea. */
const typedAmount = ({ siteId }: DemoSite, account: string, month: Month, budget: number): number =>
  account === PARKING_RENTS_ACCOUNT
    ? budget
    : Math.round((budget * around(0.15, siteId, month, account, 'typed')) / TEN_DOLLARS) * TEN_DOLLARS
