import { OTHER_REVENUE_ROWS, otherRevenueLineId } from '../../shared/categories/other-revenue.ts'
import { accountLineId } from '../../shared/categories/ledger-accounts.ts'
import { PL_ROWS, plRowOfAccount } from '../../shared/categories/profit-and-loss.ts'
import { type Day, type Month, monthOf } from '../../shared/core/calendar.ts'
import { type AccountAmounts, actualAmounts, amountsToDate, budgetAmounts } from './account-amounts.ts'
import { around } from './chance.ts'
import { type BilledMonth, contractRevenue } from './contract-revenue.ts'
import { cellsOf, type DemoCell } from './demo-cell.ts'
import { type LedgerScenario, type MoneyMonth, moneyMonths } from './money-month.ts'
import { budgetMonths } from './periods.ts'
import { startOf } from './site-master.ts'
import type { DemoSite } from './sites.ts'

/**
 * Accounts and P&L rows of a site (domain.md 1.4, 9.1), worked out from its other cells: the budget of every month, the
 * ledger of every closed month, and what is posted of the accounts in the current one.
 */
export function ledgerCells(site: DemoSite, others: readonly DemoCell[], today: Day): DemoCell[] {
  const begin = startOf(site).slice(0, 7)
  const begun = moneyMonths(site, others, 'actual').filter(({ month }) => month >= begin)
  const planned = new Set(budgetMonths(site, today))
  const budgeted = moneyMonths(site, others, 'budget').filter(({ month }) => planned.has(month))
  const closed = begun.filter(({ month }) => month < monthOf(today))
  const net = netOtherRevenue(others)
  const billed = (months: readonly MoneyMonth[], scenario: LedgerScenario, amounts: typeof budgetAmounts) =>
    months.map((month) => ({
      ...month,
      accounts: amounts(site, month),
      otherRevenue: net.get(`${scenario} ${month.month}`) ?? null,
    }))
  const last = closed.at(-1)
  return [
    ...monthsCells(site, billed(budgeted, 'budget', budgetAmounts), 'budget', today),
    ...monthsCells(site, billed(closed, 'actual', actualAmounts), 'actual', today),
    ...(last ? accountCells(monthOf(today), 'actual', amountsToDate(site, last, today)) : []),
  ]
}

function monthsCells(site: DemoSite, months: readonly BilledMonth[], scenario: LedgerScenario, today: Day): DemoCell[] {
  const revenue = contractRevenue(site, months, scenario, today)
  return months.flatMap((month) => {
    const earned = revenue.get(month.month) ?? 0
    const internal = scenario === 'budget' ? earned : Math.round(earned * posting(site, month.month))
    return [
      ...accountCells(month.month, scenario, month.accounts),
      ...cellsOf(month.month, scenario, rowAmounts(month, internal)),
    ]
  })
}

/** A fixed fee is posted as agreed; what is measured is settled a little up or down. */
const posting = ({ siteId, contractTypes }: DemoSite, month: Month): number =>
  contractTypes.every((type) => type === 'FixedFee') ? 1 : around(0.006, siteId, month, 'posting')

const accountCells = (month: Month, scenario: LedgerScenario, amounts: AccountAmounts): DemoCell[] =>
  cellsOf(
    month,
    scenario,
    Object.fromEntries(Object.entries(amounts).map(([account, cents]) => [accountLineId(account), cents])),
  )

/** Every row of the P&L that is stored: the two revenues, and of each cost the sum of its accounts. */
function rowAmounts({ receipts, accounts }: BilledMonth, internal: number): Record<string, number> {
  const sums = new Map<string, number>([
    ['ExternalRevenue', receipts],
    ['InternalRevenue', internal],
  ])
  for (const [account, cents] of Object.entries(accounts)) {
    const row = plRowOfAccount(account)
    if (row !== null) sums.set(row, (sums.get(row) ?? 0) + cents)
  }
  return Object.fromEntries(
    PL_ROWS.flatMap(({ code, lineId }) => (lineId === null ? [] : [[lineId, sums.get(code) ?? 0] as const])),
  )
}

/** Net of Other revenue by scenario and month, where there is any. */
function netOtherRevenue(cells: readonly DemoCell[]): Map<string, number> {
  const lines = new Set(OTHER_REVENUE_ROWS.map(({ id }) => otherRevenueLineId(id)))
  const net = new Map<string, number>()
  for (const { lineId, scenario, period, value } of cells) {
    if (lines.has(lineId)) net.set(`${scenario} ${period}`, (net.get(`${scenario} ${period}`) ?? 0) + value)
  }
  return net
}
