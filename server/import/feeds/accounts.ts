import { z } from 'zod'
import { budgetRate } from '../../../shared/calc/parking-rates.ts'
import { LINES } from '../../../shared/categories/index.ts'
import { accountLineId } from '../../../shared/categories/ledger-accounts.ts'
import { RATE_CATEGORIES, rateLineId } from '../../../shared/categories/parking-rates.ts'
import { PL_ROWS, plRowOfAccount } from '../../../shared/categories/profit-and-loss.ts'
import type { Scenario } from '../../../shared/categories/line.ts'
import { STATISTICS_LINES } from '../../../shared/categories/statistics.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import { AmountText, type CellFeed, CodeText, type Fact, type FactCell, MonthText, SiteText, sumBy } from '../feed.ts'

const AccountText = CodeText.regex(/^\d{4}$/, 'An account has four digits.')
/** Intercompany entity, which no report of a site counts (domain.md 11). */
const EXCLUDED_ENTITY = '06'

const row = z
  .object({
    site: SiteText,
    period: MonthText,
    account: AccountText,
    amount: AmountText,
    entity: z.string().default(''),
  })
  .transform(({ site, period, account, amount, entity }): readonly Fact[] =>
    entity.trim() === EXCLUDED_ENTITY
      ? []
      : [{ siteId: site, period, code: account, kind: entity.trim(), value: amount }],
  )

const ACCOUNT_LINES = new Set(LINES.filter(({ id }) => id.startsWith('account.')).map(({ id }) => id))
const lineIdOfRow = new Map(PL_ROWS.map(({ code, lineId }) => [code, lineId]))
const EXTERNAL_TOTAL = '9410'
/** Refunds and discounts: known, and not part of the gross figure the P&L takes (domain.md 2.4). */
const ADJUSTMENTS = '9419'
const isRevenue = (account: string) => /^4\d{3}$/.test(account)
const known = new Set([EXTERNAL_TOTAL, ADJUSTMENTS, ...RATE_CATEGORIES.flatMap(({ accounts }) => [...accounts])])
const countLines = STATISTICS_LINES.filter(({ id, accounts }) => id !== 'externalRevenue' && accounts.length > 0)

/**
 * Balances by main account of a month (domain.md 1.4, 11): payroll and expense accounts as they are, every P&L row from
 * its accounts with the sign of the row, external revenue from 9410 or its parts, rates as revenue ÷ vehicles, and of
 * the budget the month's counts of Statistics.
 */
function accountFeed(name: string, summary: string, scenario: Scenario): CellFeed {
  return {
    name,
    summary,
    scenario,
    columns: ['site', 'period', 'account', 'amount', 'entity'],
    row,
    toCells: (facts) => {
      const byAccount = sumBy(
        facts,
        ({ code }) => code,
        ({ value }) => value,
      )
      const amountOf = (account: string) => byAccount.get(account) ?? null
      const accounts = [...byAccount].filter(([account]) => ACCOUNT_LINES.has(accountLineId(account)))
      const unmapped = [...byAccount.keys()].filter(
        (account) =>
          !ACCOUNT_LINES.has(accountLineId(account)) &&
          !known.has(account) &&
          !isRevenue(account) &&
          !countLines.some((line) => (line.accounts as readonly string[]).includes(account)),
      )
      return {
        cells: [
          ...accounts.map(([account, value]): FactCell => ({ lineId: accountLineId(account), value })),
          ...rowCells(byAccount),
          ...externalCell(amountOf),
          ...rateCells(amountOf),
          ...(scenario === 'budget' ? countCells(amountOf) : []),
        ],
        unmapped,
      }
    },
  }
}

/** P&L rows: cost accounts added, internal revenue negated, PTEB and insurance without their sign (domain.md 0.1, C-81). */
function rowCells(byAccount: ReadonlyMap<string, Decimal>): FactCell[] {
  const rows = sumBy(
    [...byAccount],
    ([account]) => (isRevenue(account) ? 'InternalRevenue' : plRowOfAccount(account)),
    ([, amount]) => amount,
  )
  return PL_ROWS.flatMap(({ code, ledgerSign }): FactCell[] => {
    const [amount, lineId] = [rows.get(code), lineIdOfRow.get(code)]
    if (amount === undefined || lineId == null) return []
    const value = ledgerSign === 'absolute' ? amount.abs() : ledgerSign === 'negate' ? amount.negated() : amount
    return [{ lineId, value }]
  })
}

function externalCell(amountOf: (account: string) => Decimal | null): FactCell[] {
  const parts = RATE_CATEGORIES.flatMap(({ accounts }) => amountOf(accounts[0] ?? '') ?? [])
  const total = amountOf(EXTERNAL_TOTAL) ?? (parts.length > 0 ? parts.reduce((sum, part) => sum.plus(part)) : null)
  return total === null ? [] : [{ lineId: lineIdOfRow.get('ExternalRevenue') ?? '', value: total }]
}

/** Revenue ÷ vehicles of each category that has both (domain.md 4.2). */
const rateCells = (amountOf: (account: string) => Decimal | null): FactCell[] =>
  RATE_CATEGORIES.flatMap(({ id, accounts }): FactCell[] => {
    const [revenue, vehicles] = [amountOf(accounts[0] ?? ''), amountOf(accounts[1] ?? '')]
    return revenue === null || vehicles === null
      ? []
      : [{ lineId: rateLineId(id), value: budgetRate(revenue, vehicles).total }]
  })

const countCells = (amountOf: (account: string) => Decimal | null): FactCell[] =>
  countLines.flatMap(({ id, accounts }): FactCell[] => {
    const value = amountOf(accounts[0] ?? '')
    return value === null ? [] : [{ lineId: id, value }]
  })

export const budgetFeed = accountFeed('budget', 'Budget balances by site, month and main account', 'budget')
export const ledgerFeed = accountFeed(
  'ledger',
  'Ledger balances by site, month and main account, entity 06 left out',
  'actual',
)
