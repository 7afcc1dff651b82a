/**
 * How fast the P&L is computed, each figure beside a plain peer of the same run (design.md 6): `npm run bench`.
 * Not a test: it judges nothing, it prints.
 */
import { findLine } from '../../shared/categories/index.ts'
import { addDays, daysOf, monthsOf } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { NO_HISTORY } from '../../shared/calc/internal-revenue/internal-revenue.ts'
import type { PayrollInput } from '../../shared/calc/payroll/payroll-month.ts'
import type { SiteJob } from '../../shared/calc/payroll/site-job.ts'
import { siteCalculators, type SiteContract } from '../../shared/calc/recompute/site-calculators.ts'
import { JOB_CODES, payrollLineId } from '../../shared/categories/payroll.ts'
import { aContract, aFee, aJob, aStructure, tiersOf } from '../support/a-contract.ts'
import { addColumns, type ColumnLine, type SiteColumns } from '../../shared/calc/profit-and-loss/day-columns.ts'
import { DEFAULT_PL_RULES } from '../../shared/calc/profit-and-loss/rules.ts'
import { rollup, type SiteResult } from '../../shared/calc/profit-and-loss/rollup.ts'
import { changedInputs } from '../../shared/calc/recompute/changed-inputs.ts'
import { computeRollup, recomputeRollup, rollupOf } from '../../shared/calc/recompute/rollup-sheet.ts'
import {
  computeSiteYear,
  profitAndLossOf,
  recomputeSiteYear,
  type SiteYearInput,
} from '../../shared/calc/recompute/site-year-sheet.ts'
import type { StatisticsInput } from '../../shared/calc/statistics-month.ts'
import { at, ms, numbersBelow, print, times } from './measure.ts'

const YEAR = 2026
const MONTHS = monthsOf(YEAR)
const terms = { today: '2026-04-10', rules: DEFAULT_PL_RULES }

const below = numbersBelow()

/** 100 sites × 40 lines × 365 days: adding up into the P&L's rows against adding the same numbers plainly. */
function columns(): void {
  const lines: ColumnLine[] = Array.from({ length: 40 }, (_, line) =>
    line < 8
      ? { row: 'ExternalRevenue', unit: 'count' }
      : { row: line < 28 ? 'Payroll' : 'OtherExpense', unit: 'money' },
  )
  let days = 0
  const monthEnds = MONTHS.map((month) => (days += daysOf(month).length))
  const sites = Array.from({ length: 100 }, (): SiteColumns => ({
    // One line-month in twenty is not known, as a line a site does not have; days inside a month all are.
    days: Float64Array.from(
      lines.flatMap((_, line) =>
        MONTHS.flatMap((month) => {
          const isKnown = below(20) > 0
          return daysOf(month).map(() => (isKnown ? below(line < 8 ? 400_000_000 : 90_000) : Number.NaN))
        }),
      ),
    ),
    rates: Float64Array.from({ length: lines.length * 12 }, () => below(9_999)),
  }))
  let kept = 0
  const plain = times(60, () => {
    for (const site of sites) {
      const { days: values } = site
      let sum = 0
      for (let i = 0; i < values.length; i += 1) sum += values[i] as number
      kept += sum
    }
  })
  const rows = times(60, () => {
    kept += addColumns(sites, lines, monthEnds).size
  })
  if (Number.isFinite(kept)) console.log(kept)
  const ratio = at(rows, 0) / at(plain, 0) // the best of each: what others take from a busy machine stays out
  print(
    'P&L rows of 100 sites × 40 lines × 365 days',
    ms(at(rows, 0)),
    `${ratio.toFixed(2)} × a plain sum of the same numbers, ${ms(at(plain, 0))}`,
  )
}

type Input = SiteYearInput<PayrollInput, SiteContract>
const calculators = siteCalculators(terms.today)
const JOBS = JOB_CODES.slice(0, 10).map((job): SiteJob => ({
  ...job,
  averageRate: new Decimal('21.5'),
  employees: 4,
  annualSalary: null,
  billing: null,
}))
/** A hybrid that looks at everything: a yearly share in two tiers, labor hours with overtime, a fee. */
const CONTRACT = aContract({
  fixedFee: { serviceRates: [aFee({})] },
  perLaborHour: { jobRates: JOBS.map(({ code }) => aJob({ jobCode: code })), useOvertimeSplit: true },
  revenueShare: {
    thresholdStructures: [
      aStructure({ accumulationType: 'AnnualCalendar', tiers: tiersOf([25, 750_000], ['32.5', null]) }),
    ],
  },
})

