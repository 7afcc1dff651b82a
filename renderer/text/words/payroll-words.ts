import type { CodeRule, WeekRule } from '../../../shared/calc/payroll/payroll-entry.ts'
import type { PayrollBand } from '../../../shared/calc/payroll/payroll-variance.ts'
import { count } from './count.ts'

const codeRules: Record<CodeRule, string> = {
  forecast: 'as they are forecast now',
  employees: 'by their employees',
  equal: 'equally',
}
const rulesOf = (rules: readonly CodeRule[]): string => rules.map((rule) => codeRules[rule]).join(' or ')
const weekRules: Record<WeekRule, string> = { pattern: 'by their pattern', equal: 'equally' }

const bands: Record<PayrollBand, string> = { low: 'small', medium: 'medium', high: 'large' }

/** What the Payroll tab says. */
export const payrollWords = {
  label: 'Payroll by day',
  yearLabel: 'Payroll by month',
  show: 'Show',
  by: 'By',
  metrics: { hours: 'Hours', cost: 'Cost', rate: 'Rate', revenue: 'Revenue' },
  modes: { Group: 'Families', Code: 'Codes' },
  total: 'Total',
  allJobs: 'All jobs',
  budget: 'Budget',
  scheduled: 'Schedule',
  revenue: 'Revenue',
  fullTitles: {
    total: 'All job codes added',
    budget: 'Budget of all job codes',
    scheduled: 'Published shifts of all job codes',
    revenue: 'What the contract pays for the hours of all job codes',
  },
  wholeMonth: 'Whole month',
  spread: 'Week',
  name: (column: string, metric: string, when: string) => `${column} ${metric}, ${when}`,
  of: (title: string, when: string) => `${title}, ${when}`,
  tags: { actual: 'Actual', forecast: 'Forecast', mixed: 'Forecast', budget: 'Budget', closed: 'Closed' },
  origins: {
    actual: 'Actual, from the labor system',
    forecast: 'Typed forecast',
    mixed: 'Typed for some job codes; the others hold the budget',
    budget: 'Budget, nothing typed yet',
    salary: 'Computed from the salary',
    closed: 'The site is not in operation on this day',
    empty: 'Neither typed nor budgeted',
    sum: 'Sum of the days',
    total: 'Sum of the columns',
    contract: 'Computed from the hours and the contract',
    rate: 'Average of the last 14 days',
    average: 'Cost ÷ hours',
  },
  obstacles: {
    revenue: 'Revenue follows from the hours and the contract’s rates and cannot be typed.',
    total: 'This is the sum of the columns and cannot be typed.',
    budget: 'This is the budget and cannot be typed.',
    scheduled: 'This comes from the published shifts and cannot be typed.',
    week: 'Every day of this week is locked.',
    month: 'Every day of this month is locked.',
  },
  cleared: (name: string) => `Cleared ${name}`,
  typed: (value: string, name: string) => `Typed ${value} in ${name}`,
  sharedByCodes: (value: string, codes: number, rules: readonly CodeRule[]) =>
    `${value} shared by ${codes} job codes ${rulesOf(rules)}.`,
  eachDayByCodes: (codes: number, rules: readonly CodeRule[]) =>
    `Each day is shared by ${codes} job codes ${rulesOf(rules)}.`,
  spreadOverDays: (value: string, days: number, rule: WeekRule) =>
    `${value} spread over ${count(days, 'open day', 'open days')} ${weekRules[rule]}.`,
  clears: (codes: number) => `${count(codes, 'cell falls', 'cells fall')} back to the budget.`,
  manyHours: (value: string, employees: number) =>
    `${value} h is more than 24 hours for each of ${count(employees, 'employee', 'employees')}.`,
  share: (where: string, value: string) => `${where}: ${value}`,
  keptByLocked: (value: string) => `The locked days keep ${value} of it.`,
  onEachDay: (value: string, days: number) => `${value} on ${count(days, 'open day', 'open days')}.`,
  salariedOnTop: 'The salaried of this family come on top.',
  notBillable: (title: string) => `${title} is not billable: the contract has no rate for it.`,
  notBillableTag: 'not billable',
  hours: (value: string) => `${value} h`,
  noJobs: 'Nobody to forecast at this site',
  noJobsMore:
    'No job code is placed at this site. Ask the HR systems team to place its people; they arrive with the next sync.',
  noStaff: 'The staff of this site is not on this laptop yet',
  noStaffMore: 'Job codes and rates arrive with the next sync. Nothing can be typed until then.',
  copy: {
    button: 'Copy schedule…',
    title: 'Copy the schedule into the forecast?',
    lead: (range: string, cells: number) =>
      `The published shifts of ${range} become the forecast hours of ${count(cells, 'cell', 'cells')}. The cost follows from the rate. Days that are over, salaried jobs and days without shifts stay as they are.`,
    overwritten: (n: number) => `${count(n, 'number that was typed is', 'numbers that were typed are')} overwritten.`,
    nothingOverwritten: 'No number that was typed is overwritten.',
    cell: 'Cell',
    now: 'Now',
    from: 'From',
    schedule: 'Schedule',
    origins: {
      forecast: 'Typed',
      budget: 'Budget',
      actual: 'Actual',
      salary: 'Salary',
      closed: 'Closed',
      empty: 'Nothing',
    },
    confirm: 'Copy schedule',
    cancel: 'Cancel',
    nothing: (month: string) => `There is nothing to copy: no shifts are published from today on in ${month}.`,
    isAlready: 'There is nothing to copy: the forecast holds the schedule already.',
    label: (range: string) => `Copied the schedule of ${range}`,
    readOnly: 'You can read this forecast, but your role does not change it.',
  },
  reset: {
    button: 'Reset to budget',
    label: (n: number, name: string) => `Reset ${count(n, 'cell', 'cells')} to budget: ${name}`,
    nothing: 'Nothing was typed in the chosen cells; they hold the budget already.',
    choose: 'Choose cells of the Payroll tab first.',
  },
  /** Over the budget is unfavorable, whatever its size (domain.md 3.10). */
  against: (percent: string, band: PayrollBand, verdict: 'on-plan' | 'favorable' | 'unfavorable') =>
    verdict === 'on-plan' ? `${percent}, on plan` : `${percent}, ${bands[band]}, ${verdict}`,
  inspector: {
    scheduled: 'Scheduled',
    actual: 'Actual',
    rate: 'Rate',
    byCode: 'What is typed is kept by job code. Choose “Codes” above the grid to see who typed what.',
  },
  explain: {
    cost: (hours: string, rate: string, cost: string) => `${hours} × ${rate} = ${cost}`,
    hours: (cost: string, rate: string, hours: string) => `${cost} ÷ ${rate} = ${hours}`,
    rateTyped: 'The rate was typed.',
    rateAverage: 'The rate is the average of the last 14 days.',
    salary: 'The yearly salaries of the job ÷ 365, for each day.',
    budget: 'From the month’s budget, spread evenly over its days.',
    code: (title: string, value: string) => `${title}: ${value}`,
    regular: (hours: string, rate: string, amount: string) => `Regular: ${hours} × ${rate} = ${amount}`,
    overtime: (hours: string, rate: string, amount: string) =>
      `Overtime, after 40 h from Saturday to Friday: ${hours} × ${rate} = ${amount}`,
    increments: (n: number) => `Raised by ${count(n, 'yearly step', 'yearly steps')} of the contract.`,
  },
} as const
