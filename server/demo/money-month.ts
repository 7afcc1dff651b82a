import { EARNING_COUNTS, type EarningCount } from '../../shared/calc/day-figures.ts'
import { payrollLineOf } from '../../shared/categories/payroll.ts'
import { type Month, monthOf } from '../../shared/core/calendar.ts'
import type { DemoCell } from './demo-cell.ts'
import type { DemoSite } from './sites.ts'
import { plannedRate } from './traffic.ts'

const COUNT = 1_000_000

/** What the ledger keeps apart (domain.md 1.5). */
export type LedgerScenario = 'budget' | 'actual'

/** Hundredths of an hour of a day, or of a month as a whole. */
export type PeriodHours = { readonly period: string; readonly hours: number }

/** What the ledger adds a month up from: stored cells of one scenario. Money in cents, hours in hundredths, rooms whole. */
export type MoneyMonth = {
  readonly month: Month
  readonly rooms: number
  readonly receipts: number
  /** Receipts by rate category; they add up to the receipts but for the roundings. */
  readonly byCategory: Readonly<Record<EarningCount, number>>
  readonly payroll: number
  /** Hours by job code and period: days of an actual, the month of a budget. */
  readonly hours: ReadonlyMap<string, readonly PeriodHours[]>
}

/**
 * The months of a budget, or of what happened, from their own cells. A budget's receipts are count × rate (domain.md 7);
 * those of an actual are the daily receipts.
 */
export function moneyMonths(site: DemoSite, cells: readonly DemoCell[], scenario: LedgerScenario): MoneyMonth[] {
  const found = new Map<Month, DemoCell[]>()
  for (const cell of cells) {
    if (cell.scenario !== scenario) continue
    const month = monthOf(cell.period)
    const kept = found.get(month)
    if (kept) kept.push(cell)
    else found.set(month, [cell])
  }
  return [...found].map(([month, own]) => moneyMonth(site, month, own)).sort((a, b) => (a.month < b.month ? -1 : 1))
}

function moneyMonth(site: DemoSite, month: Month, cells: readonly DemoCell[]): MoneyMonth {
  const total: Record<string, number> = {}
  const hours = new Map<string, PeriodHours[]>()
  let payroll = 0
  for (const { period, lineId, value } of cells) {
    total[lineId] = (total[lineId] ?? 0) + value
    const labor = lineId.startsWith('payroll.') ? payrollLineOf(lineId) : null
    if (labor?.metric === 'cost') payroll += value
    if (labor?.metric === 'hours') {
      const known = hours.get(labor.code)
      if (known) known.push({ period, hours: value })
      else hours.set(labor.code, [{ period, hours: value }])
    }
  }
  const gross = EARNING_COUNTS.map((id) => ((total[id] ?? 0) / COUNT) * plannedRate(site, id, month))
  const grossTotal = gross.reduce((sum, amount) => sum + amount, 0)
  const receipts = total['externalRevenue'] ?? Math.round(grossTotal)
  const kept = grossTotal === 0 ? 0 : receipts / grossTotal
  const byCategory = Object.fromEntries(EARNING_COUNTS.map((id, i) => [id, Math.round((gross[i] ?? 0) * kept)]))
  return {
    month,
    rooms: Math.round((total['occupiedRooms'] ?? 0) / COUNT),
    receipts,
    // One entry for each earning count.
    byCategory: byCategory as Record<EarningCount, number>,
    payroll,
    hours,
  }
}
