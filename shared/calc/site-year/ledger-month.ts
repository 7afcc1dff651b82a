import { accountLineId, CLAIMS_ACCOUNTS } from '../../categories/ledger-accounts.ts'
import { findLine } from '../../categories/index.ts'
import { OVERRIDE_ROWS, overrideLineId } from '../../categories/override-lines.ts'
import { PL_ROWS, plRowOfAccount } from '../../categories/profit-and-loss.ts'
import { payrollLineOf } from '../../categories/payroll.ts'
import { addMonths, type Month } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { fromScaled } from '../../core/scaled.ts'
import { sumOf } from '../day-figures.ts'
import type { AccountAmounts } from '../profit-and-loss/account-use.ts'
import type { Loaded } from '../profit-and-loss/data-sets.ts'
import { AMOUNT_ROWS, type AmountRow } from '../profit-and-loss/flc.ts'
import { budgetMonth, type StatisticsInput } from '../statistics-month.ts'
import type { Override } from '../profit-and-loss/override.ts'
import type { SiteFacts } from './site-facts.ts'
import type { DayLists, MonthValues, StoredYear } from './stored-year.ts'

const lineOfRow = new Map(PL_ROWS.map(({ code, lineId }) => [code, lineId]))
const dollars = (cents: number | null | undefined): Decimal | null => (cents == null ? null : fromScaled(cents, 2))

/** Every cost account of a month that holds anything: entered, budgeted or posted (domain.md 1.4, 5.2, 5.3). */
export function accountMonth(stored: StoredYear, month: Month): AccountAmounts[] {
  const [budget, forecast, actual] = accountValues(stored, month)
  const lineIds = new Set([...Object.keys(budget), ...Object.keys(forecast), ...Object.keys(actual)])
  return [...lineIds].toSorted().flatMap((lineId): AccountAmounts[] => {
    const line = findLine(lineId)
    const account = line?.accounts[0]
    if (line === undefined || account === undefined) return []
    return [
      {
        account,
        title: line.shortLabel,
        budget: dollars(budget[lineId]),
        forecast: dollars(forecast[lineId]),
        actual: dollars(actual[lineId]),
      },
    ]
  })
}

/** Payroll accounts are lines of Payroll, expense accounts of Other expenses; both are amounts of a month. */
function accountValues(stored: StoredYear, month: Month): readonly [MonthValues, MonthValues, MonthValues] {
  const of = (scenario: 'budget' | 'forecast' | 'actual'): MonthValues => {
    const payroll = Object.entries(stored.month(month, 'payroll', scenario)).filter(
      ([id]) => payrollLineOf(id) === null,
    )
    return { ...Object.fromEntries(payroll), ...stored.month(month, 'other-expenses', scenario) }
  }
  return [of('budget'), of('forecast'), of('actual')]
}

/**
 * What budget and ledger hold of each row of a month, with last year's actual (domain.md 8, 9.3). Where the ledger has
 * no total: external revenue is the daily receipts and the budget's counts × rates (7, 2.4), payroll the daily cost. An amount set by hand comes
 * with it (15).
 */
export function ledgerMonth(
  stored: StoredYear,
  month: Month,
  statistics: StatisticsInput | null,
  notes: SiteFacts['overrideNotes'] = [],
): Partial<Record<AmountRow, Loaded>> {
  const budget = stored.month(month, 'pl-view', 'budget')
  const loaded = AMOUNT_ROWS.map((row): [AmountRow, Loaded] => {
    const planned = dollars(budget[lineOfRow.get(row) ?? ''])
    const amounts: Loaded = {
      actual: postedAmount(stored, month, row),
      budget: planned ?? (row === 'ExternalRevenue' ? plannedRevenue(statistics) : null),
      priorYear: postedAmount(stored, addMonths(month, -12), row) ?? accountSum(stored, addMonths(month, -12), row),
    }
    const override = overrideOf(stored, month, row, notes)
    return [row, override === null ? amounts : { ...amounts, override }]
  })
  return Object.fromEntries(loaded.filter(([, amounts]) => Object.values(amounts).some((amount) => amount !== null)))
}

/** The amount of a row set by hand, with who set it and why where that is known (domain.md 15); null without one. */
function overrideOf(
  stored: StoredYear,
  month: Month,
  row: AmountRow,
  notes: NonNullable<SiteFacts['overrideNotes']>,
): Override | null {
  const lineId = OVERRIDE_ROWS.filter((one) => one === row).map(overrideLineId)[0]
  const amount = lineId === undefined ? null : dollars(stored.month(month, 'pl-view', 'forecast')[lineId])
  if (amount === null) return null
  return { amount, note: notes.find((one) => one.lineId === lineId && one.month === month)?.note ?? null }
}

/** The actual of a row and month: the ledger's total, else the daily receipts or the daily cost of labor. */
export function postedAmount(stored: StoredYear, month: Month, row: AmountRow): Decimal | null {
  const total = dollars(stored.month(month, 'pl-view', 'actual')[lineOfRow.get(row) ?? ''])
  if (total !== null) return total
  if (row === 'ExternalRevenue') return dailyReceipts(stored, month)
  if (row !== 'Payroll' || accountSum(stored, month, row) !== null) return null
  return sumOf(Object.entries(stored.days(month, 'payroll', 'actual')).flatMap(([id, days]) => costOf(id, days)))
}

const costOf = (lineId: string, days: DayLists[string]): (Decimal | null)[] =>
  payrollLineOf(lineId)?.metric === 'cost' ? days.map(dollars) : []

const plannedRevenue = (statistics: StatisticsInput | null): Decimal | null =>
  statistics && budgetMonth(statistics).total.externalRevenue

/** Posted amounts of a row's accounts added up; null when none is posted. */
function accountSum(stored: StoredYear, month: Month, row: AmountRow): Decimal | null {
  const [, , actual] = accountValues(stored, month)
  const amounts = Object.entries(actual).filter(([lineId]) => {
    const account = findLine(lineId)?.accounts[0]
    return account !== undefined && plRowOfAccount(account) === row
  })
  return sumOf(amounts.map(([, cents]) => dollars(cents)))
}

/** Net receipts of a month's loaded days (domain.md 7); null when none is loaded. */
const dailyReceipts = (stored: StoredYear, month: Month): Decimal | null =>
  sumOf((stored.days(month, 'statistics', 'actual')['externalRevenue'] ?? []).map(dollars))

/** Posted claims of a month (domain.md 6.6); null when none is posted. */
export const postedClaims = (stored: StoredYear, month: Month): Decimal | null => {
  const actual = stored.month(month, 'other-expenses', 'actual')
  return sumOf(CLAIMS_ACCOUNTS.map((account) => dollars(actual[accountLineId(account)])))
}
