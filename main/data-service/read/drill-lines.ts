import { EARNING_COUNTS, type EarningCount, type StatisticId, sumOf } from '../../../shared/calc/day-figures.ts'
import type { PlCell } from '../../../shared/calc/profit-and-loss/cell.ts'
import { FLC_INPUTS } from '../../../shared/calc/profit-and-loss/flc.ts'
import type { PayrollFigure } from '../../../shared/calc/payroll/payroll-month.ts'
import type { PayrollAmount } from '../../../shared/calc/recompute/site-calculators.ts'
import type { StatisticsDay, StatisticsMonth } from '../../../shared/calc/statistics-month.ts'
import { findLine } from '../../../shared/categories/index.ts'
import { accountLineId } from '../../../shared/categories/ledger-accounts.ts'
import type { Scenario } from '../../../shared/categories/line.ts'
import { OTHER_REVENUE_ROWS, otherRevenueLineId } from '../../../shared/categories/other-revenue.ts'
import { OVERRIDE_ROWS, overrideLineId, type OverrideRow } from '../../../shared/categories/override-lines.ts'
import { RATE_CATEGORIES, rateLineId } from '../../../shared/categories/parking-rates.ts'
import { payrollLineId } from '../../../shared/categories/payroll.ts'
import { PL_ROWS, type PlRowCode } from '../../../shared/categories/profit-and-loss.ts'
import type { DrillLine, PlDrill } from '../../../shared/contract/pl-drill.ts'
import type { Day, Month } from '../../../shared/core/calendar.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { fromScaled } from '../../../shared/core/scaled.ts'
import type { LaptopYear } from './site-year.ts'

/** A cell a line may have been made from; those that hold nothing are left out when they are read. */
export type Wanted = { readonly lineId: string; readonly period: string; readonly scenario: Scenario }
/** A line of a drill before its cells are read. */
export type Line = Omit<DrillLine, 'quantity' | 'rate' | 'amount' | 'cells'> & {
  readonly quantity: Decimal | null
  readonly rate: Decimal | null
  readonly amount: Decimal | null
  readonly wanted: readonly Wanted[]
}
type DrillDay = { readonly day: Day; readonly kind: PlDrill['days'][number]['kind']; readonly lines: readonly Line[] }

export type Sheet = NonNullable<LaptopYear['sheet']>
type At = { readonly sheet: Sheet; readonly month: Month; readonly place: number }

/** The days of a row that has days, each with its lines; empty where the row's month has none of its own. */
export function daysOfRow(at: At, code: PlRowCode): readonly DrillDay[] {
  if (code === 'ExternalRevenue') return revenueDays(at)
  return code === 'Payroll' ? payrollDays(at) : []
}

function revenueDays({ sheet, month, place }: At): DrillDay[] {
  const statistics = (sheet.values.get('statisticsMonth')?.[place] ?? null) as StatisticsMonth | null
  const rest = new Decimal(1).minus(sheet.input.contract.adjustmentRate ?? 0)
  return (statistics?.days ?? []).map((day) => ({
    day: day.day,
    kind: day.kind,
    lines:
      day.kind === 'actual' ? [loadedDay(day)] : EARNING_COUNTS.map((id) => category(id, day, month, statistics, rest)),
  }))
}

/** What was loaded of a day is one amount; the counts beside it earn nothing again (domain.md 2.4). */
const loadedDay = ({ day, figures }: StatisticsDay): Line => ({
  id: 'actualToDate',
  label: 'Loaded revenue of the day',
  quantity: null,
  unit: null,
  rate: null,
  amount: figures.externalRevenue,
  way: 'loaded',
  wanted: (['externalRevenue', ...EARNING_COUNTS] as const).map((lineId) => ({
    lineId,
    period: day,
    scenario: 'actual',
  })),
})

const OVERNIGHT: readonly StatisticId[] = ['valetOvernight', 'selfOvernight']
const DRIVERS: readonly StatisticId[] = ['occupiedRooms', 'occupancy', 'driveInRatio', 'captureRatio']

function category(
  id: EarningCount,
  { day, figures, origins }: StatisticsDay,
  month: Month,
  statistics: StatisticsMonth | null,
  afterAdjustment: Decimal,
): Line {
  const stored = statistics?.rates[id] ?? null
  const rate = stored === null ? null : fromScaled(stored, 2)
  const quantity = figures[id]
  const origin = origins[id]
  const counted: readonly Wanted[] =
    origin === 'forecast'
      ? [{ lineId: id, period: day, scenario: 'forecast' }]
      : origin === 'derived'
        ? DRIVERS.map((lineId) => ({ lineId, period: day, scenario: 'forecast' }))
        : origin === 'budget'
          ? [{ lineId: id, period: month, scenario: 'budget' }]
          : []
  const ratios: readonly Wanted[] =
    origin === 'derived' && OVERNIGHT.includes(id)
      ? [...DRIVERS, ...OVERNIGHT].map((lineId) => ({ lineId, period: month, scenario: 'budget' }))
      : []
  return {
    id,
    label: RATE_CATEGORIES.find((one) => one.statistic === id)?.label ?? findLine(id)?.label ?? id,
    quantity,
    unit: 'count',
    rate,
    amount: quantity && quantity.times(rate ?? 0).times(afterAdjustment),
    way: origin === 'derived' ? 'driver' : origin === 'closed' ? 'closed' : origin === 'budget' ? 'spread' : 'typed',
    wanted: [...counted, ...ratios, ...rateCells(id, month)],
  }
}

