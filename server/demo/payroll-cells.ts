import { payrollLineId } from '../../shared/categories/payroll.ts'
import { addDays, type Day, daysOf, monthOf, yearOf } from '../../shared/core/calendar.ts'
import { around } from './chance.ts'
import { cellsOf, type DemoCell } from './demo-cell.ts'
import { type DemoJob, demoJobs, payOf } from './jobs.ts'
import { actualDays, budgetMonths, planOptimism, typedDays, typedFeeling } from './periods.ts'
import { startOf } from './site-master.ts'
import type { DemoSite } from './sites.ts'
import { hoursAt, type Post, postsOf, staffingHabit } from './staffing.ts'
import { expectedDemand, realDemand } from './traffic.ts'

const PUBLISHED_DAYS = 14
const HOURS_OF_A_SALARIED_DAY = 8
const HOLIDAY_PAY = 1.5
const HOLIDAYS = ['01-01', '07-04', '12-25']

type Staff = { readonly job: DemoJob; readonly post: Post | undefined }

/** Hours and cost of every job code: budget by month; actual, published shifts and what the manager typed by day. */
export function payrollCells(site: DemoSite, today: Day): DemoCell[] {
  const posts = postsOf(site)
  const staff = demoJobs(site).map((job): Staff => ({ job, post: posts.find(({ code }) => code === job.code) }))
  return [
    ...budgetCells(site, staff, today),
    ...actualDays(today).flatMap((day) => (day < startOf(site) ? [] : workedDay(site, staff, day))),
    ...publishedCells(site, staff, today),
    ...typedCells(site, staff, today),
  ]
}

/** The month as planned: the hours of its expected demand at that year's pay. */
function budgetCells(site: DemoSite, staff: readonly Staff[], today: Day): DemoCell[] {
  return budgetMonths(site, today).flatMap((month) => {
    const optimism = planOptimism(site, month)
    const demands = daysOf(month).map((day) => expectedDemand(site, day) * optimism)
    return staff.flatMap(({ job, post }) => {
      const hours = post
        ? demands.reduce((sum, demand) => sum + hoursAt(post, demand), 0)
        : HOURS_OF_A_SALARIED_DAY * job.employees * demands.length
      const cost = post ? hours * hourlyPay(job, month) : salaryOf(job, month) * demands.length
      return hoursAndCost(month, 'budget', job.code, hours, cost)
    })
  })
}

/** What the labor system tells of a day: quarter hours, flexing with the cars that came, and all pay types in dollars. */
function workedDay(site: DemoSite, staff: readonly Staff[], day: Day): DemoCell[] {
  const demand = realDemand(site, day)
  const habit = staffingHabit(site, yearOf(day))
  return staff.flatMap(({ job, post }) => {
    if (!post) {
      return hoursAndCost(day, 'actual', job.code, HOURS_OF_A_SALARIED_DAY * job.employees, salaryOf(job, day))
    }
    const hours = roundTo(0.25, hoursAt(post, demand) * habit * around(0.05, site.siteId, day, job.code, 'hours'))
    const rate = hourlyPay(job, day) * around(0.015, site.siteId, day, job.code, 'pay')
    return hoursAndCost(day, 'actual', job.code, hours, hours * rate)
  })
}

/** Shifts published for the two weeks from today on, in half hours. */
function publishedCells(site: DemoSite, staff: readonly Staff[], today: Day): DemoCell[] {
  const days = Array.from({ length: PUBLISHED_DAYS }, (_, i) => addDays(today, i))
  return days.flatMap((day) =>
    staff.flatMap(({ job, post }) => {
      if (!post) return []
      const demand = expectedDemand(site, day) * around(0.03, site.siteId, day, 'published')
      const hours = roundTo(0.5, hoursAt(post, demand) * staffingHabit(site, yearOf(day)))
      return hoursAndCost(day, 'scheduled', job.code, hours, hours * hourlyPay(job, day))
    }),
  )
}

/** Hours the manager typed, in half hours, and the holiday pay of the hands; nobody types the salaried. */
function typedCells(site: DemoSite, staff: readonly Staff[], today: Day): DemoCell[] {
  return typedDays(site, today).flatMap((day) => {
    if (day < startOf(site)) return []
    const demand = expectedDemand(site, day) * typedFeeling(site, monthOf(day))
    return staff.flatMap(({ job, post }) => {
      if (!post) return []
      const hours = roundTo(0.5, hoursAt(post, demand))
      const isRaised = HOLIDAYS.includes(day.slice(5)) && post.flex > 0.5
      return cellsOf(day, 'forecast', {
        [payrollLineId('hours', job.code)]: hundredths(hours),
        ...(isRaised ? { [payrollLineId('rate', job.code)]: hundredths(hourlyPay(job, day) * HOLIDAY_PAY) } : {}),
      })
    })
  })
}

const hourlyPay = ({ averageRate }: DemoJob, period: string): number => (averageRate ?? 0) * payOf(yearOf(period))

/** A day of the salaried: their yearly salary ÷ 365 (domain.md 3.4). */
const salaryOf = ({ annualSalary, employees }: DemoJob, period: string): number =>
  ((annualSalary ?? 0) * employees * payOf(yearOf(period))) / 365

const hoursAndCost = (
  period: string,
  scenario: DemoCell['scenario'],
  code: string,
  hours: number,
  cost: number,
): DemoCell[] =>
  cellsOf(period, scenario, {
    [payrollLineId('hours', code)]: hundredths(hours),
    [payrollLineId('cost', code)]: hundredths(cost),
  })

const roundTo = (step: number, value: number): number => Math.round(value / step) * step
const hundredths = (value: number): number => Math.round(value * 100)
