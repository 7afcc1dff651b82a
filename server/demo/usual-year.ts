import { EARNING_COUNTS } from '../../shared/calc/day-figures.ts'
import { accountRules, type AccountRule, usualClaims } from './account-rules.ts'
import { chance } from './chance.ts'
import { demoJobs } from './jobs.ts'
import type { DemoSite } from './sites.ts'
import { postsOf, usualDay } from './staffing.ts'
import { countsOf, plannedRate } from './traffic.ts'

const DAYS = 365
const COUNT = 1_000_000

/** What a year of usual demand looks like at this year's rates, in dollars: what the site's contract was made from. */
export type UsualYear = {
  readonly receipts: number
  readonly rooms: number
  readonly hourlyPayroll: number
  readonly payroll: number
  /** Hours by job code of those paid by the hour. */
  readonly hours: Readonly<Record<string, number>>
  /** Amount by account but for payroll. */
  readonly accounts: Readonly<Record<string, number>>
  readonly cost: number
  /** What the operator wants to earn: the cost and 6 to 27 % of revenue on top. */
  readonly revenue: number
}

export function usualYear(site: DemoSite): UsualYear {
  const jobs = demoJobs(site)
  const hours = Object.fromEntries(postsOf(site).map((post) => [post.code, post.hours * DAYS]))
  const hourlyPayroll = jobs.reduce((sum, job) => sum + (hours[job.code] ?? 0) * (job.averageRate ?? 0), 0)
  const salaries = jobs.reduce((sum, job) => sum + (job.annualSalary ?? 0) * job.employees, 0)
  const payroll = hourlyPayroll + salaries
  const receipts = usualReceipts(site)
  const amountOf = ({ of, share }: AccountRule) =>
    of === 'month' ? share * 12 : share * (of === 'payroll' ? payroll : receipts)
  const accounts = {
    ...Object.fromEntries(accountRules(site).map((rule) => [rule.account, amountOf(rule)])),
    7100: usualClaims(site) * 12,
  }
  const cost = payroll + Object.values(accounts).reduce((sum, amount) => sum + amount, 0)
  const [least, more] = marginOf(site)
  const margin = least + more * chance(site.siteId, 'margin')
  const rooms = usualDay(site).rooms * DAYS
  return { receipts, rooms, hourlyPayroll, payroll, hours, accounts, cost, revenue: cost / (1 - margin) }
}

/** Least margin and how much more it may be: whoever takes the risk wants more than who is paid back what it costs. */
function marginOf({ contractTypes }: DemoSite): readonly [least: number, more: number] {
  if (contractTypes.includes('RevenueShare')) return [0.17, 0.1]
  if (contractTypes.includes('FixedFee') || contractTypes.includes('PerOccupiedRoom')) return [0.12, 0.1]
  return contractTypes.includes('PerLaborHour') ? [0.09, 0.1] : [0.06, 0.06]
}

function usualReceipts(site: DemoSite): number {
  const counts = countsOf(site, '2026-06-18', 1, 'usual')
  const cents = EARNING_COUNTS.reduce(
    (sum, id) => sum + ((counts[id] ?? 0) / COUNT) * plannedRate(site, id, '2026-06'),
    0,
  )
  return (cents / 100) * DAYS
}
