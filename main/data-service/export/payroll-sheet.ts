import { sumOf } from '../../../shared/calc/day-figures.ts'
import { payrollMonth, type PayrollDay } from '../../../shared/calc/payroll/payroll-month.ts'
import type { SiteJob } from '../../../shared/calc/payroll/site-job.ts'
import { billedJobs } from '../../../shared/calc/site-year/site-facts.ts'
import { payrollOf } from '../../../shared/calc/site-year/site-year-input.ts'
import { JOB_FAMILIES } from '../../../shared/categories/payroll.ts'
import type { Month } from '../../../shared/core/calendar.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import type { StoredSite } from '../read/site-year.ts'
import { columnName, type PlanCell, type PlanRow, type SheetPlan } from './sheet-plan.ts'
import { STAMP_ROWS, stampRows, type Stamps } from './stamps.ts'
import { dateOf, isWeekend, KIND_WORDS } from './statistics-sheet.ts'
import { live, plain, sumFormula } from './year-plan.ts'

const FIRST_DAY = STAMP_ROWS + 3
const FIRST_COLUMN = 2

type Metric = 'hours' | 'cost'
type Column = { readonly job: SiteJob; readonly metric: Metric }
/** Columns of one metric with the sum behind them. */
type Block = { readonly metric: Metric; readonly jobs: readonly SiteJob[]; readonly first: number }

/** A month of Payroll by the day and job code: hours, then cost, each with live sums (domain.md 3.2, 3.7). */
export function payrollSheet({ facts, stored }: StoredSite, month: Month, stamps: Stamps): SheetPlan {
  const jobs = billedJobs(facts)
  const { days } = payrollMonth(payrollOf(facts, jobs, stored, month))
  const hourly = jobs.filter(({ annualSalary }) => annualSalary === null)
  const blocks: Block[] = []
  let next = FIRST_COLUMN
  for (const [metric, ofMetric] of [
    ['hours', hourly],
    ['cost', jobs],
  ] as const) {
    if (ofMetric.length === 0) continue
    blocks.push({ metric, jobs: ofMetric, first: next })
    next += ofMetric.length + 1
  }
  const columns = blocks.flatMap(({ metric, jobs: own }) => [...own, null].map((job) => ({ job, metric })))
  const body: PlanRow[] =
    jobs.length === 0
      ? [{ kind: 'remark', cells: ['No staff is known at this site.'] }]
      : [...days.map((day, i) => dayRow(day, FIRST_DAY + i, blocks)), totalRow(days, columns)]
  return {
    name: 'Payroll',
    rows: [
      ...stampRows('Payroll', stamps),
      { kind: 'group', cells: [null, null, ...columns.map(({ job }) => (job ? familyOf(job) : null))] },
      {
        kind: 'head',
        cells: ['Day', 'Figures', ...columns.map(({ job, metric }) => `${job ? job.code : 'All'} ${metric}`)],
      },
      ...body,
    ],
    columns: [
      { width: 16, format: 'day' },
      { width: 12 },
      ...columns.map(({ metric }) => ({
        width: 12,
        format: metric === 'hours' ? ('hours' as const) : ('money' as const),
      })),
    ],
    frozen: { rows: STAMP_ROWS + 2, columns: FIRST_COLUMN },
    heading: { first: STAMP_ROWS + 1, last: STAMP_ROWS + 2 },
    names: [],
    notes: new Map(),
    filter: false,
  }
}

const familyOf = ({ familyId }: SiteJob): string => JOB_FAMILIES.find(({ id }) => id === familyId)?.name ?? familyId

const figureOf = ({ byCode }: PayrollDay, { code }: SiteJob, metric: Metric): Decimal | null =>
  byCode[code]?.[metric] ?? null

function dayRow(day: PayrollDay, row: number, blocks: readonly Block[]): PlanRow {
  const cells = blocks.flatMap(({ metric, jobs, first }): PlanCell[] => {
    const figures = jobs.map((job) => figureOf(day, job, metric))
    const span = `${columnName(first)}${row}:${columnName(first + jobs.length - 1)}${row}`
    return [...figures.map(plain), live(sumFormula(span), sumOf(figures))]
  })
  return {
    kind: isWeekend(day.day) ? 'weekend' : 'figures',
    cells: [dateOf(day.day), kindOf(day), ...cells],
  }
}

/** What a day is, by the word of Statistics; one typed code makes it a forecast. */
function kindOf({ isActual, byCode }: PayrollDay): string {
  if (isActual) return KIND_WORDS.actual
  return Object.values(byCode).some(({ origin }) => origin === 'forecast') ? KIND_WORDS.forecast : KIND_WORDS.budget
}

function totalRow(
  days: readonly PayrollDay[],
  columns: readonly (Pick<Column, 'metric'> & { readonly job: SiteJob | null })[],
): PlanRow {
  const last = FIRST_DAY + days.length - 1
  const codesOf = (metric: Metric) => columns.flatMap((one) => (one.metric === metric && one.job ? [one.job] : []))
  const cells = columns.map(({ job, metric }, i): PlanCell => {
    const column = columnName(FIRST_COLUMN + i)
    const jobs = job ? [job] : codesOf(metric)
    const sum = sumOf(days.flatMap((day) => jobs.map((one) => figureOf(day, one, metric))))
    return live(sumFormula(`${column}${FIRST_DAY}:${column}${last}`), sum)
  })
  return { kind: 'total', cells: ['Month', null, ...cells] }
}
