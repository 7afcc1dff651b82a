import { type LineDefinition, MAX_AMOUNT } from './line.ts'

/** A job family: the bucket a manager forecasts in (domain.md 3.3). Ids are identity, names are configurable (C-24). */
export type JobFamily = { readonly id: string; readonly name: string; readonly salaried: boolean }

/** A labor-system title. The code never changes; title and family may (domain.md 3.3). */
export type JobCode = {
  readonly code: string
  readonly title: string
  readonly familyId: string
  readonly active: boolean
}

/** The families in use (domain.md 3.3). */
export const JOB_FAMILIES: readonly JobFamily[] = [
  { id: 'GSA', name: 'GSA', salaried: false },
  { id: 'GSC', name: 'GSC', salaried: false },
  { id: 'Valet', name: 'Valet', salaried: false },
  { id: 'Bell', name: 'Bell', salaried: false },
  { id: 'Shuttle', name: 'Shuttle', salaried: false },
  { id: 'Cashier', name: 'Cashier', salaried: false },
  { id: 'Salaried', name: 'Salaried', salaried: true },
  { id: 'Other', name: 'Other', salaried: false },
]

const job = (code: string, title: string, familyId: string): JobCode => ({ code, title, familyId, active: true })

/** The codes the product starts with; further ones arrive from the labor system (domain.md 3.3). */
export const JOB_CODES: readonly JobCode[] = [
  job('GSA1', 'Guest service agent', 'GSA'),
  job('GSA2', 'Senior guest service agent', 'GSA'),
  job('GSC1', 'Guest service captain', 'GSC'),
  job('VLT1', 'Valet attendant', 'Valet'),
  job('VLT2', 'Senior valet attendant', 'Valet'),
  job('BELL', 'Bell attendant', 'Bell'),
  job('SHUTL1', 'Shuttle driver', 'Shuttle'),
  job('SHUTL2', 'Senior shuttle driver', 'Shuttle'),
  job('SHUTL3', 'Shuttle driver, large vehicle', 'Shuttle'),
  job('LCASH', 'Lead cashier', 'Cashier'),
  job('CASH', 'Cashier', 'Cashier'),
  job('PCON', 'Parking concierge', 'Other'),
  job('TCOORD', 'Traffic coordinator', 'Other'),
  job('MGR', 'Site manager', 'Salaried'),
  job('AMGR', 'Assistant site manager', 'Salaried'),
]

/** What a code may look like: `GSA1` (domain.md 3.3). */
export const JOB_CODE_FORMAT = /^[A-Z]{2,6}[0-9]{0,3}$/

/** What is stored of a job code and a day: its hours, its cost, and the hourly rate where a person overrode it. */
export const PAYROLL_METRICS = ['hours', 'cost', 'rate'] as const
export type PayrollMetric = (typeof PAYROLL_METRICS)[number]

/** The line that holds a job code's metric: `payroll.hours.GSA1`. */
export const payrollLineId = (metric: PayrollMetric, code: string): string => `payroll.${metric}.${code}`

/** Metric and code of a payroll line; null for any other id, and for a code of the wrong form. */
export function payrollLineOf(lineId: string): { readonly metric: PayrollMetric; readonly code: string } | null {
  const [area, name, code, ...more] = lineId.split('.')
  const metric = PAYROLL_METRICS.find((known) => known === name)
  if (area !== 'payroll' || metric === undefined || code === undefined || more.length > 0) return null
  return JOB_CODE_FORMAT.test(code) ? { metric, code } : null
}

const DAILY = {
  category: 'payroll',
  typedDecimals: 2,
  shownDecimals: 2,
  scale: 2,
  min: 0,
  grain: 'day',
  entry: 'input',
  accounts: [],
  polarity: -1,
} as const

const METRIC = {
  /** At most 24 hours of the 500 people a code can have (domain.md 3.4). */
  hours: {
    ...DAILY,
    unit: 'hours',
    max: 1_200_000,
    aggregate: 'sum',
    message: 'Enter 0 to 12,000 hours.',
    messageBelow: 'Hours cannot be negative.',
  },
  cost: {
    ...DAILY,
    unit: 'money',
    max: MAX_AMOUNT,
    aggregate: 'sum',
    message: 'Amount is too large.',
    messageBelow: 'Payroll cost cannot be negative.',
  },
  rate: {
    ...DAILY,
    unit: 'money',
    max: 99_999,
    aggregate: 'none',
    message: 'Enter 0.00 to 999.99.',
  },
} as const satisfies Record<PayrollMetric, Partial<LineDefinition>>

const titles = new Map(JOB_CODES.map(({ code, title, familyId }) => [code, { title, familyId }]))

function toLine(metric: PayrollMetric, code: string): LineDefinition {
  const title = titles.get(code)?.title ?? code
  return {
    ...METRIC[metric],
    id: payrollLineId(metric, code),
    label: `${title} ${metric}`,
    shortLabel: code,
    group: titles.get(code)?.familyId ?? 'Other',
  }
}

/**
 * Hours, cost and rate override of every known job code, by the day (domain.md 3.2, 3.7). Hours and cost are two ways
 * to say one thing: typing one clears the other, and the one that is not stored follows from the rate.
 */
export const PAYROLL_LINES: readonly LineDefinition[] = JOB_CODES.flatMap(({ code }) =>
  PAYROLL_METRICS.map((metric) => toLine(metric, code)),
)

/** The line of a code that is not in the list yet, because the labor system named it later; null for other ids. */
export function laterPayrollLine(lineId: string): LineDefinition | null {
  const named = payrollLineOf(lineId)
  return named && toLine(named.metric, named.code)
}
