import { contractIssues } from '../../shared/calc/internal-revenue/contract-rules.ts'
import { internalRevenueOfSite } from '../../shared/calc/internal-revenue/internal-revenue.ts'
import type { MonthInput } from '../../shared/calc/internal-revenue/month-input.ts'
import { Contract } from '../../shared/contract/calculate/contract-blocks.ts'
import { must } from '../../shared/core/bug.ts'
import { type Day, daysOf, isMonth, type Month, overtimeWeekOf } from '../../shared/core/calendar.ts'
import { roundToCents } from '../../shared/core/money.ts'
import { fromScaled, spreadEvenly } from '../../shared/core/scaled.ts'
import type { AccountAmounts } from './account-amounts.ts'
import { demoContract } from './contract.ts'
import type { LedgerScenario, MoneyMonth, PeriodHours } from './money-month.ts'
import type { DemoSite } from './sites.ts'

/** A month of a budget or of what happened, with its accounts in cents and the net of Other revenue. */
export type BilledMonth = MoneyMonth & { readonly accounts: AccountAmounts; readonly otherRevenue: number | null }

/**
 * What the contract of a site earns in the months of its budget, or of what happened, in cents: worked out by the
 * product's own calculators (domain.md 6.0). The months are in order and none is missing in between.
 */
export function contractRevenue(
  site: DemoSite,
  months: readonly BilledMonth[],
  scenario: LedgerScenario,
  today: Day,
): Map<Month, number> {
  const contract = Contract.parse(demoContract(site))
  must(contractIssues(contract).length === 0 ? contract : null, `the contract of ${site.siteId} is sound`)
  const inputs = months.map((month, i) => inputOf(month, months[i - 1], scenario))
  const results = internalRevenueOfSite({ siteId: site.siteId, contract, today, months: inputs })
  return new Map(
    results.map(({ month, total, error }) => {
      if (error !== null) throw error
      return [month, roundToCents(must(total, `the contract of ${site.siteId} earns something in ${month}`))]
    }),
  )
}

function inputOf(month: BilledMonth, before: BilledMonth | undefined, scenario: LedgerScenario): MonthInput {
  const isBudget = scenario === 'budget'
  const rooms = fromScaled(month.rooms, 0)
  return {
    month: month.month,
    kind: isBudget ? 'future' : 'past',
    revenue: {
      month: month.month,
      net: fromScaled(month.receipts, 2),
      byCode: null,
      byCategory: Object.fromEntries(Object.entries(month.byCategory).map(([id, cents]) => [id, fromScaled(cents, 2)])),
      validations: null,
      origin: scenario,
    },
    occupiedRooms: isBudget ? { forecast: null, budget: rooms } : { forecast: rooms, budget: null },
    hours: hoursOf(month, before),
    payrollForecast: isBudget ? null : fromScaled(month.payroll, 2),
    accounts: Object.fromEntries(
      Object.entries(month.accounts).map(([account, cents]) => {
        const amount = fromScaled(cents, 2)
        return [account, { forecast: null, budget: isBudget ? amount : null, actual: isBudget ? null : amount }]
      }),
    ),
    expenseTotals: null,
    otherRevenue: month.otherRevenue === null ? null : fromScaled(month.otherRevenue, 2),
    budgetInternalRevenue: null,
  }
}

/** Hours as contracts read them: by the day, back to the Saturday before the first; a budget's month lies spread over its days. */
function hoursOf(month: BilledMonth, before: BilledMonth | undefined): MonthInput['hours'] {
  const saturday = overtimeWeekOf(`${month.month}-01`)
  return Object.fromEntries(
    [...month.hours].map(([code, own]) => {
      const earlier = byDay(before?.hours.get(code) ?? []).filter(({ period }) => period >= saturday)
      const days = [...earlier, ...byDay(own)].map(({ period, hours }) => ({
        day: period,
        hours: fromScaled(hours, 2),
      }))
      return [code, { days, budget: null }]
    }),
  )
}

const byDay = (entries: readonly PeriodHours[]): readonly PeriodHours[] =>
  entries.flatMap(({ period, hours }) => {
    if (!isMonth(period)) return { period, hours }
    const days = daysOf(period)
    return spreadEvenly(hours, days.length).map((share, i) => ({ period: days[i] ?? period, hours: share }))
  })
