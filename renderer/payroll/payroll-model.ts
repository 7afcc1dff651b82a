import { laborRevenueByDay, type DayRevenue } from '../../shared/calc/internal-revenue/labor-revenue-by-day.ts'
import { type HoursAndCost, type PayrollCodeDay, payrollCodeDays } from '../../shared/calc/payroll/code-days.ts'
import type { SiteJob } from '../../shared/calc/payroll/site-job.ts'
import { billedJobs, type SiteFacts } from '../../shared/calc/site-year/site-facts.ts'
import type { StoredYear } from '../../shared/calc/site-year/stored-year.ts'
import { payrollLineId } from '../../shared/categories/payroll.ts'
import { siteFactsOf } from '../../shared/contract/site-facts-of.ts'
import type { CategorySheet } from '../../shared/contract/sheet.ts'
import { must } from '../../shared/core/bug.ts'
import {
  addMonths,
  type Day,
  displayWeeksOf,
  type Month,
  overtimeWeekOf,
  sameWeekdayLastYear,
} from '../../shared/core/calendar.ts'
import { ZERO } from '../../shared/core/decimal.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { type ShownSheet, storedAt } from '../categories/shown-sheet.ts'

/** Payroll of a site and month as the grid, the details and the dialogs show it, computed on every edit. */
export type PayrollModel = {
  readonly shown: ShownSheet
  readonly month: Month
  readonly jobs: readonly SiteJob[]
  readonly days: readonly PayrollCodeDay[]
  readonly indexOf: ReadonlyMap<Day, number>
  /** Sunday to Saturday, clipped to the month. */
  readonly weeks: readonly (readonly Day[])[]
  /** By code, what the contract pays for each day; null: not billable. The whole is null where it pays by no hour. */
  readonly revenue: ReadonlyMap<string, readonly DayRevenue[] | null> | null
}

const models = new WeakMap<ShownSheet, PayrollModel>()

/** Computes a month with the same code as the server (design.md D11), once for each state of the sheet. */
export function payrollModel(shown: ShownSheet): PayrollModel {
  const known = models.get(shown)
  if (known) return known
  const { sheet } = shown
  const month = must(sheet.months[0], 'payroll shows one month')
  const facts = sheet.reference === null ? NOBODY : siteFactsOf(sheet.reference, sheet.site)
  const jobs = billedJobs(facts)
  const { days } = payrollCodeDays(facts, jobs, storedIn(sheet), month)
  const model = {
    shown,
    month,
    jobs,
    days,
    indexOf: new Map(days.map(({ day }, i) => [day, i])),
    weeks: displayWeeksOf(month),
    revenue: revenueOf(sheet, facts, jobs, month, days),
  }
  models.set(shown, model)
  return model
}

const NOBODY: SiteFacts = { totalRooms: 0, contract: null, jobs: [] }

/** What is stored of the sheet's months, as the calculators take it. */
const storedIn = ({ stored }: CategorySheet): StoredYear => ({
  days: (month, _category, scenario) => stored[month]?.[scenario]?.days ?? {},
  month: (month, _category, scenario) => stored[month]?.[scenario]?.values ?? {},
})

function revenueOf(
  sheet: CategorySheet,
  facts: SiteFacts,
  jobs: readonly SiteJob[],
  month: Month,
  days: readonly PayrollCodeDay[],
): PayrollModel['revenue'] {
  const { contract } = facts
  if (contract === null || contract.perLaborHour === null) return null
  const saturday = overtimeWeekOf(`${month}-01`)
  const before = payrollCodeDays(facts, jobs, storedIn(sheet), addMonths(month, -1)).days
  const earlier = before.filter(({ day }) => day >= saturday)
  const hoursOf = (list: readonly PayrollCodeDay[], code: string) =>
    list.map(({ day, codes }) => {
      const value = codes.find(({ job }) => job.code === code)?.value
      return { day, hours: value?.hours ?? ZERO, isBudget: value?.origin === 'budget' || value?.hours == null }
    })
  return new Map(
    jobs.map(({ code }) => [
      code,
      laborRevenueByDay(contract, month, code, hoursOf(days, code), hoursOf(earlier, code)),
    ]),
  )
}

/** What the labor system holds of a code on the same weekday a year before (grid-and-pnl.md A2). */
export function lastYearOf({ shown: { sheet } }: PayrollModel, code: string, day: Day): HoursAndCost {
  const period = sameWeekdayLastYear(day)
  const at = (metric: 'hours' | 'cost') => {
    const stored = storedAt(sheet, 'actual', { lineId: payrollLineId(metric, code), period })
    return stored === null ? null : fromScaled(stored, 2)
  }
  return { hours: at('hours'), cost: at('cost') }
}