/** The rate in force: the forecast's, where missing the budget's. */
const rateCells = (id: EarningCount, month: Month): Wanted[] =>
  (['forecast', 'budget'] as const).map((scenario) => ({ lineId: rateLineId(id), period: month, scenario }))

function payrollDays({ sheet, month, place }: At): DrillDay[] {
  const days = (sheet.values.get('payrollCost')?.[place] as Partial<PayrollAmount> | undefined)?.days?.days ?? []
  const jobs = sheet.input.payroll[place]?.jobs ?? []
  return days.map(({ day, isActual, byCode }) => {
    const lines = jobs.flatMap(({ code, title, familyId }): Line[] => {
      const figure = byCode[code]
      return figure === undefined
        ? []
        : [{ ...jobLine(figure, code, day, month), id: `${familyId}.${code}`, label: title }]
    })
    const isTyped = lines.some(({ way }) => way === 'typed')
    return { day, kind: isActual ? 'actual' : isTyped ? 'forecast' : 'budget', lines }
  })
}

const WAYS = {
  actual: 'loaded',
  forecast: 'typed',
  budget: 'spread',
  salary: 'salary',
  closed: 'closed',
  empty: 'budget',
} as const

function jobLine(figure: PayrollFigure, code: string, day: Day, month: Month): Omit<Line, 'id' | 'label'> {
  const { hours, cost, rate, origin } = figure
  const metrics = ['hours', 'cost', 'rate'] as const
  const scenario = origin === 'actual' || origin === 'budget' ? origin : 'forecast'
  return {
    quantity: hours,
    unit: 'hours',
    rate,
    amount: cost,
    way: WAYS[origin],
    wanted:
      origin === 'salary' || origin === 'closed' || origin === 'empty'
        ? []
        : metrics.map((metric) => ({
            lineId: payrollLineId(metric, code),
            period: origin === 'budget' ? month : day,
            scenario,
          })),
  }
}

/** The cells of a month that has no days: accounts, other revenue, else what the ledger or the budget says of the row. */
export function monthLines({ sheet, month, place }: At, code: PlRowCode): Line[] {
  const cell = sheet.values.get(code)?.[place] as PlCell | undefined
  if (cell === undefined || code === 'FLC' || code === 'FLC_CUMULATIVE') return []
  if (isSetByHand(cell) && OVERRIDE_ROWS.some((one) => one === code)) {
    const lineId = overrideLineId(code as OverrideRow)
    return [monthLine('override', 'Set by hand', cell.amounts.trend, 'forecast', [lineId], month)]
  }
  if (cell.detail.kind === 'accounts' && cell.detail.accounts.length > 0)
    return cell.detail.accounts.map(({ account, title, used, from }) =>
      monthLine(account, `${account} ${title}`, used, from ?? 'budget', [accountLineId(account)], month),
    )
  const row = PL_ROWS.find((one) => one.code === code)
  const whole = (scenario: 'actual' | 'budget'): Line[] =>
    row?.lineId ? [monthLine(code, row.label, cell.amounts[scenario], scenario, [row.lineId], month)] : []
  if (cell.kind === 'actual') return whole('actual')
  if (cell.kind === 'budget' || code !== 'InternalRevenue') return whole('budget')
  return OTHER_REVENUE_ROWS.map(({ id, label }) => {
    const lineId = otherRevenueLineId(id)
    return { ...monthLine(id, label, null, 'forecast', [lineId], month), wanted: openCells(lineId, month) }
  })
}

/** True where an administrator's amount stands in the place of what is computed (domain.md 15). */
export const isSetByHand = (cell: PlCell): boolean => cell.explained.parts.some(({ id }) => id === 'override')

const openCells = (lineId: string, month: Month): Wanted[] =>
  (['forecast', 'budget'] as const).map((scenario) => ({ lineId, period: month, scenario }))

const monthLine = (
  id: string,
  label: string,
  amount: Decimal | null,
  from: 'actual' | 'forecast' | 'budget',
  lineIds: readonly string[],
  month: Month,
): Line => ({
  id,
  label,
  quantity: null,
  unit: null,
  rate: null,
  amount,
  way: from === 'actual' ? 'loaded' : from === 'forecast' ? 'typed' : 'budget',
  wanted: lineIds.map((lineId) => ({ lineId, period: month, scenario: from })),
})

/** The rows a month of a row is computed from while it is open (domain.md 8, 9.2). */
export function followed({ sheet, place }: At, code: PlRowCode): PlRowCode[] {
  if (code === 'FLC') return FLC_INPUTS.map((one) => one.code)
  if (code === 'FLC_CUMULATIVE') return ['FLC']
  const cell = sheet.values.get(code)?.[place] as PlCell | undefined
  const isComputed = cell?.kind === 'forecast' || cell?.kind === 'mixed'
  if (!isComputed) return []
  if (code === 'InternalRevenue') return ['ExternalRevenue', 'Payroll']
  return code === 'Pteb' || code === 'Insurance' ? ['Payroll'] : []
}

/** Lines of one part of the row: a rate category, a family with its job codes, an account. */
export const linesOfPart = (lines: readonly Line[], part: string | null): readonly Line[] =>
  part === null ? lines : lines.filter(({ id }) => id === part || id.startsWith(`${part}.`))

/** What lines come to. */
export const amountOf = (lines: readonly Line[]): Decimal | null => sumOf(lines.map(({ amount }) => amount))