function aSite(): Input {
  const cents = (limit: number) => new Decimal(below(limit)).div(100)
  return {
    months: MONTHS,
    statistics: MONTHS.map((month): StatisticsInput => {
      const typed = (limit: number) => daysOf(month).map(() => below(limit))
      return {
        month,
        totalRooms: 360,
        forecast: {
          occupiedRooms: typed(360_000_000),
          driveInRatio: typed(10_000),
          captureRatio: typed(10_000),
          valetDaily: typed(90_000_000),
          selfDaily: typed(90_000_000),
          valetMonthly: typed(20_000_000),
          selfMonthly: typed(20_000_000),
        },
        actual: {},
        budget: { occupiedRooms: 9_000_000_000, valetOvernight: 1_500_000_000, selfOvernight: 800_000_000 },
        forecastRates: { valetDaily: 4_896, selfDaily: 2_500 },
        budgetRates: { valetOvernight: 5_124, selfOvernight: 3_000, valetMonthly: 30_000, selfMonthly: 20_000 },
      }
    }),
    payroll: MONTHS.map((month): PayrollInput => ({
      month,
      jobs: JOBS,
      forecast: Object.fromEntries(
        JOBS.map(({ code }) => [payrollLineId('hours', code), daysOf(month).map(() => below(4_000))]),
      ),
      actual: {},
      budget: Object.fromEntries(JOBS.map(({ code }) => [payrollLineId('hours', code), 60_000])),
    })),
    otherRevenue: MONTHS.map(() => cents(100_000)),
    accounts: MONTHS.map(() =>
      Array.from({ length: 40 }, (_, i) => ({
        account: `${7000 + i * 5}`,
        title: `${7000 + i * 5}`,
        forecast: i % 3 === 0 ? cents(500_000) : null,
        budget: cents(500_000),
        actual: null,
      })),
    ),
    ledger: MONTHS.map(() => ({ Payroll: { actual: cents(9_000_000), budget: cents(9_000_000), priorYear: null } })),
    contract: { hasManagementAgreement: false, terms: CONTRACT, history: NO_HISTORY },
  }
}

type Typed = { readonly input: Input; readonly lineId: string; readonly period: string }

/** Another day in another month at each keystroke. */
function placeOf(run: number): { readonly month: number; readonly day: number; readonly period: string } {
  const month = 3 + (run % 9)
  const label = MONTHS[month] ?? ''
  const day = run % daysOf(label).length
  return { month, day, period: addDays(`${label}-01`, day) }
}

/** One keystroke: a day's count of the next month is another one. */
function typed(input: Input, run: number): Typed {
  const { month, day, period } = placeOf(run)
  const statistics = input.statistics.with(month, {
    ...(input.statistics[month] as StatisticsInput),
    forecast: {
      ...input.statistics[month]?.forecast,
      valetDaily: (input.statistics[month]?.forecast['valetDaily'] ?? []).with(day, below(90_000_000)),
    },
  })
  return {
    input: { ...input, statistics },
    lineId: findLine('valetDaily')?.id ?? '',
    period,
  }
}

/** One keystroke: a day's hours of a job code are others. */
function typedHours(input: Input, run: number): Typed {
  const { month, day, period } = placeOf(run)
  const lineId = payrollLineId('hours', JOBS[run % JOBS.length]?.code ?? '')
  const payroll = input.payroll[month] as PayrollInput
  const hours = (payroll.forecast[lineId] ?? []).with(day, below(4_000))
  const changed = { ...payroll, forecast: { ...payroll.forecast, [lineId]: hours } }
  return { input: { ...input, payroll: input.payroll.with(month, changed) }, lineId, period }
}

function keystrokes(): void {
  let sheet = computeSiteYear(aSite(), calculators, terms)
  const full = at(
    times(30, () => computeSiteYear(sheet.input, calculators, terms)),
    0.5,
  )
  const measured = (what: string, typing: (input: Input, run: number) => Typed) => {
    const type = (run: number) => {
      const { input, lineId, period } = typing(sheet.input, run)
      sheet = recomputeSiteYear(sheet, input, changedInputs([{ lineId, period }], MONTHS)).sheet
      return profitAndLossOf(sheet)
    }
    const one = times(600, type)
    const p50 = at(one, 0.5)
    print(`${what}, p50`, ms(p50), `${(p50 / full).toFixed(3)} × the full site-year, ${ms(full)}`)
    print(`${what}, p99`, ms(at(one, 0.99)), 'goal 5 ms')
  }
  measured('one keystroke of vehicles in a site-year', typed)
  measured('one keystroke of hours in a site-year', typedHours)
}

function rollups(): void {
  const sheets = Array.from({ length: 100 }, () => computeSiteYear(aSite(), calculators, terms))
  const results = sheets.map((sheet, i): SiteResult => ({
    siteId: `${i}`,
    name: `${i}`,
    year: profitAndLossOf(sheet),
    hasForecast: true,
    error: null,
  }))
  const full = times(20, () => rollup(results, MONTHS))
  let current = computeRollup(results, MONTHS)
  const [first] = sheets
  if (first === undefined) return
  const one = times(100, (run) => {
    const { input, lineId, period } = typed(first.input, run)
    const { sheet } = recomputeSiteYear(first, input, changedInputs([{ lineId, period }], MONTHS))
    const sites = current.sites.with(0, { ...(current.sites[0] as SiteResult), year: profitAndLossOf(sheet) })
    current = recomputeRollup(current, sites).sheet
    return rollupOf(current)
  })
  const ratio = at(one, 0.5) / at(full, 0.5)
  print('rollup of 100 sites × 12 months', ms(at(full, 0.5)), 'goal 500 ms for 150 sites')
  print('a keystroke up to the rollup of 100 sites, p50', ms(at(one, 0.5)), `${ratio.toFixed(2)} × the full rollup`)
}

columns()
keystrokes()
rollups()
